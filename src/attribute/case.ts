import type { Span } from '../text/index.ts'
import type { Abstention, FOUND_BY, Named, Quote, Why } from '../types.ts'
import type { Cast } from './cast.ts'
import type { Layout, Token } from './layout.ts'
import { groups, plain } from './lists.ts'
import type { Member } from './members.ts'
import type { Trace } from './resolve.ts'
import { roleOf } from './roles.ts'

/** Who a source means, or why that can't be said. `because` are the spans besides the source itself. */
export type Answer = { named: Named | null; member: Member | null; because: Span[]; confidence: number; why: Why }

/** An article while its quotations are attributed: its cast, who was meant where so far, and the answers given. */
export type Case = {
  layout: Layout
  cast: Cast
  traces: Trace[]
  quotes: readonly Quote[]
  answers: Map<number, Answer>
  strangers: Stranger[]
}

/** An unnamed speaker met before: "the official" takes up "a senior official". Of one of whom it can't be said whether they are named, `named` is null. */
export type Stranger = Span & { head: string; named: Named | null; plural: boolean }

/** The stronger of two must be this much stronger, or nobody is named. */
export const CLEAR = 1.12

/**
 * The chance that an answer is right, by how it was found. From the reliability table of bench/quality/attribute; held below what was measured there
 * (98–100 % for those seen often) because its rules were chosen on the same articles, and guessed where fewer than ten were seen.
 */
export const CONFIDENCE = {
  fullName: 0.98,
  partOfName: 0.97,
  unnamed: 0.95,
  pronoun: 0.93,
  role: 0.92,
  relative: 0.85,
  bodyDescribed: 0.8,
  strangerAgain: 0.8,
  beforeColon: 0.8,
  bodyNoun: 0.75,
  groupAgain: 0.75,
  pronounNarrowly: 0.75,
  onlyOneNear: 0.65,
  anyBodyNear: 0.6,
  namedAfter: 0.6,
  namedNext: 0.6
} as const

/** The answer that nobody can be named, and why. */
export const none = (why: Abstention): Answer => ({ named: null, member: null, because: [], confidence: 0, why })

/** The answer that it is a member of the cast. */
export const memberAnswer = (member: Member, because: Span[], confidence: number, why: (typeof FOUND_BY)[number]): Answer => ({
  named: { name: member.name, kind: member.kind, names: member.forms, ...(member.told && { told: member.told }) },
  member,
  because,
  confidence,
  why
})

/** The words of a span on one line. */
export const wordsAt = ({ layout }: Case, { start, end }: Span) => layout.chars.slice(start, end).replace(/\s+/g, ' ')

// "An official, who spoke on condition of anonymity": what is told of them is not how they are called.
const TOLD_OF_THEM = /(?<=\p{L}), ?(?:who|which|whose|whom|that|including)\b.*$/u

/** The answer that it is one, or several, whom the article doesn't name: as it calls them. */
export const unnamed = (open: Case, tokens: readonly Token[]): Answer => {
  const at = { start: tokens[0].start, end: tokens[tokens.length - 1].end }
  const name = wordsAt(open, at)
    .replace(TOLD_OF_THEM, '')
    .replace(/[\s,;:]+$/, '')
  const named: Named = { name, kind: 'unnamed', names: [name] }
  open.strangers.push({
    ...at,
    head: roleOf(tokens)?.head ?? '',
    named,
    plural: !/^(?:an?|one|another|the)$/i.test(tokens[0].word) || tokens.some(token => groups.has(plain(token.word)))
  })
  return { named, member: null, because: [], confidence: CONFIDENCE.unnamed, why: 'unnamed' }
}
