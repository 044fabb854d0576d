import { overlap } from '../text/index.ts'
import type { Quote, Reading, Tagged } from '../types.ts'
import type { Passage } from './passage.ts'
import { type Placed, quotesOf } from './tagged.ts'

/** What becomes of the tagger's quotation where a rule has found one with the same cue; null where this rule has nothing to say. */
type Mend = (trained: Quote, twin: Quote) => Quote | null

const OFF = new Set((globalThis as any).process?.env.OFF?.split(',') ?? [])
/** “We stay,” Ruiz said. — words in marks end where the marks do, and a rule reads on past a stop between them. */
const directBounds: Mend = (trained, { form, content }) =>
  form === 'direct' && !OFF.has('direct') && trained.content.every(one => content.some(other => overlap(one, other)))
    ? { ...trained, form, content }
    : null

/** According to Ruiz, the town, which owes much, will pay. — there a rule knows both ends. */
const accordingBounds: Mend = (trained, { because, form, content }) =>
  because === 'according to' && !OFF.has('acc') ? { ...trained, form, content } : null

/** Citing old debts, Ruiz said she would pay. — the speaker of the sentence, where the tagger names none. */
const speakerOfRule: Mend = (trained, { source }) =>
  !trained.source && source && !OFF.has('src') ? { ...trained, source } : null

const MENDS: readonly Mend[] = [directBounds, accordingBounds, speakerOfRule]

/** Whether a rule's quotation stands beside those of the tagger; null where the case is another's to decide. `near` are those that share words with it. */
type Rule = (quote: Quote, near: readonly Quote[]) => boolean | null

/** Both have read the same words: the tagger knows better whose they are and where they end. */
const readByBoth: Rule = (_, near) => (near.length ? false : null)

/** “We stay,” Ruiz said. — words in marks with a speaker, which the tagger has passed over. */
const marksWithSpeaker: Rule = ({ form, source }) => (form !== 'indirect' && source ? true : null)

/** Ruiz: town will stay — a headline's or a caption's own forms, which are rare in what a tagger learns from. */
const shortForm: Rule = ({ part, because }) => (part !== 'body' && because === 'name and colon in a headline' ? true : null)

const RULES: readonly Rule[] = [readByBoth, marksWithSpeaker, shortForm]

/** Puts the tagger's quotations into their passages, mended by the rules', and takes out the rules' own but for those that a named rule keeps. */
export const joinTagged = (reading: Reading, passages: readonly Passage[], tagged: readonly Tagged[]): void => {
  const placed = placedBy(reading, passages, tagged)
  for (const passage of passages) {
    const trained = (placed.get(passage) ?? []).map(one => one.quote)
    const joined = trained.map(one => mended(one, passage.quotes, trained))
    const kept = passage.quotes.filter(quote => staysBeside(quote, joined))
    passage.quotes.splice(
      0,
      passage.quotes.length,
      ...[...kept, ...joined].sort((a, b) => a.content[0].start - b.content[0].start)
    )
  }
}

const shares = (a: Quote, b: Quote): boolean => a.content.some(one => b.content.some(other => overlap(one, other)))
const sameCue = (a: Quote, b: Quote): boolean => !!a.cue && !!b.cue && overlap(a.cue, b.cue)

const mended = (trained: Quote, byRules: readonly Quote[], all: readonly Quote[]): Quote => {
  const twin = byRules.find(one => sameCue(one, trained) && shares(one, trained))
  if (!twin) return trained
  let quote = trained
  for (const mend of MENDS) {
    const better = mend(quote, twin)
    const apart = all.every(one => one === trained || (better && !shares(one, better)))
    if (better && apart && !better.content.some(one => quote.cue && overlap(one, quote.cue))) quote = better
  }
  return quote
}

const staysBeside = (quote: Quote, trained: readonly Quote[]): boolean => {
  const near = trained.filter(one => shares(one, quote) || sameCue(one, quote))
  for (const rule of RULES) {
    const answer = rule(quote, near)
    if (answer !== null) return answer
  }
  return false
}

const placedBy = (reading: Reading, passages: readonly Passage[], tagged: readonly Tagged[]) => {
  const placed = new Map<Passage, Placed[]>()
  for (const one of quotesOf(reading, passages, tagged)) placed.set(one.passage, [...(placed.get(one.passage) ?? []), one])
  return placed
}
