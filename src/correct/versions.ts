import { fold, hashOf, overlap, type Span, sentences, type Text } from '../text/index.ts'
import type { Article, ArticleId, Assertion, Correction, Named, Outcome, Pointed, Quote, QuoteId, Some } from '../types.ts'
import { type Ground, onlyPlace } from './place.ts'

type About = Extract<Assertion, { quotation: Pointed }>

/** What a person said of one quotation; `carried` where they said it of an older version of the page. */
export type Word = Omit<Correction, 'says'> & { readonly says: About; readonly carried?: true }

/** The versions of an article's page that came before it, the first read first. */
export const olderVersions = ({ id, address }: Article, ground: Ground): readonly ArticleId[] => {
  const all = ground.versionsOf(address)
  return all.slice(0, Math.max(0, all.indexOf(id)))
}

/**
 * What people said of quotations in older versions of this page, as it is to be said of this one: that of the oldest version first, and of each in the order in
 * which they said it. What does not hold here stays with its version, and the outcome says why.
 */
export const carriedOver = (
  article: Article,
  words: readonly Word[],
  ground: Ground
): { carried: Word[]; outcomes: Outcome[] } => {
  const older = olderVersions(article, ground)
  const carried: Word[] = []
  const outcomes: Outcome[] = []
  if (!older.length) return { carried, outcomes }
  const versions = new Map<ArticleId, Word[]>(older.map(id => [id, []]))
  for (const word of words) versions.get(ground.present(word.says.quotation.article))?.push(word)
  for (const said of versions.values()) {
    const brought = said.map(word => ({ word, says: bringOver(word.says, article, ground) }))
    for (const [n, { word, says }] of brought.entries()) {
      const overruled = brought
        .slice(n + 1)
        .some(later => typeof later.says === 'string' && overrules(later.word.says, word.says))
      const why = typeof says === 'string' ? says : overruled ? OVERRULED : null
      if (why === null) carried.push({ ...word, says: says as About, carried: true })
      else outcomes.push({ correction: word.id, quotation: null, standing: 'stays', note: why })
    }
  }
  return { carried, outcomes }
}

const OVERRULED = 'what was said of it later does not hold here'

const isNaming = ({ kind }: About) => kind === 'speaker' || kind === 'confirm'

/** Whether what was said later of a quotation takes the place of what was said before: that must not come back where the later word does not hold. */
const overrules = (later: About, earlier: About): boolean =>
  later.quotation.id === earlier.quotation.id &&
  (later.kind === 'reject' ||
    earlier.kind === 'reject' ||
    (later.kind === 'bounds' && earlier.kind === 'bounds') ||
    (isNaming(later) && isNaming(earlier)))

/** The same said of the same words of this version; or, in words, why they are not the same. */
const bringOver = (says: About, article: Article, ground: Ground): About | string => {
  const brought = bringQuotation(says.quotation, article, ground, says)
  if (typeof brought === 'string') return brought
  const { quotation, place } = brought
  return says.kind === 'bounds' ? { ...says, quotation, content: places(says.content, place) } : { ...says, quotation }
}

/** A quotation of an older version as this one prints it, and where what belongs to it stands; or, in words, why it is not the same one. */
export const bringQuotation = (
  { id, text, quote }: Pointed,
  article: Article,
  ground: Ground,
  says: About | null
): { quotation: Pointed; place(span: Span): Span } | string => {
  const from = ground.text(text)
  if (!from) return 'the text of its version is not in the record'
  const place = onlyPlace(from, hull(quote.content), passageOf(from, quote, says), article.text)
  if (typeof place === 'string') return place
  const content = places(quote.content, place)
  if (article.blocks.some(one => one.kind === 'furniture' && overlap(one, content[0])))
    return 'its words stand in what is no part of the article there'
  const [cue, source] = [quote.cue, quote.source].map(span => span && place(span))
  const here = { article: article.id, text: article.text.id, quote: { ...quote, content, cue, source } }
  return { quotation: { id: hashOf(`${article.id}\n${id}`).slice(0, 16) as QuoteId, ...here }, place }
}

const places = (spans: Some<Span>, place: (span: Span) => Span) => spans.map(place) as unknown as Some<Span>

const hull = (spans: readonly Span[]): Span => ({
  start: Math.min(...spans.map(one => one.start)),
  end: Math.max(...spans.map(one => one.end))
})

/**
 * All that must be the same for a correction to hold: the quotation with its cue and the mention of its speaker, and the new bounds. Whether words are a
 * quotation at all is told by their whole sentence ("the “safe” road"), and so is whose they are where there is neither cue nor mention; a mention that names
 * nobody ("she said") is whoever the paragraph before it is about.
 */
const passageOf = (text: Text, { content, cue, source }: Quote, says: About | null): Span => {
  const bounds = says?.kind === 'bounds' ? says.content : []
  const whole = hull([...content, ...bounds, ...[cue, source].filter(one => one !== null)])
  const passage = says?.kind !== 'reject' && (cue || source) ? whole : hull([whole, ...sentencesAt(text, whole)])
  if (says?.kind !== 'speaker' && says?.kind !== 'confirm') return passage
  const named = [says.speaker, says.kind === 'speaker' ? says.instead : null]
  return source && named.some(one => one && isNamedBy(text, source, one)) ? passage : withParagraphBefore(text, passage)
}

const sentencesAt = (text: Text, at: Span): Span[] => {
  const start = text.chars.lastIndexOf('\n', at.start) + 1
  const end = text.chars.indexOf('\n', at.end)
  return sentences(text, { start, end: end < 0 ? text.chars.length : end }).filter(one => overlap(one, at))
}

const isNamedBy = ({ chars }: Text, { start, end }: Span, { name, names }: Named): boolean => {
  const mention = fold(chars.slice(start, end)).chars.split(/[^\p{L}\p{N}]+/u)
  const lastWord = (one: string) => fold(one).chars.match(/[\p{L}\p{N}]+(?=[^\p{L}\p{N}]*$)/u)?.[0]
  return [name, ...names].some(one => mention.includes(lastWord(one) ?? name))
}

const withParagraphBefore = ({ chars }: Text, { start, end }: Span): Span => {
  const before = chars.slice(0, chars.lastIndexOf('\n', start) + 1).trimEnd()
  return { start: Math.min(start, before.lastIndexOf('\n') + 1), end }
}
