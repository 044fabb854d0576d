import type { Part, Relation } from '../types.ts'
import { printer } from './names.ts'
import { bare, isApart } from './statement.ts'
import { printed, wrapped } from './table.ts'
import type { ColumnKind, StatementView, VariantView } from './wire.ts'

/** How a printing stands to the fullest reading, in a few words. */
const STANDS: Record<Relation, string> = {
  verbatim: 'word for word',
  accidentals: 'the same words',
  excerpt: 'a part of it',
  'elided-marked': 'cut, and marked',
  'elided-silent': 'CUT WITHOUT A MARK',
  bracketed: 'with the outlet’s words in brackets',
  reworded: 'OTHER WORDS INSIDE THE MARKS',
  retranslated: 'another translation',
  stitched: 'SAYINGS JOINED',
  paraphrase: 'told in the outlet’s words'
}

/** Where in an article a printing stands, after the outlet's name; its body goes without saying. */
export const IN_PART: Record<Part, string> = {
  headline: ', in the headline',
  dek: ', in the line under the headline',
  summary: ', in the key points',
  body: '',
  caption: ', in a caption'
}

/** A statement's printings under each other as they stand, the fullest first; what differs from it is noted in ⟨angle brackets⟩. */
export const printingLines = ({ variants, columns }: Pick<StatementView, 'variants' | 'columns'>, width: number): string[] => {
  const [base] = variants
  const notes = variants.map(one => (one === base ? printed(one.quotation.content) : noted(one, base, columns)))
  return [
    ...variants.flatMap((one, n) => {
      const { article, part, id } = one.quotation
      const day = article.published?.value.slice(0, 10) ?? 'undated'
      const stands = one === base ? 'fullest reading' : STANDS[one.relation]
      const head = `${printer(article)}${IN_PART[part]} · ${day} · ${stands} · ${id.slice(0, 8)}`
      return ['', ...wrapped(head, width), ...wrapped(notes[n], width, '    ')]
    }),
    ...(notes.some(one => one.includes('⟨')) ? ['', '⟨ ⟩ holds notes of Onrecord; all else stands as it was printed.'] : [])
  ]
}

const noted = (variant: VariantView, base: VariantView, columns: readonly ColumnKind[]): string => {
  const { quotation, cells } = variant
  if (isApart(variant) || cells.some(one => one?.refused)) return printed(quotation.content)
  const first = cells.findIndex(Boolean)
  const last = cells.findLastIndex(Boolean)
  const steps = cells.slice(first, last + 1).map((_, n) => stepAt(variant, base, first + n, columns[first + n]))
  return together(steps).map(tell).join(' ')
}

/** A stretch of a printing, and what the fullest reading has in its place. */
type Step = { same: boolean; words: string; instead: string }

const stepAt = ({ cells, relation }: VariantView, { cells: fullest }: VariantView, column: number, kind: ColumnKind): Step => {
  const [words, there] = [cells[column]?.words ?? '', fullest[column]?.words ?? '']
  // Where the printing itself shows its cut there is nothing to note.
  const instead = words || relation !== 'elided-marked' ? there : ''
  const agree = words && instead && kind !== 'differs'
  return { same: Boolean(agree) || bare(words) === bare(instead) || Boolean(words && !bare(words)), words, instead }
}

/** Neighbouring differences are one: a word that stands a column further on in another row's company is no difference at all. */
const together = (steps: readonly Step[]): Step[] =>
  steps.reduce<Step[]>((all, step) => {
    const before = all.at(-1)
    if (before?.same === step.same) {
      before.words = `${before.words} ${step.words}`.trim()
      before.instead = `${before.instead} ${step.instead}`.trim()
    } else all.push({ ...step })
    return all
  }, [])

const tell = ({ same, words, instead }: Step): string => {
  if (same || bare(words) === bare(instead)) return words
  if (!words) return `⟨left out: ${instead}⟩`
  return instead ? `${words} ⟨for: ${instead.replace(/[,.;:]$/, '')}⟩` : `${words} ⟨added⟩`
}
