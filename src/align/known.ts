import { covers, markedSpans } from '../text/index.ts'
import type { Witness } from '../types.ts'
import { stemOf } from './stem.ts'
import { isContent, type Token, wordingOf } from './wording.ts'

/** A witness with what comparing needs of it, read once. */
export type Known = {
  readonly witness: Witness
  readonly wording: readonly Token[]
  /** The stems of its words that say something, those of one sense under one name, each with its weight. */
  readonly sense: ReadonlyMap<string, number>
  /** The speaker's own words: all of a direct quotation, what stands in marks of a mixed one, nothing of an indirect one. */
  readonly own: readonly Token[]
  readonly ownSense: ReadonlySet<string>
  /** The days, as ISO dates, between which it was said; null where nothing tells. */
  readonly earliest: string | null
  readonly latest: string | null
}

/** Reads a witness for comparing. */
export const known = (witness: Witness): Known => {
  const { text } = witness.article
  const { content, form } = witness.quote
  const wording = wordingOf(text, content)
  const marks = form === 'direct' ? content : content.flatMap(span => markedSpans(text, span).map(one => one.whole))
  const own = wording.filter(token => marks.some(mark => covers(mark, token)))
  const sense = new Map(wording.filter(isContent).map(token => senseOf(token)))
  const ownSense = new Set(own.filter(isContent).map(token => stemOf(token.key)))
  return { witness, wording, sense, own, ownSense, ...daysOf(witness) }
}

/** What a word counts for that stands for a whole sense: "solve" may be "resolve", and may be another thing. */
const LOOSE = 0.6

const senseOf = ({ key, weight }: Token): [string, number] => {
  const stem = stemOf(key)
  return [stem, stem.startsWith('~') ? LOOSE * weight : weight]
}

// Nobody prints what is still to be said, so an undated saying is not later than its article.
const daysOf = ({ said, article }: Witness): Pick<Known, 'earliest' | 'latest'> => {
  const [from, to = from] = said?.date?.split('/') ?? []
  const printed = (article.published ?? article.updated)?.value.slice(0, 10) ?? null
  return { earliest: from ? from.slice(0, 10) : null, latest: to ? to.slice(0, 10) : printed }
}
