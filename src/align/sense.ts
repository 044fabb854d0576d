import { entries } from '../text/index.ts'
import doubtList from './doubts.txt'
import type { Place } from './headline.ts'
import intensifierList from './intensifiers.txt'
import scaleList from './scales.txt'
import { stemOf } from './stem.ts'
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

/** What, right before the place where a quotation begins, denies it or puts a doubt to it, with some light words between. */
const LIMIT_BEFORE = new RegExp(
  `(?:\\b(?:not|never|hardly|barely|almost|nearly|nowhere near|if|unless|whether|doubt|deny|denied)|n[’']t)\\s+(?:(?:${[
    'yet|quite|even|really|so|to|be|been|being|is|was|are|an?|the|that|this|it|think|believe|say|saying|said|mean|want|going|call|called'
  ].join('|')})\\s+){0,4}$`,
  'iu'
)

/** Words of a sentence that tells: a stretch of a question without one claims nothing. */
const TELLING = new Set('is are was were am be will would can could should must has have had does do did'.split(' '))

const DOUBTS = new Set(entries(doubtList))
const INTENSIFIERS = new Set(entries(intensifierList))
const SCALES = entries(scaleList).map(line => line.split(' ').map(stemOf))
const NEGATIONS = new Set(['not', 'never', 'no', 'nobody', 'nothing', 'none', 'without'])

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
  // 'a lost year': “not yet a lost year”, “I do not think the mill will close”
  {
    name: 'limit cut off before',
    holds: ({ place: { line, meetings } }) => {
      const { start } = line.tokens[meetings[0][1]]
      return LIMIT_BEFORE.test(line.text.chars.slice(Math.max(line.span.start, start - BEFORE), start))
    }
  },
  // 'the mill does not pay': “the mill does pay”
  {
    name: 'negation put in',
    holds: ({ place, added }) => place.contained >= ALL_BUT && !denies(place) && added.some(one => NEGATIONS.has(one.key))
  },
  // 'the theft at the mill': “the alleged theft at the mill”; 'the mill is lost': “the mill is perhaps lost”
  { name: 'doubt dropped', holds: ({ dropped }) => dropped.some(one => DOUBTS.has(one.key)) },
  // 'the millers are tired to death': “the millers are tired”
  { name: 'made extreme', holds: ({ added }) => added.some(one => INTENSIFIERS.has(one.key)) },
  // 'we demand a mill': “we want a mill”; 'all mills close': “some mills close”
  {
    name: 'a stronger word',
    holds: ({ dropped, added }) =>
      SCALES.some(scale => dropped.some(one => added.some(other => isWeaker(scale, stemOf(one.key), stemOf(other.key)))))
  },
  // 'the mill will close': “Do you think the mill will close?”
  {
    name: 'a question told as a fact',
    holds: ({ place: { quote, line, meetings } }) =>
      ENDS_IN_QUESTION.test(line.text.chars.slice(line.tokens[meetings.at(-1)![1]].end)) &&
      !quote.some(one => one.print.includes('?')) &&
      quote.slice(1).some(one => TELLING.has(one.key)) &&
      !TELLING.has(quote[0].key)
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

/** The share of a quotation that must stand in the line, before a negation in the rest is one of that line. */
const ALL_BUT = 0.75

/** How far before a quotation a limit is looked for, in code units. */
const BEFORE = 60

// The sentence goes on to its question mark; quotation marks end it too.
const ENDS_IN_QUESTION = /^[^.!?“”"]*\?/u

const denies = ({ line, meetings }: Place) =>
  line.tokens.slice(meetings[0][1], meetings.at(-1)![1] + 1).some(one => NEGATIONS.has(one.key))

const isWeaker = (scale: readonly string[], weak: string, strong: string) =>
  scale.includes(weak) && scale.indexOf(strong) > scale.indexOf(weak)

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
