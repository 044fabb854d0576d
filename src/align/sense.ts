import type { Place } from './headline.ts'
import { isContent, type Token } from './wording.ts'

/** Words whose loss inside a quotation makes another claim of it: negation, limit, hedge, condition. */
const LIMITING = new Set([
  'not',
  'never',
  'no',
  'only',
  'alone',
  'may',
  'might',
  'could',
  'if',
  'unless',
  'almost',
  'nearly',
  'without',
  'except',
  'yet'
])

const MODALS = new Set(['can', 'could', 'may', 'might', 'must', 'should', 'will', 'would', 'shall'])

/** What, right behind the place where a quotation is cut off, puts a limit or a condition to it. */
const LIMIT_BEHIND = new RegExp(
  `^\\s*,?\\s*(?:${[
    '(?:if|unless|until|only|alone|forever|without|except|yet|provided|so far|for now|as long as|in case)\\b',
    'in (?:the|this|that|a) (?:[\\p{L}-]+ ){0,3}(?:sphere|field|area|sense|context|case|event|respect)\\b'
  ].join('|')})`,
  'iu'
)

const SUPERLATIVE =
  /^(?:most|least|worst|best|first|only|(?:great|larg|bigg|high|low|long|old|young|strong|small|few|wealthi|heavi)est)$/

/** What of the line stands in the place of the quotation and is not in it, and what is in it and not in the line. */
type Change = { readonly place: Place; readonly dropped: readonly Token[]; readonly added: readonly Token[] }

type Rule = { readonly name: string; readonly holds: (change: Change) => boolean }

const count = (some: readonly Token[], key: string) => some.filter(one => one.key === key).length
const isNumber = ({ key }: Token) => /^\d/.test(key)

/** The ways in which what is printed makes another claim than what was said; one is enough. */
const RULES: readonly Rule[] = [
  // 'the mill pays': “the mill never pays”, “the mill may pay”; 'it may close': “it may or may not close”
  { name: 'limit dropped', holds: ({ dropped }) => dropped.some(one => LIMITING.has(one.key)) },
  // 'we close the mill': “We close the mill if the river falls.”
  {
    name: 'limit cut off',
    holds: ({ place: { line, meetings } }) => LIMIT_BEHIND.test(line.text.chars.slice(line.tokens[meetings.at(-1)![1]].end))
  },
  // 'the largest mill in history': “the largest mill in the valley’s history”
  {
    name: 'a superlative of less',
    holds: ({ place, dropped }) =>
      place.quote.some(one => SUPERLATIVE.test(one.key)) &&
      dropped.some(one => isContent(one) && /['’]s?$/u.test(printed(place, one)))
  },
  // 'the mill must close': “the mill should close”
  {
    name: 'another modal',
    holds: ({ dropped, added }) => dropped.some(one => MODALS.has(one.key)) && added.some(one => MODALS.has(one.key))
  },
  // 'nine mills close': “seven mills close”
  { name: 'another number', holds: ({ dropped, added }) => dropped.some(isNumber) && added.some(isNumber) }
]

const printed = ({ line }: Place, { start, end }: Token) => line.text.chars.slice(start, end)

/** Whether what a headline leaves out of what was said, or puts for it, makes another claim. */
export const changesSense = (place: Place): boolean => {
  const { quote, line, meetings } = place
  const [met, kept] = [new Set(meetings.map(([, j]) => j)), new Set(meetings.map(([i]) => i))]
  // What the headline puts before the first word that meets, and behind the last, stands for as many words of the line.
  const [[startsAt, from], [endsAt, to]] = [meetings[0], meetings.at(-1)!]
  const first = Math.max(0, from - startsAt)
  const window = line.tokens.slice(first, to + quote.length - endsAt)
  const dropped = window.filter((one, i) => !met.has(first + i) && count(window, one.key) > count(quote, one.key))
  const added = quote.filter((one, i) => !kept.has(i) && one.kind === 'word' && count(quote, one.key) > count(window, one.key))
  return RULES.some(rule => rule.holds({ place, dropped, added }))
}
