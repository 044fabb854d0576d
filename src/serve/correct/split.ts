import type { Store } from '../../store/index.ts'
import type { ArticleId, Pointed, QuoteId, Some, SpeakerId, StatementId, StoryId } from '../../types.ts'
import { type Made, NotCorrected, type Way } from './asked.ts'
import { meant, pointAt, theOnly } from './meant.ts'
import { aboutOrigins } from './merge.ts'

/** That one thing is two. */
export const split: Way = (store, asked) => {
  const first = meant(store, asked.id)
  if (!asked.with.length) throw new NotCorrected('Say what is to be split off.')
  if (first.kind === 'quotation') return keepApart(store, first.id as QuoteId, asked.with)
  if (first.kind === 'statement') return splitStatement(store, first.id as StatementId, asked.with)
  const articles = asked.with.map(typed => meant(store, typed, 'article').id as ArticleId)
  if (first.kind === 'story') return splitStory(store, first.id as StoryId, articles)
  if (first.kind === 'article') return aboutOrigins('split-origins', first.id as ArticleId, articles[0])
  const { name, kind } = store.speaker(first.id as SpeakerId)!
  const names = store.namings(first.id as SpeakerId).filter(one => articles.includes(one.article))
  if (!names.length) throw new NotCorrected(`${name} is not quoted there.`)
  const forms = [...new Set(names.map(({ named }) => named.name))].sort()
  return {
    says: { kind: 'split-speaker', speaker: { name, kind, names: forms }, articles: articles as unknown as Some<ArticleId> },
    concerned: articles
  }
}

const splitStory = (store: Store, id: StoryId, articles: readonly ArticleId[]): Made => {
  const all = store.story(id)!.articles
  const strange = articles.find(one => !all.includes(one))
  if (strange) throw new NotCorrected(`Article ${strange} is not of this story.`)
  const [left] = all.filter(one => !articles.includes(one))
  if (!left) throw new NotCorrected('Nothing would be left of the story.')
  return {
    says: { kind: 'split-story', articles: articles as unknown as Some<ArticleId>, from: left },
    concerned: [...articles, left]
  }
}

/** Says of quotations that they are no utterance of another one's, whether or not the machine takes them for one. */
const keepApart = (store: Store, id: QuoteId, ids: readonly string[]): Made => {
  const [one, ...others] = [id, ...ids.map(other => theOnly(store, other, ['quotation']).id as QuoteId)].map(each =>
    pointAt(store, each)
  )
  return {
    says: { kind: 'split-statement', quotations: [one], from: others as unknown as Some<Pointed> },
    concerned: [one, ...others].map(each => each.article)
  }
}

const splitStatement = (store: Store, id: StatementId, ids: readonly string[]): Made => {
  const all = store.statement(id)!.variants.map(one => one.quotation)
  const out = ids.map(one => theOnly(store, one, ['quotation']).id as QuoteId)
  const strange = out.find(one => !all.includes(one))
  if (strange) throw new NotCorrected(`Quotation ${strange} is not of this statement.`)
  const [parted, left] = [out, all.filter(one => !out.includes(one))].map(some => some.map(one => pointAt(store, one)))
  if (!left.length) throw new NotCorrected('Nothing would be left of the statement.')
  return {
    says: {
      kind: 'split-statement',
      quotations: parted as unknown as Some<Pointed>,
      from: left as unknown as Some<Pointed>
    },
    concerned: [...parted, ...left].map(one => one.article)
  }
}
