import type { ArticleId, Speaker, SpeakerId, StatementId, StoryId } from '../types.ts'
import type { Database } from './database.ts'
import { ids } from './lists.ts'
import { speakerOf } from './rows.ts'
import type { SpeakerRow } from './tables.ts'

/** A long list of which only the part that is asked for is read: an array is one. */
export type Long<T> = { readonly length: number; slice(from: number, to: number): readonly T[] }

/** The lists of a record in the order in which they are shown, which reading a page of costs the same however long they are. */
export type Ranked = {
  /** The articles, last published first, undated ones last. */
  latest(): Long<ArticleId>
  /** The statements, those with most variants first; of one speaker alone where one is named. */
  statements(speaker: SpeakerId | null): Long<StatementId>
  /** What a speaker said, the latest first, what has no day last. */
  said(speaker: SpeakerId): Long<StatementId>
  /** The statements that more than one article carries, or gives to somebody else; those of most outlets first. */
  shared(): Long<StatementId>
  /** The statements that are printed differently: given to two speakers or cut silently first, then quoted in a headline, then in other words. */
  telling(): Long<{ readonly id: StatementId; readonly tells: number; readonly printings: number }>
  /** The speakers, those most often quoted first, then by name; or by name. */
  speakers(by: 'quotations' | 'name'): Long<Speaker>
  /** The stories of more than one article first, then by the day of their latest article. */
  stories(): Long<StoryId>
  /** These articles, first published first, undated ones last. */
  inOrder(articles: readonly ArticleId[]): readonly ArticleId[]
}

const SPEAKERS = { quotations: 'r.quotations DESC, r.name, r.speaker', name: 'r.name, r.speaker' }

const MOST_PRINTED = 'printings DESC, statement'

/** The long lists of this database. */
export const rankedIn = (db: Database): Ranked => {
  const long = <T>(count: string, some: (limits: string) => readonly T[]): Long<T> => ({
    length: db.one<{ n: number }>(`SELECT count(*) AS n FROM ${count}`)!.n,
    slice: (from, to) => some(`LIMIT ${Math.trunc(to - from)} OFFSET ${Math.trunc(from)}`)
  })
  const idsOf = <Id>(column: string, from: string, order: string) =>
    long(from, limits => ids(db, `SELECT ${column} AS id FROM ${from} ORDER BY ${order} ${limits}`) as Id[])
  const statementsOf = (speaker: SpeakerId, order: string): Long<StatementId> => ({
    length: db.one<{ n: number }>('SELECT count(*) AS n FROM statement_ranks WHERE speaker = ?', speaker)!.n,
    slice: (from, to) =>
      ids(
        db,
        `SELECT statement AS id FROM statement_ranks WHERE speaker = ? ORDER BY ${order} LIMIT ${to - from} OFFSET ${from}`,
        speaker
      ) as StatementId[]
  })
  return {
    latest: () => idsOf('id', 'articles', `published IS NULL, json_extract(published, '$.value') DESC, address, id`),
    statements: speaker => (speaker ? statementsOf(speaker, MOST_PRINTED) : idsOf('statement', 'statement_ranks', MOST_PRINTED)),
    said: speaker => statementsOf(speaker, 'said DESC, statement'),
    shared: () => idsOf('statement', 'statement_ranks WHERE articles > 1', 'outlets DESC, touched DESC, statement'),
    telling: () =>
      long('statement_ranks WHERE tells IS NOT NULL', limits =>
        db.all<{ id: StatementId; tells: number; printings: number }>(
          `SELECT statement AS id, tells, printings FROM statement_ranks WHERE tells IS NOT NULL ORDER BY tells, printings DESC, statement ${limits}`
        )
      ),
    speakers: by =>
      long('speaker_ranks', limits =>
        db
          .all<SpeakerRow>(
            `SELECT s.* FROM (SELECT * FROM speaker_ranks r ORDER BY ${SPEAKERS[by]} ${limits}) r JOIN speakers s ON s.id = r.speaker
             ORDER BY ${SPEAKERS[by]}`
          )
          .map(speakerOf)
      ),
    stories: () => idsOf('story', 'story_ranks', 'alone, last IS NULL, last DESC, story'),
    inOrder: articles =>
      ids(
        db,
        `SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?))
         ORDER BY published IS NULL, json_extract(published, '$.value'), address, id`,
        JSON.stringify(articles)
      ) as ArticleId[]
  }
}
