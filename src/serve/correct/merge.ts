import type { Store } from '../../store/index.ts'
import type { ArticleId, Assertion, QuoteId, SpeakerId, StatementId, StoryId } from '../../types.ts'
import { type Made, NotCorrected, type Way } from './asked.ts'
import { concernedBy } from './concerned.ts'
import { meant, pointAt } from './meant.ts'

/** That two things are one. */
export const merge: Way = (store, asked) => {
  const first = meant(store, asked.id)
  const [second, more] = asked.with.map(typed => meant(store, typed, first.kind))
  if (!second || more || first.kind !== second.kind)
    throw new NotCorrected(
      'Two things can be made one: two speakers, two statements or quotations, two stories, or the origins of two articles.'
    )
  if (first.id === second.id) throw new NotCorrected('These are one already.')
  if (first.kind === 'speaker') return mergeSpeakers(store, first.id as SpeakerId, second.id as SpeakerId)
  if (first.kind === 'article') return aboutOrigins('merge-origins', first.id as ArticleId, second.id as ArticleId)
  if (first.kind === 'story') return mergeStories(store, first.id as StoryId, second.id as StoryId)
  const [a, b] = [first, second].map(({ kind, id }) =>
    pointAt(store, kind === 'quotation' ? (id as QuoteId) : store.statement(id as StatementId)!.variants[0].quotation)
  )
  return { says: { kind: 'merge-statements', quotations: [a, b] }, concerned: [a.article, b.article] }
}

/** That two articles carry the same copy, or do not. */
export const aboutOrigins = (kind: 'merge-origins' | 'split-origins', one: ArticleId, other: ArticleId): Made => {
  return { says: { kind, articles: [one, other] }, concerned: [one, other] }
}

const mergeStories = (store: Store, one: StoryId, other: StoryId): Made => {
  const [[a], [b]] = [one, other].map(id => store.story(id)!.articles)
  return { says: { kind: 'merge-stories', articles: [a, b] }, concerned: [a, b] }
}

const mergeSpeakers = (store: Store, into: SpeakerId, from: SpeakerId): Made => {
  const [one, other] = [into, from].map(id => store.speaker(id)!)
  if (one.kind === 'unnamed' || other.kind === 'unnamed')
    throw new NotCorrected('Somebody unnamed is nobody elsewhere: say of each quotation who its speaker is.')
  const namings = store.namings(from)
  const names = [...new Set(namings.map(({ named }) => named.name))].sort()
  // "Quell" alone may be somebody else's name too: where a longer form is printed, the short one follows it by itself.
  const telling = names.filter(name => /\s/.test(name))
  const says: Assertion = {
    kind: 'merge-speakers',
    from: { name: other.name, kind: other.kind, names: telling.length ? telling : names },
    into: { name: one.name, kind: one.kind, names: [one.name] }
  }
  return { says, concerned: concernedBy(store, says) }
}
