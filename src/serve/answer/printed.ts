import type { ArticleId, Statement } from '../../types.ts'
import type { Look } from './look.ts'

/**
 * Words in a row that show that a text prints a statement, read as a quotation or not, and how many of these are no small words: "the president of the united
 * states" stands everywhere.
 */
const RUN = { words: 6, telling: 4, letters: 4 }

const plain = (chars: string): string[] =>
  chars
    .toLowerCase()
    .replace(/['’`]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** The runs of words of a statement's fullest reading that tell. */
const runsOf = (look: Look, { id, variants }: Statement): readonly string[] =>
  look.once(`runs ${id}`, () => {
    const { article, quote } = look.quotation(variants[0].quotation)
    const { text } = look.article(article)
    return quote.content.flatMap(({ start, end }) => {
      const words = plain(text.chars.slice(start, end))
      return words
        .slice(RUN.words - 1)
        .map((_, i) => words.slice(i, i + RUN.words))
        .filter(run => run.filter(word => word.length >= RUN.letters).length >= RUN.telling)
        .map(run => ` ${run.join(' ')} `)
    })
  })

/** Whether words of a statement stand in an article. Where they were not read as its quotation, nobody can say that it is absent. */
export const printsWordsOf = (look: Look, statement: Statement, id: ArticleId): boolean => {
  const { text } = look.article(id)
  const printed = look.once(`plain ${text.id}`, () => ` ${plain(text.chars).join(' ')} `)
  return runsOf(look, statement).some(run => printed.includes(run))
}
