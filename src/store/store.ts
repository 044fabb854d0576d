import type { Text, TextId } from '../text/index.ts'
import type {
  Article,
  ArticleId,
  Entry,
  Grouping,
  Judged,
  Mention,
  Origin,
  Page,
  Problem,
  QuoteId,
  Saying,
  Speaker,
  SpeakerId,
  Statement,
  StatementId,
  Story,
  StoryId
} from '../types.ts'
import type { Coverage } from './candidates.ts'
import type { Corrections } from './corrections.ts'
import type { Feeds } from './feeds.ts'
import type { Inbox } from './inbox.ts'
import type { Jobs } from './jobs.ts'
import type { StoredLoom } from './loom.ts'
import type { Outlets } from './outlets.ts'
import type { Pages } from './pages.ts'
import type { SearchPart } from './query/search.ts'
import type { Ranked } from './ranked.ts'
import type { Reported } from './reported.ts'
import type { Revisions } from './revisions.ts'
import type { Searches } from './searches.ts'
import type { Sessions } from './sessions.ts'
import type { Extent } from './stories.ts'
import type { Tokens } from './tokens.ts'
import type { LeftFor, Waits } from './waiting.ts'

/** The stages whose judgements are kept, each with the version that made them: a judgement says which run it comes from. */
export const STAGES = ['parse', 'quote', 'attribute', 'align', 'trace', 'group', 'revise', 'correct'] as const

/** The version of every stage. */
export type Versions = Readonly<Record<(typeof STAGES)[number], string>>

/** A quotation as the record holds it: what its article says of it, and what only the whole record can say. `said` is lent where it has a witness. */
export type Quotation = Judged & {
  readonly article: ArticleId
  readonly speaker: SpeakerId | null
  readonly said: Saying
  readonly statement: StatementId | null
}

/** How much of everything a record holds. */
export type Counts = Readonly<Record<'articles' | 'outlets' | 'quotations' | 'speakers' | 'statements', number>>

/** How often a speaker is quoted, in how many statements, and by which outlets, those that do most first. */
export type Standing = { readonly quotations: number; readonly statements: number; readonly outlets: readonly string[] }

/** An article as far as it says who printed something, and which of the reasons of its origin, by their numbers, join it to others strongly. */
export type Printer = {
  readonly article: ArticleId
  readonly outlet: string | null
  readonly origin: Origin['id'] | null
  readonly strong: readonly number[]
}

/** A quotation as far as it says where it stands and in which form. */
export type Placed = { readonly id: QuoteId; readonly article: ArticleId; readonly form: Judged['quote']['form'] }

/** What saving did: the article is new, or was read again by a newer engine, or was there already and nothing was written. */
export type Saved = 'added' | 'renewed' | 'kept'

/** A thing of the record, by its kind and id. */
export type Thing = { readonly kind: 'article' | 'quotation' | 'speaker' | 'statement' | 'story'; readonly id: string }

/**
 * Nouns in, nouns out: where the record lives. Every implementation passes the suite in test/store.test.ts.
 *
 * - What `save` and `weaving` return for is on disk: it survives the death of the process, and of the machine.
 * - Both are one transaction: a record never holds half of an article, or half of what it touches.
 * - Saving what is already there writes nothing. Lists come back in the same order however they were added.
 * - Words stand in the texts alone; everything else points at them. The store hands texts out as they lie there: who shows words checks them.
 */
export interface Store extends Pages, Revisions, Corrections, Outlets {
  /**
   * Adds an article with all that was read out of it, and the page it was read from, which is on disk before it. An article read by other versions
   * of the stages is read anew and keeps the time it was first seen; a page that was read otherwise before gives up its older reading.
   */
  save(entry: Entry, page?: Page): Saved

  /** Every article with all that was read out of it, by id. */
  entries(): readonly Entry[]

  /** Rises with every article that is added or renewed. */
  revision(): number

  /** Another word whenever anything in the record has changed, by this process or by another. */
  mark(): string

  /** Whether what is known across articles was made from all that the record holds, by these versions of the stages. */
  isWoven(): boolean

  /** Works on what is known across articles, in one transaction. What other versions of the stages wove is forgotten first, and woven anew. */
  weaving<T>(work: (loom: StoredLoom) => T): T

  /** How much of everything there is. */
  counts(): Counts
  /** The long lists in the order in which they are shown, of which a page is read at a time. */
  readonly ranked: Ranked

  /** The articles' ids, first published first, undated ones last. */
  articles(): readonly ArticleId[]
  /** The articles that share a statement with one of these. */
  nearTo(articles: readonly ArticleId[]): readonly ArticleId[]
  text(id: TextId): Text | null
  article(id: ArticleId): Article | null
  problemsOf(article: ArticleId): readonly Problem[]

  quotation(id: QuoteId): Quotation | null
  /** Where these quotations stand, in this order. */
  placed(quotations: readonly QuoteId[]): readonly Placed[]
  /** The quotations of an article, in the order of their content. */
  quotationsOf(article: ArticleId): readonly Quotation[]
  quotationsIn(article: ArticleId): number

  /** The speakers, by name. */
  speakers(): readonly Speaker[]
  speaker(id: SpeakerId): Speaker | null
  standing(speaker: SpeakerId): Standing
  /** How each outlet quotes a speaker: how often in which form. */
  reported(speaker: SpeakerId): readonly Reported[]

  /** The statements, those with most variants first. */
  statements(): readonly Statement[]
  statement(id: StatementId): Statement | null
  /** The articles that carry a statement, those of the fullest variants first, with their outlets. */
  printersOf(statement: StatementId): readonly Printer[]
  /** The first variant of a statement whose day is known, printed or lent. */
  datedIn(statement: StatementId): QuoteId | null
  /** The ids of the statements of these speakers, or of all statements, those with most variants first. */
  statementsBy(speakers: readonly SpeakerId[] | null): readonly StatementId[]
  /** Those of them that more than one article carries, or gives to somebody else; those of most outlets first. */
  sharedBy(speakers: readonly SpeakerId[] | null): readonly StatementId[]

  origins(): readonly Origin[]
  origin(id: Origin['id']): Origin | null
  originOf(article: ArticleId): Origin | null
  originIdOf(article: ArticleId): Origin['id'] | null

  /**
   * Hands some of the articles that are in no story, in the order of their days, to `work`, and keeps what it puts on the shelf: one transaction.
   * Gives whether more of them wait.
   */
  grouping(work: Grouping): boolean
  /** The stories, those with most articles first. */
  stories(): readonly Story[]
  /** The ids of the stories, those of more than one article first, then by the day of their latest article. */
  storyIds(): readonly StoryId[]
  /** The story with this id, or the one it has gone into. */
  story(id: StoryId): Story | null
  storyOf(article: ArticleId): StoryId | null
  extentOf(story: StoryId): Extent
  /** The days that an article speaks of, and where. */
  mentionsOf(article: ArticleId): readonly Mention[]
  /** The statements that these articles carry, and in how many of them each stands, those in most first. */
  statementsAmong(articles: readonly ArticleId[]): readonly { readonly id: StatementId; readonly articles: number }[]

  /** The quotations that a query asks for (query/parse.ts holds its grammar), best first; case and accents make no difference. Throws NotUnderstood with the place. */
  search(words: string): readonly QuoteId[]
  /** The same in parts, as many as are asked for, each from behind the cursor that the one before gave. */
  searchFrom(words: string, after: string | null, most: number): SearchPart

  /** At most so many quotations that hold most of the rare words of these, the nearest first. */
  candidates(words: string, most: number): readonly QuoteId[]
  /** At most so many articles whose text prints these words one after the other. */
  printing(words: string, most: number): readonly ArticleId[]
  /** The articles that have this text. */
  withText(id: TextId): readonly ArticleId[]
  /** How many articles are held, how full, and from which day to which. */
  coverage(): Coverage

  /** Articles, quotations, speakers and statements whose id begins so, at most twenty. */
  beginningWith(id: string): readonly Thing[]

  /** What is wrong with the record's file, a sentence each; nothing when all is well. */
  faults(): readonly string[]

  /** The articles whose text on disk is not the one that was read. */
  changedTexts(): readonly ArticleId[]

  /**
   * Copies the whole record into a new file, as it is at one moment, and its pages into the folder beside that. Gives how many pages could not be copied.
   * Throws NoRecord where the file is there already.
   */
  backup(path: string): number

  /** What is watched. */
  readonly feeds: Feeds
  /** What works on the record, and what did. */
  readonly jobs: Jobs
  /** What is still to be done. */
  waits(): Waits
  /** Why articles that a feed named could not be read, at most so many reasons. */
  leftFor(most: number): readonly LeftFor[]
  /** Makes this process the one that watches, until what it gives is called, or it dies however it dies; null where another one watches this record. */
  takeWatch(): (() => void) | null
  /** Takes the telling of what is new: gives what lets go of it, or null where another process tells. */
  takeTelling(): (() => void) | null

  /** The searches that people keep, and whom they are told to. */
  readonly searches: Searches

  /** What is new, and what waits for a decision. */
  readonly inbox: Inbox

  /** Who may ask from beyond this machine. */
  readonly tokens: Tokens
  readonly sessions: Sessions

  close(): void
}

/** The record cannot be used, for a reason that people can act on. */
export class NoRecord extends Error {}
