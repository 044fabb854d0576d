import type { QuoteId, Statement, StatementId, Witness } from '../types.ts'
import { witnessesOf } from './lines.ts'
import { statementLink } from './links.ts'
import type { Look } from './look.ts'
import type { Stages } from './pipes.ts'
import { isApart } from './statement.ts'
import type { LineageView, Relative } from './wire.ts'

/** Every printing is held against every other one: forty take a third of a second, and more no picture has room for. */
const MOST_WEIGHED = 40

/** From which printing each of a statement's printings seems to have its words, and who dropped some of them first. */
export const lineageView = (
  look: Look,
  { lineageOf, firstWithout }: Pick<Stages, 'lineageOf' | 'firstWithout'>,
  id: StatementId
): LineageView =>
  look.once(`lineage ${id}`, () => {
    const statement = look.statement(id)
    const witnesses = weighed(look, statement)
    const lineage = lineageOf(witnesses)
    const firsts = statement.variants[0].cells.map((_, column) => firstWithout(statement, column, lineage))
    const relatives = lineage.map(({ quotation, parent, because }): Relative => {
      const { id: article, address, outlet, published } = witnesses.find(one => one.id === quotation)!.article
      const columns = firsts.flatMap((without, column) => (without.includes(quotation) ? [column] : []))
      return {
        quotation,
        article: { id: article, address, outlet },
        part: look.quotation(quotation).quote.part,
        published: published?.value ?? null,
        parent,
        because,
        dropped: parent && keepsTo(look, statement, quotation) ? wordsIn(look, statement, parent, columns) : []
      }
    })
    return {
      statement: id,
      link: statementLink(id),
      relatives: fromTheFirst(relatives),
      more: statement.variants.length - witnesses.length
    }
  })

const weighed = (look: Look, statement: Statement): Witness[] =>
  witnessesOf(look, statement)
    .slice(0, MOST_WEIGHED)
    .map(({ id, article, quote, speaker, said }) => ({
      id,
      article: look.article(article),
      quote,
      speaker: speaker && look.speaker(speaker),
      said
    }))

const variantOf = ({ variants }: Statement, id: QuoteId) => variants.find(one => one.quotation === id)!

/** Whether a printing has the words of the others, so that it can drop some: what is told or translated anew has its own. */
const keepsTo = (look: Look, statement: Statement, id: QuoteId): boolean =>
  !isApart(variantOf(statement, id)) && look.quotation(id).quote.form !== 'indirect'

const wordsIn = (look: Look, statement: Statement, id: QuoteId, columns: readonly number[]) => {
  const { text } = look.article(look.quotation(id).article)
  const { cells } = variantOf(statement, id)
  return columns.flatMap(column => cells[column] ?? []).map(cell => look.words(text.id, cell))
}

/** The first one, and after each those that come from it. */
const fromTheFirst = (all: readonly Relative[], parent: string | null = null): Relative[] =>
  all.filter(one => one.parent === parent).flatMap(one => [one, ...fromTheFirst(all, one.quotation)])
