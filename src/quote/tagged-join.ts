import { overlap } from '../text/index.ts'
import type { Quote, Reading, Tagged } from '../types.ts'
import type { Passage } from './passage.ts'
import { quotesOf } from './tagged.ts'

/** Whether a rule's quotation stands beside those of the tagger; null where the case is another's to decide. `near` are those that share content with it. */
type Rule = (quote: Quote, near: readonly Quote[]) => boolean | null

/** Both have read the same words: the tagger knows better whose they are and where they end. */
const readByBoth: Rule = (_, near) => (near.length ? false : null)

/** “We stay,” Ruiz said. — words in marks with a speaker, which the tagger has passed over. */
const marksWithSpeaker: Rule = ({ form, source }) => (form !== 'indirect' && source ? true : null)

/** Ruiz: town will stay — a headline's or a caption's own forms, which are rare in what a tagger learns from. */
const shortForm: Rule = ({ part, because }) => (part !== 'body' && because === 'name and colon in a headline' ? true : null)

const RULES: readonly Rule[] = [readByBoth, marksWithSpeaker, shortForm]

/** Puts the tagger's quotations into their passages, and takes out the rules' own but for those that a named rule keeps. */
export const joinTagged = (reading: Reading, passages: readonly Passage[], tagged: readonly Tagged[]): void => {
  const byPassage = new Map<Passage, Quote[]>(passages.map(passage => [passage, []]))
  for (const [quote, held] of quotesOf(reading, passages, tagged)) for (const passage of held) byPassage.get(passage)?.push(quote)
  for (const [{ quotes }, trained] of byPassage) {
    const kept = quotes.filter(quote => staysBeside(quote, trained))
    quotes.splice(0, quotes.length, ...[...kept, ...trained].sort((a, b) => a.content[0].start - b.content[0].start))
  }
}

const staysBeside = (quote: Quote, trained: readonly Quote[]): boolean => {
  const near = trained.filter(one => one.content.some(a => quote.content.some(b => overlap(a, b))))
  for (const rule of RULES) {
    const answer = rule(quote, near)
    if (answer !== null) return answer
  }
  return false
}
