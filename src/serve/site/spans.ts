import { type Span, sentences } from '../../text/index.ts'
import type { ArticleId, Block, QuoteId } from '../../types.ts'
import type { Look } from '../answer/look.ts'
import type { ArticleView, QuotationView, StatementView, Words } from '../answer/wire/index.ts'

/** What of an article is shown beside its quotations: what every list of articles prints of it. */
const HEAD: readonly Block['kind'][] = ['title', 'dek', 'byline', 'section', 'dateline']

/** An article as its quotations alone: every other character is blank, so that the places of the words stay, and the blocks are as long as what is quoted in them. */
export const quotationsOnly = (article: ArticleView): ArticleView => {
  const quoted = article.quotes.map(spansOf)
  const blocks = article.blocks.flatMap(block => (HEAD.includes(block.kind) ? [block] : partsOf(block, quoted)))
  return { ...article, text: blanked(article.text, blocks), blocks, origin: article.origin && shortReasons(article.origin) }
}

const spansOf = ({ content, cue, source }: QuotationView): Span[] => [
  ...content,
  ...(cue ? [cue] : []),
  ...(source ? [source] : [])
]

/** From the first to the last of a quotation's words, its cue and its speaker's mention, as far as they stand in this block: a speaker can be named paragraphs before. */
const hullIn = ({ start, end }: Span, spans: readonly Span[]): Span[] => {
  const here = spans.filter(one => one.start < end && start < one.end)
  if (!here.length) return []
  return [
    { start: Math.max(start, Math.min(...here.map(one => one.start))), end: Math.min(end, Math.max(...here.map(one => one.end))) }
  ]
}

const partsOf = (block: Block, quoted: readonly (readonly Span[])[]): Block[] => {
  const inside = quoted.flatMap(one => hullIn(block, one)).sort((a, b) => a.start - b.start)
  const apart: Span[] = []
  for (const one of inside) {
    const last = apart.at(-1)
    if (last && one.start <= last.end) apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, one.end) }
    else apart.push(one)
  }
  // A post of a live blog begins once.
  const { time, ...rest } = block
  return apart.map((span, n) => ({ ...rest, ...span, ...(time && n === 0 ? { time } : {}) }))
}

const blanked = (text: string, shown: readonly Span[]): string => {
  let at = 0
  const pieces = shown.map(({ start, end }) => {
    const piece = ' '.repeat(start - at) + text.slice(start, end)
    at = end
    return piece
  })
  return pieces.join('') + ' '.repeat(text.length - at)
}

/** A statement whose printings stand in the sentences that quote it, and not in their whole paragraphs. */
export const inItsSentences = (look: Look, statement: StatementView): StatementView => ({
  ...statement,
  variants: statement.variants.map(one => ({ ...one, context: sentencesOf(look, one.quotation) })),
  originReasons: statement.originReasons.map(shortReasons)
})

const sentencesOf = (look: Look, quotation: QuotationView): Words => {
  const { text, blocks } = look.article(quotation.article.id as ArticleId)
  const [first] = quotation.content
  const block = blocks.find(one => one.start <= first.start && first.start < one.end)
  if (!block || first.refused) return first
  const last = quotation.content[quotation.content.length - 1]
  const [{ start: from, end: until }] = hullIn(block, spansOf(quotation))
  const hull = { start: from, end: Math.max(until, last.end) }
  const near = sentences(text, block).filter(one => one.start < hull.end && hull.start < one.end)
  const start = Math.min(hull.start, ...near.map(one => one.start))
  return look.words(text.id, { start, end: Math.max(hull.end, ...near.map(one => one.end)) })
}

/** The longest piece of shared copy that is shown: as much as shows that it is shared. */
const LONGEST_REASON = 160

/** Shared copy can be a whole article: its beginning shows enough. */
const shortReasons = <One extends { because: { spans: Words[] }[] }>(one: One): One => ({
  ...one,
  because: one.because.map(reason => ({ ...reason, spans: reason.spans.map(shortened).filter(one => one.words) }))
})

const shortened = (one: Words): Words => {
  if (one.words.length <= LONGEST_REASON) return one
  const words = one.words.slice(0, LONGEST_REASON).replace(/\S+$/, '').trimEnd()
  return { ...one, words, end: one.start + words.length }
}

/** An article with those of its quotations that were chosen. */
export const withChosen = (article: ArticleView, chosen: ReadonlySet<QuoteId>): ArticleView => ({
  ...article,
  quotes: article.quotes.filter(one => chosen.has(one.id as QuoteId))
})
