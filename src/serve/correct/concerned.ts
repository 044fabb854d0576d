import type { Store } from '../../store/index.ts'
import { fold } from '../../text/index.ts'
import type { ArticleId, Assertion, Named } from '../../types.ts'

/** The articles that a correction concerns, as they are read now. */
export const concernedBy = (store: Store, says: Assertion): ArticleId[] => {
  const pointed = [
    ...('quotation' in says ? [says.quotation] : []),
    ...('quotations' in says ? says.quotations : []),
    ...(says.kind === 'split-statement' ? says.from : []),
    ...(says.kind === 'note' && typeof says.noted !== 'string' ? [says.noted] : [])
  ]
  const undone = says.kind === 'undo' ? store.corrections().find(one => one.id === says.correction) : undefined
  const named = says.kind === 'merge-speakers' ? [says.from, says.into] : says.kind === 'split-speaker' ? [says.speaker] : []
  return [
    ...pointed.map(one => store.present(one.article)),
    ...('articles' in says ? says.articles.map(store.present) : []),
    ...(says.kind === 'split-story' ? [store.present(says.from)] : []),
    ...(says.kind === 'note' && typeof says.noted === 'string' ? [store.present(says.noted)] : []),
    ...articlesNaming(store, named),
    ...(undone ? concernedBy(store, undone.says) : [])
  ]
}

/** The articles that quote anybody by one of these names. */
const articlesNaming = (store: Store, named: readonly Named[]): ArticleId[] => {
  const names = new Set(named.flatMap(one => [one.name, ...one.names]).map(name => fold(name).chars))
  if (!names.size) return []
  const speakers = store.speakers().filter(one => one.names.some(name => names.has(fold(name).chars)))
  return speakers.flatMap(one => store.namings(one.id).map(({ article }) => article))
}
