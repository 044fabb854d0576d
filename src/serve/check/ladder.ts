import type { Form } from '../../types.ts'
import type { Claim, Evidence, State } from '../answer/wire/index.ts'
import type { Match } from './match.ts'
import { sayCut, sayFound, sayMisattributed, sayTold, sayWrong, wherePrinted } from './say.ts'

/** Fewer words than these are found by chance, unless the one who is named said just them. */
const LEAST_WORDS = 4

/** Words in another mouth are that person's only where so much of them is the same. */
const PLAINLY_THE_SAME = 0.8

type Asked = { readonly form: Form; readonly words: string }
type Told = Omit<Match, 'quotation' | 'cells'> & Evidence

/** What a claim may be, in the order in which it is asked: the first that holds for a quotation of the record is the verdict. */
type Rung = {
  readonly state: State
  readonly holds: (match: Match, asked: Asked) => boolean
  readonly say: (told: Told, claim: Claim, difference: string) => string
}

/** Whether words are too few to show anything. */
export const isShort = (words: string) => (words.match(/[\p{L}\p{N}]+/gu) ?? []).length < LEAST_WORDS
const alsoWrong = (...[quotation, claim, wrong]: Parameters<typeof sayWrong>) =>
  wrong.length ? ` Besides, it was ${sayWrong(quotation, claim, wrong)}.` : ''
const here = ({ wrong }: Match) => !wrong.length

/** The verdicts, in the order in which they are asked. */
export const LADDER: readonly Rung[] = [
  {
    state: 'found',
    holds: (match, { words }) =>
      match.as === 'exact' && match.whose !== 'no' && here(match) && (!isShort(words) || match.whose === 'yes'),
    say: ({ quotation, cells, cut }, _, difference) =>
      cut ? sayCut(quotation, difference) : sayFound(quotation, !cells.some(one => one.kind === 'accidental'))
  },
  // Two words are in everybody's mouth: not found in the one that is named, they show nothing.
  {
    state: 'cannot-measure',
    holds: (match, { words }) => isShort(words) && match.as === 'exact',
    say: ({ quotation }) => `Too short to tell: so few words are said by chance. ${wherePrinted(quotation)} has them, too.`
  },
  {
    state: 'elsewhere',
    holds: match => match.as === 'exact' && match.whose !== 'no',
    say: ({ quotation, wrong }, claim) => `Real, but from elsewhere: ${sayWrong(quotation, claim, wrong)}.`
  },
  {
    state: 'misattributed',
    holds: match => match.as === 'exact',
    say: ({ quotation }, claim) => sayMisattributed(quotation, claim, '')
  },
  {
    state: 'altered',
    holds: (match, { words }) => match.as === 'told' && match.whose !== 'no' && !isShort(words),
    say: ({ quotation, wrong }, claim) => `${sayTold(quotation)}${alsoWrong(quotation, claim, wrong)}`
  },
  {
    state: 'altered',
    holds: (match, { words }) => match.as === 'altered' && match.whose !== 'no' && !isShort(words),
    say: ({ quotation, wrong }, claim, difference) =>
      `Altered against ${wherePrinted(quotation)}: ${difference || 'its words stand in another order'}.${alsoWrong(quotation, claim, wrong)}`
  },
  {
    state: 'misattributed',
    holds: (match, { words }) => match.as !== null && match.whose === 'no' && !isShort(words) && match.share >= PLAINLY_THE_SAME,
    say: ({ quotation }, claim, difference) => sayMisattributed(quotation, claim, difference)
  }
]
