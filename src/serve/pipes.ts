import { createInterface } from 'node:readline'
import type { Span, Text } from '../text/index.ts'
import { textOf } from '../text/index.ts'
import type {
  ArticleId,
  Attribution,
  Comparison,
  Completeness,
  Dated,
  Found,
  HeadlineQuote,
  Quote,
  Reading,
  Reason,
  Saying
} from '../types.ts'

/** The stages as the pipes use them: `main.ts` hands them in. */
export type Stages = {
  parseText(chars: string, hints: { address?: string; title?: string; published?: Dated }): Found<Reading>
  parseHtml(html: string, hints: { address?: string }): Found<Reading>
  findQuotes(reading: Reading): Found<readonly Quote[]>
  attributeQuotes(reading: Reading, quotes: readonly Quote[]): Found<readonly Attribution[]>
  findSayings(reading: Reading, quotes: readonly Quote[], attributions: readonly Attribution[]): readonly Saying[]
  compareQuotes(a: PairSide, b: PairSide): Comparison
  checkHeadline(headline: Text, articles: readonly { text: Text; completeness: Completeness }[]): readonly HeadlineQuote[]
  startTracing(): (article: { id: ArticleId; text: Text; blocks: Reading['blocks']; outlet: string | null }) => {
    origin: string
    because: readonly Reason[]
  }
}

type PairSide = { text: Text; at: Span; speaker?: string | null; published?: string | null }
type Line = Record<string, any>
type Pipe = (stages: Stages) => (line: Line) => Line

const pair = (span: Span | null) => (span ? [span.start, span.end] : null)
const dated = (value?: string | null): Dated | undefined =>
  value ? { value, precision: value.length > 10 ? 'minute' : 'day', evidence: 'given' } : undefined
const blockOf = (reading: Reading, kind: string) => {
  const block = reading.blocks.find(one => one.kind === kind)
  return block ? reading.text.chars.slice(block.start, block.end) : null
}

const parse: Pipe = stages => line => {
  const hints = { address: line.url }
  const { value, problems } = line.html === undefined ? stages.parseText(line.text, hints) : stages.parseHtml(line.html, hints)
  const { text, blocks, byline, outlet, language, published, updated, completeness } = value
  const printed = { title: blockOf(value, 'title'), dek: blockOf(value, 'dek'), section: blockOf(value, 'section') }
  return { ...printed, byline, outlet, language, published, updated, completeness, text: text.chars, blocks, problems }
}

const quote: Pipe = stages => line => {
  const reading = stages.parseText(line.text, { address: line.url, title: line.title, published: dated(line.published) }).value
  const quotes = stages.findQuotes(reading).value
  const attributions = stages.attributeQuotes(reading, quotes).value
  const sayings = stages.findSayings(reading, quotes, attributions)
  const words = (span: Span | null) => (span ? reading.text.chars.slice(span.start, span.end) : null)
  const quotations = quotes.map((one, i) => {
    const { speaker, confidence } = attributions[i]
    const { date, place, occasion } = sayings[i]
    return {
      form: one.form,
      part: one.part,
      content: one.content.map(pair),
      cue: pair(one.cue),
      source: pair(one.source),
      speaker: speaker && { name: speaker.name, kind: speaker.kind },
      said: date || place || occasion ? { date, place: words(place), occasion: words(occasion) } : null,
      confidence: Math.min(one.confidence, speaker ? confidence : 1)
    }
  })
  return { quotations }
}

const side = (line: Line): PairSide => ({ ...line, text: textOf(line.text), at: { start: line.start, end: line.end } })

const same: Pipe = stages => line => {
  const { same, relation, score, cells } = stages.compareQuotes(side(line.a), side(line.b))
  return { same, relation, score, cells: cells.map(([a, b]) => [pair(a), pair(b)]) }
}

const headline: Pipe = stages => line => ({
  quotes: stages.checkHeadline(
    textOf(line.headline),
    line.articles.map((one: Line) => ({ text: textOf(one.text), completeness: one.completeness ?? 'full' }))
  )
})

const trace: Pipe = stages => {
  const add = stages.startTracing()
  return line => {
    const { text, blocks, outlet } = stages.parseText(line.text, { published: dated(line.published) }).value
    return add({ id: line.id, text, blocks, outlet: line.outlet ?? outlet })
  }
}

/** Every pipe by its name: a stage by itself, a JSON line in, a JSON line out. */
export const pipes: Readonly<Record<string, Pipe>> = { parse, quote, same, headline, trace }

/** Runs a pipe from `input` to `output`, one answer written before the next line is read; a line that cannot be answered gets `{id, error}`. */
export const runPipe = async (
  pipe: Pipe,
  stages: Stages,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream
): Promise<void> => {
  const answer = pipe(stages)
  for await (const row of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!row.trim()) continue
    const written = output.write(`${JSON.stringify(answerLine(answer, row))}\n`)
    if (!written) await new Promise(resolve => output.once('drain', resolve))
  }
}

const answerLine = (answer: (line: Line) => Line, row: string): Line => {
  let id: unknown = null
  try {
    const line = JSON.parse(row)
    id = line.id ?? null
    return { id, ...answer(line) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}
