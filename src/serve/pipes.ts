import { z } from 'zod'
import { checkSpan } from '../laws.ts'
import type { Span, Text } from '../text/index.ts'
import { textOf } from '../text/index.ts'
import type {
  ArticleId,
  Attribution,
  BlockKind,
  Cited,
  Comparison,
  Completeness,
  Dated,
  Descent,
  Found,
  HeadlineQuote,
  Quote,
  QuoteId,
  Reading,
  Reason,
  Saying,
  Statement,
  Tagged,
  Witness
} from '../types.ts'

/** The stages as the pipes use them: `main.ts` hands them in. */
export type Stages = {
  parseText(chars: string, hints: Hints): Found<Reading>
  parseHtml(html: string, hints: Hints): Found<Reading>
  tagReading(reading: Reading): Promise<readonly Tagged[] | null>
  findQuotes(reading: Reading, tagged?: readonly Tagged[] | null): Found<readonly Quote[]>
  attributeQuotes(reading: Reading, quotes: readonly Quote[]): Found<readonly Attribution[]>
  findSayings(reading: Reading, quotes: readonly Quote[], attributions: readonly Attribution[]): readonly Saying[]
  lineageOf(witnesses: readonly Witness[]): readonly Descent[]
  firstWithout(statement: Statement, column: number, lineage: readonly Descent[]): readonly QuoteId[]
  subjectsOf(sayings: readonly { text: Text; content: readonly Span[] }[]): readonly { word: Cited; sayings: readonly number[] }[]
  compareQuotes(a: PairSide, b: PairSide): Comparison
  sameWords(a: string, b: string): boolean
  checkHeadline(headline: Text, articles: readonly { text: Text; completeness: Completeness }[]): readonly HeadlineQuote[]
  startTracing(): (article: {
    id: ArticleId
    text: Text
    blocks: Reading['blocks']
    outlet: string | null
    published: Dated | null
  }) => {
    origin: string
    because: readonly Reason[]
  }
  startGrouping(): (article: {
    id: ArticleId
    text: Text
    blocks: Reading['blocks']
    published: Dated | null
    title?: string | null
  }) => { story: string }
}

/** What is known of a text before it is read. */
type Hints = { address?: string; title?: string; published?: Dated }

type PairSide = { text: Text; at: Span; speaker?: string | null; published?: string | null }

/** A stage by itself: what a line must hold, and what answers the lines one after another. A line that holds it is what the answer takes. */
export type Pipe = {
  readonly line: z.ZodType
  start(stages: Stages): (line: never) => object | Promise<object>
}

const pipe = <Line>(line: z.ZodType<Line>, start: (stages: Stages) => (line: Line) => object | Promise<object>): Pipe => ({
  line,
  start
})

const id = z.union([z.string(), z.number()])
const maybe = z.string().nullish()

const pair = (span: Span | null) => (span ? [span.start, span.end] : null)
const dated = (value: string | null | undefined): Dated | undefined =>
  value ? { value, precision: value.length > 10 ? 'minute' : 'day', evidence: 'given' } : undefined
const hintsOf = (line: { url?: string | null; title?: string | null; published?: string | null }): Hints => ({
  address: line.url ?? undefined,
  title: line.title ?? undefined,
  published: dated(line.published)
})
const blockOf = (reading: Reading, kind: BlockKind) => {
  const block = reading.blocks.find(one => one.kind === kind)
  return block ? reading.text.chars.slice(block.start, block.end) : null
}

const parse = pipe(
  z
    .object({ id, html: z.string().optional(), text: z.string().optional(), title: maybe, published: maybe, url: maybe })
    .refine(one => one.html !== undefined || one.text !== undefined, {
      message: 'a line holds "html" or "text"'
    }),
  stages => line => {
    const hints = hintsOf(line)
    const { value, problems } =
      line.html === undefined ? stages.parseText(line.text ?? '', hints) : stages.parseHtml(line.html, hints)
    const { text, blocks, byline, outlet, language, published, updated, completeness } = value
    const printed = { title: blockOf(value, 'title'), dek: blockOf(value, 'dek'), section: blockOf(value, 'section') }
    return { ...printed, byline, outlet, language, published, updated, completeness, text: text.chars, blocks, problems }
  }
)

const quote = pipe(z.object({ id, text: z.string(), title: maybe, published: maybe, url: maybe }), stages => async line => {
  const reading = stages.parseText(line.text, hintsOf(line)).value
  const quotes = stages.findQuotes(reading, await stages.tagReading(reading)).value
  const attributions = stages.attributeQuotes(reading, quotes).value
  const sayings = stages.findSayings(reading, quotes, attributions)
  const words = (span: Span | null) => (span ? reading.text.chars.slice(span.start, span.end) : null)
  const quotations = quotes.map((one, i) => {
    const { speaker, confidence } = attributions[i]
    const { date, place, occasion, way } = sayings[i]
    return {
      form: one.form,
      part: one.part,
      content: one.content.map(pair),
      cue: pair(one.cue),
      source: pair(one.source),
      speaker: speaker && { name: speaker.name, kind: speaker.kind },
      said: date || place || occasion ? { date, place: words(place), occasion: words(occasion) } : null,
      way: way && { to: words(way.to), medium: words(way.medium), through: words(way.through) },
      confidence: Math.min(one.confidence, speaker ? confidence : 1)
    }
  })
  return { quotations }
})

const quoted = z
  .object({ text: z.string(), start: z.number(), end: z.number(), speaker: maybe, published: maybe })
  .superRefine(({ text, start, end }, context) => {
    for (const message of checkSpan({ id: '' as Text['id'], chars: text }, { start, end }))
      context.addIssue({ code: 'custom', message })
  })

const side = (one: z.infer<typeof quoted>): PairSide => ({
  ...one,
  text: textOf(one.text),
  at: { start: one.start, end: one.end }
})

const same = pipe(z.object({ id, a: quoted, b: quoted }), stages => line => {
  const { same, relation, score, cells } = stages.compareQuotes(side(line.a), side(line.b))
  return { same, relation, score, cells: cells.map(([a, b]) => [pair(a), pair(b)]) }
})

const completeness = z.enum(['full', 'teaser', 'wall', 'unknown'])
const searched = z.object({ text: z.string(), outlet: maybe, completeness: completeness.nullish() })

const headline = pipe(z.object({ id, headline: z.string(), articles: z.array(searched) }), stages => line => ({
  quotes: stages.checkHeadline(
    textOf(line.headline),
    line.articles.map(one => ({ text: textOf(one.text), completeness: one.completeness ?? 'full' }))
  )
}))

const trace = pipe(z.object({ id, text: z.string(), outlet: maybe, published: maybe }), stages => {
  const add = stages.startTracing()
  return line => {
    const { text, blocks, outlet, published } = stages.parseText(line.text, { published: dated(line.published) }).value
    return add({ id: String(line.id) as ArticleId, text, blocks, outlet: line.outlet ?? outlet, published })
  }
})

const group = pipe(z.object({ id, title: maybe, text: z.string(), published: maybe, outlet: maybe }), stages => {
  const add = stages.startGrouping()
  return line => {
    const { text, blocks, published } = stages.parseText(line.text, hintsOf(line)).value
    const { story } = add({ id: String(line.id) as ArticleId, text, blocks, published, title: line.title })
    return { story }
  }
})

/** Every pipe by its name: a stage by itself, a JSON line in, a JSON line out. */
export const pipes: Readonly<Record<string, Pipe>> = { parse, quote, same, headline, trace, group }

/** Workers as a pipe needs them: a line in, its answer out. */
type Helpers = { readonly ahead: number; answerRow(stage: string, row: string): Promise<string>; close(): void }

/** Which pipes are worth workers: each line is much work, and no line's answer depends on another. */
const SHARED = new Set(['quote'])

/**
 * Runs a pipe from `input` to `output`: answers in the order of the lines, each written as soon as it is there; a line that cannot be answered gets
 * `{id, error}`. Whoever sends one line and waits has its answer at once. Where many lines wait (`worth`), `helpers` are started to share them.
 */
export const runPipe = async (
  stage: string,
  stages: Stages,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  { worth, start }: { worth: number; start: () => Helpers | null }
): Promise<void> => {
  const here = pipes[stage].start(stages)
  let helpers: Helpers | null = null
  let inWait = 0
  const open: Promise<void>[] = []
  let written: Promise<void> = Promise.resolve()
  for await (const { row, more } of rowsOf(input)) {
    if (!row.trim()) continue
    if (more && ++inWait === worth && SHARED.has(stage)) helpers = start()
    const answer = helpers ? helpers.answerRow(stage, row) : answerRow(pipes[stage], here, row)
    written = written.then(async () => {
      if (!output.write(`${await answer}\n`)) await new Promise(resolve => output.once('drain', resolve))
    })
    open.push(written)
    if (open.length > (helpers?.ahead ?? 0)) await open.shift()
  }
  await written
  helpers?.close()
}

// Not node:readline: it ends a line at U+2028 too, which JSON allows inside a string.
async function* rowsOf(input: NodeJS.ReadableStream): AsyncGenerator<{ row: string; more: boolean }> {
  input.setEncoding('utf8')
  let begun = ''
  for await (const chunk of input) {
    const rows = (begun + chunk).split('\n')
    begun = rows.pop() ?? ''
    for (const [n, row] of rows.entries()) yield { row, more: n < rows.length - 1 }
  }
  yield { row: begun, more: false }
}

/** A pipe's answer to one line, as a line. */
export const answerRow = async (one: Pipe, answer: ReturnType<Pipe['start']>, row: string): Promise<string> =>
  JSON.stringify(await answerLine(one, answer, row))

const answerLine = async (one: Pipe, answer: ReturnType<Pipe['start']>, row: string): Promise<object> => {
  let line: unknown
  try {
    line = JSON.parse(row)
  } catch {
    return { id: null, error: 'the line is not JSON' }
  }
  const id = idOf(line)
  const checked = one.line.safeParse(line)
  if (!checked.success) return { id, error: faultsOf(checked.error) }
  try {
    return { id, ...(await answer(checked.data as never)) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}

const idOf = (line: unknown): unknown => (typeof line === 'object' && line && 'id' in line ? line.id : null)

/** What is wrong with an input, in a line: "a.start: Invalid input: expected number, received string". */
export const faultsOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => (path.length ? `${path.join('.')}: ${message}` : message)).join('; ')
