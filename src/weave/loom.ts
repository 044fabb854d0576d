import type { Text } from '../text/index.ts'
import type {
  Article,
  ArticleId,
  Bond,
  Entry,
  Keyed,
  Loan,
  Named,
  NameGroup,
  Origin,
  Problem,
  QuoteId,
  Reason,
  Saying,
  Some,
  Speaker,
  SpeakerId,
  Statement,
  StatementId,
  Witness
} from '../types.ts'

/** Where a thing stands among those that share a key: by day, then by id. */
export type Place = { readonly day: number; readonly id: string }

/** The articles of two that share copy, the smaller id first, and why. */
export type Copy = { readonly a: ArticleId; readonly b: ArticleId; readonly reasons: readonly Reason[] }

/**
 * The record as weaving needs it, within one transaction: what was woven before and the keys by which to find it. Every answer is bounded by what an article
 * touches, and none by how much the record holds.
 */
export type Loom = {
  /** At most so many articles that are not yet woven. */
  unwoven(most: number): readonly ArticleId[]
  /** Says that these are woven now. */
  finish(articles: readonly ArticleId[]): void

  entry(article: ArticleId): Entry | null
  articleOf(quotation: QuoteId): ArticleId | null

  /** Those that stand nearest to a place under a key, the nearest first, at most so many on each side. */
  around(key: number, at: Place, most: number): { readonly before: readonly Place[]; readonly after: readonly Place[] }
  /** How many stand between two places under a key; no more than `most` are counted. */
  between(key: number, from: Place, to: Place, most: number): number
  enter(at: Place, keys: readonly number[]): void

  name(key: string): (NameGroup & { readonly speaker: SpeakerId | null; readonly also: string | null }) | null
  /** The keys of the names that stand at a place, at most so many. */
  namesAt(place: string, most: number): readonly string[]
  putName(name: NameGroup, places: readonly string[]): void
  /** Says by which name its article calls the speaker of a quotation. */
  putNamed(quotation: QuoteId, name: string): void
  putSpeaker(speaker: Speaker): void
  /** Gives all that is said under a name to a speaker; where that is a form that many could bear, it is found by the speaker's name too. */
  linkName(name: string, speaker: SpeakerId, also: string | null): void
  /** Takes away a speaker to whom no name leads any more. */
  dropSpeaker(speaker: SpeakerId): void

  bondsOf(quotation: QuoteId): readonly Bond[]
  putBond(bond: Bond): void
  cutBond(a: QuoteId, b: QuoteId): void
  /** The statement that a quotation belongs to, and its quotations in order. */
  statementOf(quotation: QuoteId): { readonly id: StatementId; readonly members: readonly QuoteId[] } | null
  putStatement(statement: Omit<Statement, 'echoes' | 'conflicts'>): void
  dropStatement(statement: StatementId): void
  putLinks(statement: StatementId, echoes: readonly StatementId[], conflicts: readonly QuoteId[]): void
  putFaults(quotation: QuoteId, faults: readonly Problem[]): void

  /** The days lent to a quotation, each by the number of lendings after which it stands. */
  loansOf(quotation: QuoteId): ReadonlyMap<number, Loan>
  putLoan(lending: number, quotation: QuoteId, loan: Loan | null): void
  putSaying(quotation: QuoteId, lent: Saying | null): void

  copiesOf(article: ArticleId): readonly Copy[]
  putCopy(copy: Copy): void
  cutCopy(a: ArticleId, b: ArticleId): void
  originOf(article: ArticleId): Origin | null
  putOrigin(origin: Origin): void
  dropOrigin(origin: Origin['id']): void
}

/** What weaving needs of the stages. */
export type Weavers = {
  nameKey(named: Named, article: ArticleId): string
  namePlaces(name: NameGroup): readonly string[]
  linkNames(names: readonly NameGroup[], isCrowd: (place: string) => boolean): ReadonlyMap<string, Speaker>
  readonly CROWD: number
  mayBeOne(a: Named, b: Named): boolean
  keysOf(witness: Witness): Keyed
  bondOf(a: Witness, b: Witness, sameSpeaker: (a: Speaker, b: Speaker) => boolean): Bond | null
  clustersOf(
    witnesses: readonly Witness[],
    bonds: readonly Bond[],
    sameSpeaker: (a: Speaker, b: Speaker) => boolean
  ): readonly (readonly Witness[])[]
  makeStatement(members: readonly Witness[]): Omit<Statement, 'echoes' | 'conflicts'>
  checkStatement(statement: Statement, textOf: (quotation: QuoteId) => Text): string[]
  readonly LENDINGS: number
  lendInStatement(members: readonly Witness[], known: ReadonlyMap<QuoteId, Loan>): ReadonlyMap<QuoteId, Loan>
  lendInArticle(own: readonly Witness[], known: ReadonlyMap<QuoteId, Loan>): ReadonlyMap<QuoteId, Loan>
  lentSaying(witness: Witness, loan: Loan): Saying
  printsOf(article: Article): Keyed
  reasonsBetween(a: Article, b: Article): readonly Reason[]
  makeOrigin(articles: Some<Article>, reasons: readonly Reason[]): Origin
}
