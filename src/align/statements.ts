import { hashOf } from '../text/index.ts'
import type { Relation, Some, Statement, StatementId, Variant } from '../types.ts'
import { alignPair } from './alignment.ts'
import { collate, fuller } from './collate.ts'
import { evidenceOf, weigh } from './evidence.ts'
import type { Printed } from './house-style.ts'
import type { Known } from './known.ts'
import { relationOf } from './relation.ts'
import type { Token } from './wording.ts'

/** A statement from its witnesses: the base reading first, the table of their words, and how each stands to the first. */
export const statementOf = (members: readonly Known[]): Omit<Statement, 'echoes' | 'conflicts'> => {
  const backing = new Map(members.map(one => [one, backingOf(one, members)]))
  const ordered = [...members].sort(
    (x, y) =>
      told(x) - told(y) ||
      Number(isTurn(y)) - Number(isTurn(x)) ||
      backing.get(y)! - backing.get(x)! ||
      fuller(x.wording, y.wording) ||
      (x.witness.id < y.witness.id ? -1 : 1)
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

/** What the quotations of a transcript are found by: they are the words as they were taken down, and no outlet's choice of them. */
const TURN = 'turn of a transcript'
const isTurn = ({ witness: { quote } }: Known) => quote.because === TURN

/** The share of an outlet's words in marks that a reading must hold, in any order, to be backed by it: another translation holds less. */
const BACKED_FROM = 0.9

/** How many articles print the words of a reading, or a part of them. */
const backingOf = (reading: Known, members: readonly Known[]): number => {
  const held = new Set(reading.wording.map(one => one.key))
  const backs = ({ own }: Known) => own.length > 0 && own.filter(one => held.has(one.key)).length >= BACKED_FROM * own.length
  return new Set(members.filter(backs).map(one => one.witness.article.id)).size
}

const OWN_WORDS: ReadonlySet<Relation> = new Set(['verbatim', 'accidentals', 'excerpt', 'elided-marked', 'bracketed'])

/** The share of a told quotation that must stand in the base reading, to call it anything but a paraphrase. */
const WORD_FOR_WORD = 0.8

/** How a variant stands to the base. What an outlet tells is a paraphrase: without marks it says that the words are its own; with them, unless they are word for word the same. */
const relationTo = (first: Known, other: Known): Relation => {
  const alignment = alignPair(first.wording, wordsOf(other))
  const relation = relationOf(alignment, [printed(first), printed(other)])
  if (other.witness.quote.form === 'direct') return relation ?? 'reworded'
  if (!other.own.length && first.own.length) return 'paraphrase'
  return relation && OWN_WORDS.has(relation) && evidenceOf(alignment).contained >= WORD_FOR_WORD ? relation : 'paraphrase'
}

const printed = ({ witness: { article, quote } }: Known): Printed => ({ text: article.text, content: quote.content })

// A telling that is words in marks for the most part, the levy “a tax on fog”, is judged by these.
const wordsOf = ({ own, wording }: Known): readonly Token[] => (weigh(own) > weigh(wording) / 2 ? own : wording)
