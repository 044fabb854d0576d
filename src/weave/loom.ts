import type { Text } from '../text/index.ts'
import type {
  Article,
  ArticleId,
  Bond,
  Copy,
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
  Tie,
  Witness
} from '../types.ts'

/** Where a thing stands among those that share a key: by day, then by id. */
export type Place = { readonly day: number; readonly id: string }

/** A name with the speaker it leads to, where it was linked before, and the name of that one, where many could bear it. */
export type LinkedName = NameGroup & { readonly speaker: SpeakerId | null; readonly also: string | null }

/** The ids of those that stand before a place, and after it. */
export type Around = { readonly before: readonly string[]; readonly after: readonly string[] }

/**
 * The record as weaving needs it, within one transaction: what was woven before and the keys by which to find it. Every answer is bounded by what an article
 * touches, and none by how much the record holds.
 */
export type Loom = {
  /** At most so many articles that are not yet woven. */
  unwoven(most: number): readonly ArticleId[]
  /** Says that these are woven now. */
  finish(articles: readonly ArticleId[]): void

  /** At most so many articles as they were woven, that are read otherwise by now or not at all: what they left in the weave is to be taken back. */
  takenOut(most: number): readonly Entry[]
  /** Says that what such an article left is taken back. */
  takenBack(article: ArticleId): void
  /** Lets the statements of these, and the origins of these, be made anew. */
  loosen(quotations: Iterable<QuoteId>, articles: Iterable<ArticleId>): void
  /** At most so many of those, which are let go of. */
  loose(most: number): { readonly quotations: readonly QuoteId[]; readonly articles: readonly ArticleId[] }
  /** What people said of the statement of a quotation, or of the origin of an article. */
  tiesOf<Id extends QuoteId | ArticleId>(thing: Id): readonly Tie<Id>[]

  entry(article: ArticleId): Entry | null
  articleOf(quotation: QuoteId): ArticleId | null

  /** For each key the ids of those that stand nearest to a place under it, the nearest first, at most so many on each side. */
  around(keys: readonly number[], at: Place, most: number): readonly Around[]
  /** How many stand between two places under a key; no more than `most` are counted. */
  between(key: number, from: Place, to: Place, most: number): number
  enter(at: Place, keys: readonly number[]): void
  leave(at: Place, keys: readonly number[]): void

  name(key: string): LinkedName | null
  /** The names that stand at a place, at most so many. */
  namesAt(place: string, most: number): readonly LinkedName[]
  /** The names that lead to a speaker. */
  namesOf(speaker: SpeakerId): readonly LinkedName[]
  putName(name: NameGroup, places: readonly string[]): void
  /** Takes a name from these places, and the name itself where nobody is called so any more. */
  dropName(key: string, places: readonly string[]): void
  /** Whether any article prints a name just so. */
  isPrinted(key: string, named: Named): boolean
  /** Every way in which the articles print a name. */
  printsOfName(key: string): readonly Named[]
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
  lookPlaces(name: NameGroup): readonly string[]
  speakersFor(
    names: readonly NameGroup[],
    settled: readonly LinkedName[],
    isCrowd: (place: string) => boolean
  ): ReadonlyMap<string, SpeakerId>
  speakerOf(id: SpeakerId, members: readonly NameGroup[]): Speaker
  readonly CROWD: number
  mayBeOne(a: Named, b: Named): boolean
  keysOf(witness: Witness): Keyed
  bondOf(a: Witness, b: Witness, sameSpeaker: (a: Speaker, b: Speaker) => boolean): Bond | null
  clustersOf(
    witnesses: readonly Witness[],
    bonds: readonly Bond[],
    sameSpeaker: (a: Speaker, b: Speaker) => boolean
  ): readonly (readonly Witness[])[]
  correctClusters(clusters: readonly (readonly Witness[])[], ties: readonly Tie<QuoteId>[]): readonly (readonly Witness[])[]
  makeStatement(members: readonly Witness[]): Omit<Statement, 'echoes' | 'conflicts'>
  checkStatement(statement: Statement, textOf: (quotation: QuoteId) => Text): string[]
  readonly LENDINGS: number
  lendInStatement(members: readonly Witness[], known: ReadonlyMap<QuoteId, Loan>): ReadonlyMap<QuoteId, Loan>
  lendInArticle(own: readonly Witness[], known: ReadonlyMap<QuoteId, Loan>): ReadonlyMap<QuoteId, Loan>
  lentSaying(witness: Witness, loan: Loan): Saying
  printsOf(article: Article): Keyed
  reasonsBetween(a: Article, b: Article): readonly Reason[]
  correctCopies(copies: readonly Copy[], ties: readonly Tie<ArticleId>[]): readonly Copy[]
  makeOrigin(articles: Some<Article>, reasons: readonly Reason[]): Origin
}
