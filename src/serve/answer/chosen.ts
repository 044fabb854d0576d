import type { Store, Thing } from '../../store/index.ts'
import type { ArticleId, QuoteId, SpeakerId, StatementId, StoryId } from '../../types.ts'
import type { Look } from './look.ts'
import { NotHere } from './wire/index.ts'

/** What somebody wants to take along: quotations, the articles they stand in, their statements and speakers, and stories. */
export type Chosen = {
  readonly articles: readonly ArticleId[]
  readonly quotations: ReadonlySet<QuoteId>
  readonly statements: readonly StatementId[]
  readonly speakers: readonly SpeakerId[]
  readonly stories: readonly StoryId[]
}

/** What these ids, or beginnings of ids, choose: a statement its printings, a story its articles, a speaker all they said, an article all its quotations. No ids choose everything. */
export const choose = (look: Look, ids: readonly string[]): Chosen => {
  const { store } = look
  const things = ids.map(id => theOne(store, id))
  const whole = things.flatMap(one => articlesOf(look, one))
  const named = ids.length ? whole : store.articles()
  const single = things.flatMap(one => quotationsOf(look, one))
  const quotations = new Set([...named.flatMap(id => look.quotationsOf(id).map(one => one.id)), ...single])
  const all = [...quotations].map(look.quotation)
  const articles = new Set([...named, ...all.map(one => one.article)])
  return {
    articles: [...articles].sort(),
    quotations,
    statements: unique(all.flatMap(one => one.statement ?? [])),
    speakers: unique(all.flatMap(one => one.speaker ?? [])),
    stories: ids.length ? unique(things.flatMap(one => (one.kind === 'story' ? (one.id as StoryId) : []))) : store.storyIds()
  }
}

const unique = <T>(all: readonly T[]): T[] => [...new Set(all)]

const theOne = (store: Store, typed: string): Thing => {
  const all = store.beginningWith(typed)
  const [first, second] = all.some(one => one.id === typed) ? all.filter(one => one.id === typed) : all
  if (!first) throw new NotHere(`The record holds nothing whose id begins with ${typed}.`)
  if (second) throw new NotHere(`${typed} may mean several things: ${all.map(one => `${one.kind} ${one.id}`).join(', ')}.`)
  return first
}

const articlesOf = ({ store }: Look, { kind, id }: Thing): readonly ArticleId[] => {
  if (kind === 'article') return [id as ArticleId]
  return kind === 'story' ? (store.story(id as StoryId)?.articles ?? []) : []
}

const quotationsOf = (look: Look, { kind, id }: Thing): QuoteId[] => {
  if (kind === 'quotation') return [id as QuoteId]
  if (kind === 'statement') return printingsOf(look, id as StatementId)
  if (kind === 'speaker') return look.store.statementsBy([id as SpeakerId]).flatMap(one => printingsOf(look, one))
  return []
}

const printingsOf = (look: Look, id: StatementId): QuoteId[] => {
  const { variants, conflicts } = look.statement(id)
  return [...variants.map(one => one.quotation), ...conflicts]
}
