import type { Span } from '../text/index.ts'
import type { Sentence } from './layout.ts'
import type { Gender } from './lists.ts'
import type { Member } from './members.ts'

/** A place where somebody was meant, by a name, a pronoun or as the speaker: what a later "he" may point at. */
export type Trace = Span & {
  readonly member: Member
  readonly sentence: number
  readonly block: number
  readonly weight: number
}

/** Whom a pronoun or role may mean, with how strongly, the strongest first. */
export type Candidate = { readonly member: Member; readonly score: number; readonly trace: Trace }

/** What each sentence between takes from a trace's strength, and each paragraph. Swept on bench/quality/attribute: 0.6–0.72 and 0.75–0.85 are within noise. */
const FADE_SENTENCE = 0.66
const FADE_BLOCK = 0.85
/** How much of the strength of its other traces counts for a member beside its strongest. Swept 0.03–0.2: within noise. */
const FREQUENCY = 0.08
/** "Ruiz was booed after she asked": who is named in the same sentence, and is not spoken of, is nearer than any before. */
const SAME_SENTENCE = 1.4
/** "Ruiz was tired. “No,” she said.": the subject of the sentence before in one paragraph is what the paragraph is about. Swept 1.3–2.2 on bench/quality/attribute: within noise. */
const SUBJECT_BEFORE = 1.8
/** How many sentences back somebody may have been named. */
const REACH = 14

/** Those who may be meant at a place, by how near, how often and in what part they were named before it. */
export const candidates = (
  traces: readonly Trace[],
  at: Span,
  sentence: Sentence,
  fits: (member: Member) => boolean
): Candidate[] => {
  const strongest = new Map<Member, { best: number; sum: number; trace: Trace }>()
  for (const trace of traces) {
    // Posts of a live blog stand by themselves, the latest first: nobody is named in one to be “he” in the next.
    if (trace.start >= at.start || trace.start < sentence.post || !fits(trace.member)) continue
    const far = sentence.number - trace.sentence
    if (far > REACH) continue
    const isBefore = far === 1 && trace.block === sentence.block && trace.weight > 1
    const near = far === 0 && trace.weight >= 1 ? SAME_SENTENCE : isBefore ? SUBJECT_BEFORE : 1
    const score = near * trace.weight * FADE_SENTENCE ** far * FADE_BLOCK ** Math.min(sentence.block - trace.block, 4)
    const known = strongest.get(trace.member)
    if (!known) strongest.set(trace.member, { best: score, sum: score, trace })
    else {
      known.sum += score
      if (score >= known.best) Object.assign(known, { best: score, trace })
    }
  }
  return [...strongest]
    .map(([member, { best, sum, trace }]) => ({ member, trace, score: best + FREQUENCY * (sum - best) }))
    .sort((a, b) => b.score - a.score)
}

/** Whether a member can be "he" or "she": a person not known to be of the other gender. */
export const isOf = (gender: Gender) => (member: Member) =>
  member.kind === 'person' && (!gender || !member.gender || member.gender === gender)
