import type { QuoteId, Relation, Statement, StatementId, Witness } from '../../types.ts'
import type { Stages } from '../pipes.ts'
import { witnessesOf } from './lines.ts'
import { statementLink } from './links.ts'
import type { Look } from './look.ts'
import { bare, isApart, tightened } from './statement.ts'
import type { LineageView, Relative, Words } from './wire/index.ts'

/** Every printing is held against every other one: forty take a third of a second, and more no picture has room for. */
const MOST_WEIGHED = 40

/** From which printing each that prints the words seems to have them, and who dropped some first. What an outlet tells in its own words has no place in it. */
export const lineageView = (
  look: Look,
  { lineageOf, firstWithout }: Pick<Stages, 'lineageOf' | 'firstWithout'>,
  id: StatementId
): LineageView =>
  look.once(`lineage ${id}`, () => {
    const statement = look.statement(id)
    const witnesses = weighed(look, statement)
    const lineage = lineageOf(witnesses)
    const rows = rowsOf(look, statement, witnesses)
    const [base, ...others] = rows
    const table = { ...statement, variants: [base, ...others] } as const
    const firsts = base ? base.cells.map((_, column) => firstWithout(table, column, lineage)) : []
    const relatives = lineage.map(({ quotation, parent, because }): Relative => {
      const { id: article, address, outlet, published } = articleOf(witnesses, quotation)
      const columns = firsts.flatMap((without, column) => (without.includes(quotation) ? [column] : []))
      const self = parent !== null && articleOf(witnesses, parent).id === article
      return {
        quotation,
        article: { id: article, address, outlet },
        part: look.quotation(quotation).quote.part,
        published: published?.value ?? null,
        parent,
        because: because === 'credit' && self ? 'words' : because,
        dropped: parent ? dropped(rows, quotation, parent, columns) : []
      }
    })
    const more = statement.variants.length - witnesses.length
    return { statement: id, link: statementLink(id), relatives: fromTheFirst(relatives), more }
  })

const articleOf = (witnesses: readonly Witness[], id: string) => witnesses.find(one => one.id === id)!.article

const weighed = (look: Look, statement: Statement): Witness[] =>
  witnessesOf(look, statement)
    .filter(({ quote: { form } }, n) => (form === 'direct' || form === 'mixed') && !isApart(statement.variants[n]))
    .slice(0, MOST_WEIGHED)
    .map(({ id, article, quote, speaker, said }) => ({
      id,
      article: look.article(article),
      quote,
      speaker: speaker && look.speaker(speaker),
      said
    }))

type Row = { quotation: QuoteId; relation: Relation; cells: (Words | null)[] }

/** The table of these printings alone: what only others held apart is one column. */
const rowsOf = (look: Look, { variants }: Statement, witnesses: readonly Witness[]): Row[] =>
  tightened(
    witnesses.map(({ id, article: { text } }): Row => {
      const { relation, cells } = variants.find(one => one.quotation === id)!
      return { quotation: id, relation, cells: cells.map(cell => cell && look.words(text.id, cell)) }
    })
  )

/** Words of the fullest reading that the parent prints too and this one leaves out, from between words that it prints: to quote a part is to drop nothing. */
const dropped = (rows: readonly Row[], id: QuoteId, parent: QuoteId, columns: readonly number[]): Words[] => {
  const [{ cells: base }] = rows
  const [own, from] = [id, parent].map(one => rows.find(row => row.quotation === one)!.cells)
  const [first, last] = [own.findIndex(Boolean), own.findLastIndex(Boolean)]
  return columns
    .filter(column => first < column && column < last)
    .flatMap(column => {
      const [whole, there] = [base[column], from[column]]
      return whole && there && bare(whole.words) && bare(whole.words) === bare(there.words) ? [there] : []
    })
}

/** The first one, and after each those that come from it. */
const fromTheFirst = (all: readonly Relative[], parent: string | null = null): Relative[] =>
  all.filter(one => one.parent === parent).flatMap(one => [one, ...fromTheFirst(all, one.quotation)])
