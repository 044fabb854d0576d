import { covers, lines, markedSpans, overlap, type Span, type Text, textOf } from '../../text/index.ts'
import type { Block, Dated, Form, Named, Saying } from '../../types.ts'
import type { Stages } from '../pipes.ts'

/** A quotation as a draft has it: its words, where they stand, whose they are said to be, and the day they are said to have been spoken on. */
export type Drafted = {
  readonly at: readonly Span[]
  readonly form: Form
  readonly speaker: Pick<Named, 'name' | 'kind'> | null
  readonly said: string | null
}

/** What a draft is held to: “the mayor”, who may be the one that the next sentence names, is nobody's name. */
const SURELY = 0.7

/** The quotations of a draft, read as an article is; what stands in marks and was given to nobody comes too. */
export const readDraft = async (
  stages: Stages,
  chars: string,
  published: string | null
): Promise<{ text: Text; drafted: Drafted[] }> => {
  const dated: Dated | undefined = published ? { value: published, precision: 'day', evidence: 'given' } : undefined
  const parsed = stages.parseText(chars, { published: dated }).value
  const blocks = parsed.blocks.map(one => asPasted(parsed.text, one))
  const reading = { ...parsed, blocks }
  const quotes = stages.findQuotes(reading, await stages.tagReading(reading)).value
  const attributions = stages.attributeQuotes(reading, quotes).value
  const sayings = stages.findSayings(reading, quotes, attributions)
  const { text } = reading
  const read = quotes.flatMap((quote, n): Drafted[] => {
    const { speaker, confidence } = attributions[n]
    const known = { speaker: confidence < SURELY ? null : speaker, said: dayBeside(text, quote.content[0], sayings[n]) }
    if (quote.form === 'direct' || quote.form === 'scare')
      return [{ ...known, form: quote.form, at: quote.content.flatMap(one => unmarked(text, one)) }]
    const inMarks = quote.content.flatMap(one => markedSpans(text, one)).filter(one => !one.inside)
    if (!inMarks.length) return [{ ...known, form: 'indirect', at: quote.content }]
    return inMarks.map(({ inner }) => ({ ...known, form: 'mixed' as const, at: unmarked(text, inner) }))
  })
  const covered = quotes.flatMap(one => one.content)
  const loose = lines(text)
    .flatMap(line => markedSpans(text, line))
    .filter(one => !one.inside && !covered.some(span => overlap(span, one.whole)))
    .flatMap(({ inner }): Drafted[] => {
      const at = unmarked(text, inner)
      return at.length ? [{ at, form: 'scare', speaker: null, said: null }] : []
    })
  const drafted = [...read, ...loose].filter(one => one.at.length)
  return { text, drafted: drafted.sort((x, y) => x.at[0].start - y.at[0].start) }
}

/** What looks like furniture is a part of a draft, since it was handed in to be checked; and one pasted paragraph is no title. */
const asPasted = ({ chars }: Text, { start, end, kind }: Block): Block => {
  const isProse = kind === 'furniture' || (kind === 'title' && /[.!?]["”’']?$/.test(chars.slice(start, end)))
  return { start, end, kind: isProse ? 'paragraph' : kind }
}

// A day that a paragraph further up prints may not be meant for this quotation; a draft is held to what stands beside it.
const dayBeside = (text: Text, quote: Span, { date, because }: Saying): string | null => {
  const line = lines(text).find(one => covers(one, { start: quote.start, end: quote.start + 1 }))
  return line && because.some(one => covers(line, one)) ? date : null
}

const MARKS = /^[\s"“”„«»‘’'`]+|[\s"“”„«»‘’'`]+$/g

/** A span without the quotation marks at its ends. */
const unmarked = ({ chars }: Text, { start, end }: Span): Span[] => {
  const words = chars.slice(start, end)
  const [before] = /^[\s"“”„«»‘’'`]*/.exec(words)!
  // The comma before the closing mark belongs to the sentence around it.
  const bare = words.replace(MARKS, '').replace(/,$/, '')
  return bare ? [{ start: start + before.length, end: start + before.length + bare.length }] : []
}

/** One quotation that is handed in by itself, with or without its marks. */
export const alone = (quote: string): { text: Text; at: Span[] } => {
  const text = textOf(quote)
  return { text, at: unmarked(text, { start: 0, end: quote.length }) }
}
