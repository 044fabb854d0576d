import { hashOf } from '../text/index.ts'
import type { Relation, Some, Statement, StatementId, Variant } from '../types.ts'
import { collate, fuller } from './collate.ts'
import { evidenceOf } from './evidence.ts'
import type { Known } from './known.ts'
import { alignPair, relationOf } from './relation.ts'

/** A statement from its witnesses: the fullest reading first, the table of their words, and how each stands to the first. */
export const statementOf = (members: readonly Known[]): Omit<Statement, 'echoes' | 'conflicts'> => {
  const ordered = [...members].sort(
    (x, y) => told(x) - told(y) || fuller(x.wording, y.wording) || (x.witness.id < y.witness.id ? -1 : 1)
  )
  const rows = collate(ordered.map(one => one.wording))
  const variants = ordered.map(
    (one, i): Variant => ({
      quotation: one.witness.id,
      relation: i ? relationTo(ordered[0], one) : 'verbatim',
      cells: rows[i]
    })
  )
  const ids = ordered.map(one => one.witness.id).sort()
  const speaker = ordered.find(one => one.witness.speaker)?.witness.speaker?.id ?? null
  return { id: `s-${hashOf(ids[0]).slice(0, 20)}` as StatementId, speaker, variants: variants as unknown as Some<Variant> }
}

// The speaker's own words before the outlet's telling of them, a sentence before a headline.
const told = ({ witness: { quote } }: Known): number =>
  (quote.form === 'direct' ? 0 : quote.form === 'mixed' ? 2 : 4) + (quote.part === 'body' || quote.part === 'summary' ? 0 : 1)

const OWN_WORDS: ReadonlySet<Relation> = new Set(['verbatim', 'accidentals', 'excerpt', 'elided-marked', 'bracketed'])

/** The share of a told quotation that must stand in the fullest reading, to call it anything but a paraphrase. */
const WORD_FOR_WORD = 0.8

/** How a variant stands to the fullest reading. What an outlet tells in its own words is a paraphrase unless it is word for word the same. */
const relationTo = (first: Known, other: Known): Relation => {
  const alignment = alignPair(first.wording, other.wording)
  const relation = relationOf(alignment)
  if (other.witness.quote.form === 'direct') return relation ?? 'reworded'
  return relation && OWN_WORDS.has(relation) && evidenceOf(alignment).contained >= WORD_FOR_WORD ? relation : 'paraphrase'
}
