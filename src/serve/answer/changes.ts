import type { ArticleId, Change } from '../../types.ts'
import { articleLine } from './lines.ts'
import type { Look } from './look.ts'
import type { ArticleView, ChangeView, RevisionView } from './wire/index.ts'

/** What changed in the versions of every address, or of this article's alone: which follows which, the last read first. */
export const changedPairs = (look: Look, article: string | undefined) => {
  const all = look.once('changed', () => look.store.changed())
  if (!article) return all
  const versions = new Set(look.store.versionsOf(look.article(article as ArticleId).address))
  return all.filter(one => versions.has(one.later))
}

/** Two versions of an address with what changed from one to the other. */
export const revisionView = (look: Look, { earlier, later }: { earlier: ArticleId; later: ArticleId }): RevisionView => ({
  earlier: articleLine(look, earlier),
  later: articleLine(look, later),
  changes: look.store.changesIn(later).map(one => changeView(look, one))
})

/** A place where two versions differ, with the words that stand there in each. */
export const changeView = (look: Look, { kinds, before, after }: Change): ChangeView => ({
  kinds: [...kinds],
  before: before && look.cited(before),
  after: after && look.cited(after)
})

/** What an article tells of its versions, its page, and the reading that took its place. */
export const historyOf = (look: Look, id: ArticleId): Pick<ArticleView, 'versions' | 'changes' | 'page' | 'replacedBy'> => {
  const { store } = look
  const present = store.present(id)
  const versions = present === id ? store.versionsOf(look.article(id).address) : []
  const kept = store.kept(id)
  return {
    versions:
      versions.length > 1
        ? versions.map((one, n) => ({ id: one, n: n + 1, seen: look.article(one).seen, changes: store.changesIn(one).length }))
        : [],
    changes: store.changesIn(id).map(one => changeView(look, one)),
    page: kept && { hash: kept.hash, size: kept.size, mediaType: kept.mediaType },
    replacedBy: present === id ? null : present
  }
}
