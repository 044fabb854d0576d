import { entries } from '../text/index.ts'
import presentList from './present-verbs.txt'

/** A sentence around the name of a weekday: what stands before it in its clause, and all that follows. */
type Around = { readonly before: string; readonly after: string }

type Rule = { readonly name: string; ahead(around: Around): boolean }

/** Who speaks on the weekday tells of what is to come, and the day itself has been: "what will be sold, they said Monday". */
const TOLD = 'said|says|told|announced|confirmed|declared|reported|tweeted|warned|wrote'
const untold = (words: string) => new RegExp(`\\b(?:${words})\\b(?!.*\\b(?:${TOLD})\\b)`, 'i')

const WILL = untold("will|shall|would|may|might|must|should|could(?! not|n['’]t)|[’']ll")
const IS_TO = untold(
  '(?:is|are|was|were|be|been) (?:\\w+ly |also |now )?(?:about|bound|due|expected|going|headed|likely|planned|poised|scheduled|set|slated|to|unlikely)'
)
const TO_DO = untold(
  '(?:agree[ds]?|agreement|aim(?:s|ed)?|chance|deal|expect(?:s|ed)?|hope[ds]?|hoping|intend(?:s|ed)?|plan(?:s|ned|ning)?|promise[ds]?|schedule[ds]?|threaten(?:s|ed)?|time|vow(?:s|ed)?|want(?:s|ed)?) (?:for \\S+ )?to'
)
const IF = untold('if|unless|whether')
const LIMIT = /\b(?:as (?:early|late|soon) as|before|by|starting|until|till) (?:early |late |the end of )?$/i
const OF_WHAT_COMES =
  /\b(?:ahead of|deadline of|scheduled for|set for|(?:clear|pav)\w* (?:a|the) way for) (?:[\w’']+ ){0,4}(?:on )?$/i
const PRESENT = new RegExp(`\\b(?:${entries(presentList).join('|')})(?: \\w+){0,3}? ?(?:on )?$`, 'i')
const WHEN_AFTER =
  /^(?:['’]s \w+)? ?,? (?:(?:when|where|at which) [^,.;]{0,60}?)?(?:\b(?:will|would|is (?:to|set|due|expected)|are (?:to|set|due|expected))\b|['’] ?ll\b)/i

/** How a sentence tells that a weekday is still to come, in order. Then which week it is of cannot be said as of one that has been. */
const rules: readonly Rule[] = [
  // "The council will vote on Thursday", "could come Thursday"
  { name: 'will', ahead: ({ before }) => WILL.test(before) },
  // "The vote is expected on Thursday", "the crews are to meet Thursday"
  { name: 'is to', ahead: ({ before }) => IS_TO.test(before) },
  // "a deal to have her testify on Thursday"
  { name: 'plans to', ahead: ({ before }) => TO_DO.test(before) },
  // "even if it pushed the vote into Thursday night"
  { name: 'if', ahead: ({ before }) => IF.test(before) },
  // "by Thursday", "as soon as Thursday"
  { name: 'limit', ahead: ({ before }) => LIMIT.test(before) },
  // "ahead of the final vote on Thursday"
  { name: 'of what comes', ahead: ({ before }) => OF_WHAT_COMES.test(before) },
  // "when the trial resumes on Thursday"
  { name: 'present', ahead: ({ before }) => PRESENT.test(before) },
  // "Thursday, when the council is set to vote", "Thursday’s hearing, at which she is expected to speak"
  { name: 'when it will', ahead: ({ after }) => WHEN_AFTER.test(after) }
]

/** Whether the weekday that stands here in a sentence is one to come. */
export const isAhead = (sentence: string, at: number, length: number): boolean => {
  const whole = sentence.slice(0, at)
  const before = whole.slice(Math.max(...[',', ';', ':', '—', '–', '(', '“', '"'].map(mark => whole.lastIndexOf(mark))) + 1)
  const around = { before, after: sentence.slice(at + length) }
  return rules.some(rule => rule.ahead(around))
}
