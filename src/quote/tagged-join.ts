import type { Quote, Reading, Tagged } from '../types.ts'
import { isPulled } from './blocks.ts'
import { staysOpen } from './carried.ts'
import type { Passage } from './passage.ts'
import { type Placed, quotesOf } from './tagged.ts'
import { isSure, mended, passedOn, sameCue, says, shares } from './tagged-mend.ts'

/** A rule's quotation and the tagger's of its paragraph that meet it, in words or cue: as they were found, and as they stand after mending. */
type Meeting = { readonly quote: Quote; readonly before: readonly Quote[]; readonly after: readonly Quote[] }

/** Whether a rule's quotation stands beside those of the tagger; null where the case is another's to decide. */
type Rule = (meeting: Meeting) => boolean | null

/** Ruiz told the council that Lund said the bridge was safe. — Lund's words by Ruiz's account are hers too: the tagger gives all words to one. */
const toldWithin: Rule = ({ quote, after }) =>
  quote.because === 'told within what is told' ? !after.some(one => sameCue(one, quote)) : null

/** Both have read the same words: the tagger knows better whose they are and where they end. */
const readByBoth: Rule = ({ after }) => (after.length ? false : null)

/** Ruiz said the town would pay and warned that it was late. — words that were cut off the tagger's quotation because of this one. */
const cutFree: Rule = ({ before }) => (before.length ? true : null)

/** “We stay,” Ruiz said. — words in marks with a speaker, which the tagger has passed over. */
const marksWithSpeaker: Rule = ({ quote: { form, source } }) => (form !== 'indirect' && source ? true : null)

/** Ruiz: town will stay — a headline's own form, which is rare in what a tagger learns from. */
const headlineForm: Rule = ({ quote: { because } }) => (because === 'name and colon in a headline' ? true : null)

/** A line under a headline or a picture, or a key point: corpora of articles hold few of them, so a tagger knows them less than the rules do. */
const besideTheText: Rule = ({ quote: { part } }) => (part === 'dek' || part === 'caption' || part === 'summary' ? true : null)

const RULES: readonly Rule[] = [toldWithin, readByBoth, cutFree, marksWithSpeaker, headlineForm, besideTheText]

/**
 * Puts the tagger's quotations into their passages, mended by the rules', and takes out the rules' own but for those that a named rule keeps.
 * Gives what the tagger carries over into further paragraphs, for `addCarried`.
 */
export const joinTagged = (reading: Reading, passages: readonly Passage[], tagged: readonly Tagged[]): readonly Placed[] => {
  const placed = quotesOf(reading, passages, tagged).filter(one => isSure(one.quote) && says(reading.text, one.quote))
  const byPassage = new Map<Passage, Quote[]>()
  for (const { passage, quote } of placed) if (quote.cue) byPassage.set(passage, [...(byPassage.get(passage) ?? []), quote])
  for (const passage of passages) {
    const before = byPassage.get(passage) ?? []
    const own = before.filter(one => !passedOn(reading.text, one, passage.quotes))
    const after = own.map(one => mended(one, passage, own))
    const kept = passage.quotes.filter(quote => staysBeside(quote, before, after))
    put(passage, [...kept, ...after])
  }
  return placed.filter(one => !one.quote.cue)
}

/** Adds what the tagger carries over from paragraph to paragraph where no rule had an answer, and no open mark says that the speaker comes later. */
export const addCarried = (carried: readonly Placed[]): void => {
  for (const { passage, quote } of carried)
    if (!staysOpen(passage) && !isPulled(passage) && !passage.quotes.some(one => shares(one, quote)))
      put(passage, [...passage.quotes, quote])
}

const put = ({ quotes }: Passage, all: readonly Quote[]) =>
  quotes.splice(0, quotes.length, ...[...all].sort((a, b) => a.content[0].start - b.content[0].start))

const staysBeside = (quote: Quote, before: readonly Quote[], after: readonly Quote[]): boolean => {
  const meets = (one: Quote) => shares(one, quote) || sameCue(one, quote)
  const meeting = { quote, before: before.filter(meets), after: after.filter(meets) }
  for (const rule of RULES) {
    const answer = rule(meeting)
    if (answer !== null) return answer
  }
  return false
}
