import type { ArticleId, QuoteId, StatementId, StoryId } from '../../types.ts'
import { NotHere } from '../answer/wire/index.ts'
import type { Way } from './asked.ts'
import { concernedBy } from './concerned.ts'
import { pointAt, theOnly } from './meant.ts'

/** A note on something. */
export const note: Way = (store, asked) => {
  const { kind, id } = theOnly(store, asked.id, ['quotation', 'statement', 'article', 'story'])
  if (kind === 'article' || kind === 'story') {
    const article = kind === 'article' ? (id as ArticleId) : store.story(id as StoryId)!.articles[0]
    return { says: { kind: 'note', about: kind, noted: article }, concerned: [article] }
  }
  const base = kind === 'quotation' ? (id as QuoteId) : store.statement(id as StatementId)!.variants[0].quotation
  const noted = pointAt(store, base)
  return { says: { kind: 'note', about: kind as 'quotation' | 'statement', noted }, concerned: [noted.article] }
}

/** That a correction is taken back. */
export const undo: Way = (store, { id }) => {
  const found = store.corrections().filter(one => one.id.startsWith(id) || one.id.startsWith(`c-${id}`))
  if (!found.length) throw new NotHere(`There is no correction ${id}.`)
  if (found.length > 1) throw new NotHere(`${id} may mean several corrections: ${found.map(one => one.id).join(', ')}.`)
  return { says: { kind: 'undo', correction: found[0].id }, concerned: concernedBy(store, found[0].says) }
}
