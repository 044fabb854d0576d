import type { Text, TextId } from '../text/index.ts'
import type {
  Article,
  ArticleId,
  Entry,
  Judged,
  Origin,
  Problem,
  QuoteId,
  Saying,
  Speaker,
  SpeakerId,
  Statement,
  StatementId,
  Woven
} from '../types.ts'

/** The stages whose judgements are kept, each with the version that made them: a judgement says which run it comes from. */
export const STAGES = ['parse', 'quote', 'attribute', 'align', 'trace'] as const

/** The version of every stage. */
export type Versions = Readonly<Record<(typeof STAGES)[number], string>>

/** A quotation as the record holds it: what its article says of it, and what only the whole record can say. `said` is lent where it has a witness. */
export type Quotation = Judged & {
  readonly article: ArticleId
  readonly speaker: SpeakerId | null
  readonly said: Saying
  readonly statement: StatementId | null
}

/** What saving did: the article is new, or was read again by a newer engine, or was there already and nothing was written. */
export type Saved = 'added' | 'renewed' | 'kept'

/** A thing of the record, by its kind and id. */
export type Thing = { readonly kind: 'article' | 'quotation' | 'speaker' | 'statement'; readonly id: string }

/**
 * Nouns in, nouns out: where the record lives. Every implementation passes the suite in test/store.test.ts.
 *
 * - What `save` and `weave` return for is on disk: it survives the death of the process, and of the machine.
 * - Both are one transaction: a record never holds half of an article, or half of what was woven.
 * - Saving what is already there writes nothing. Lists come back in the same order however they were added.
 * - Words stand in the texts alone; everything else points at them. The store hands texts out as they lie there: who shows words checks them.
 */
export interface Store {
  /** Adds an article with all that was read out of it. An article read by other versions of the stages is read anew and keeps the time it was first seen. */
  save(entry: Entry): Saved

  /** Every article with all that was read out of it, by id. */
  entries(): readonly Entry[]

  /** Rises with every article that is added or renewed. */
  revision(): number

  /** Another word whenever anything in the record has changed, by this process or by another. */
  mark(): string

  /** Whether what is known across articles was made from all that the record holds, by these versions of the stages. */
  isWoven(): boolean

  /** Replaces what is known across articles. Writes nothing and gives false when the record is no longer at `revision`. */
  weave(woven: Woven, revision: number): boolean

  /** The articles' ids, first published first, undated ones last. */
  articles(): readonly ArticleId[]
  text(id: TextId): Text | null
  article(id: ArticleId): Article | null
  problemsOf(article: ArticleId): readonly Problem[]

  quotation(id: QuoteId): Quotation | null
  /** The quotations of an article, in the order of their content. */
  quotationsOf(article: ArticleId): readonly Quotation[]

  /** The speakers, by name. */
  speakers(): readonly Speaker[]
  speaker(id: SpeakerId): Speaker | null
  quotationsBy(speaker: SpeakerId): readonly QuoteId[]

  /** The statements, those with most variants first. */
  statements(): readonly Statement[]
  statement(id: StatementId): Statement | null
  statementsBy(speaker: SpeakerId): readonly Statement[]

  origins(): readonly Origin[]
  originOf(article: ArticleId): Origin | null

  /** The quotations whose words, speaker or outlet hold every word asked for, best first; case and accents make no difference, `"…"` holds words together. */
  search(words: string): readonly QuoteId[]

  /** Articles, quotations, speakers and statements whose id begins so, at most twenty. */
  beginningWith(id: string): readonly Thing[]

  /** What is wrong with the record's file, a sentence each; nothing when all is well. */
  faults(): readonly string[]

  /** The articles whose text on disk is not the one that was read. */
  changedTexts(): readonly ArticleId[]

  close(): void
}

/** The record cannot be used, for a reason that people can act on. */
export class NoRecord extends Error {}
