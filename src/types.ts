import type { Span, Text, TextId } from './text/index.ts'

/** A list that is never empty. */
export type Some<T> = readonly [T, ...T[]]

/** Something that could not be done, with a code such as `parse/no-body`, the place where it shows, and one sentence for people. */
export type Problem = { readonly code: string; readonly at: Span | null; readonly note: string }

/** What a stage found, and what it could not do: stages report their input's faults and never throw for them. */
export type Found<T> = { readonly value: T; readonly problems: readonly Problem[] }

/** A span of a text that is named: how words are pointed at across articles. */
export type Cited = Span & { readonly text: TextId }

export type ArticleId = string & { readonly is: 'ArticleId' }
export type QuoteId = string & { readonly is: 'QuoteId' }
export type SpeakerId = string & { readonly is: 'SpeakerId' }
export type StatementId = string & { readonly is: 'StatementId' }
export type OriginId = string & { readonly is: 'OriginId' }
export type StoryId = string & { readonly is: 'StoryId' }
export type CorrectionId = string & { readonly is: 'CorrectionId' }

/**
 * What came back from an address, untouched. `seen` is an ISO 8601 instant; `mediaType` is without parameters; `headers` are those of a web server,
 * by their names in lower case. Address and bytes together are a page: what is cut out of an archive has an address or bytes of its own.
 */
export type Page = {
  readonly address: string
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly charset: string | null
  readonly seen: string
  readonly hints?: PageHints
  readonly headers?: Readonly<Record<string, string>>
}

/** What the feed that named a page says of it: used where the page itself says nothing, and never printed into its text. */
export type PageHints = {
  readonly outlet: string | null
  readonly byline: readonly string[]
  readonly published: Dated | null
  readonly credits?: readonly Credited[]
}

/** A moment as printed: ISO 8601, cut to its precision, with the page's own offset, and the words or the field that say it. */
export type Dated = {
  readonly value: string
  readonly precision: 'second' | 'minute' | 'day' | 'month' | 'year'
  readonly evidence: string
}

/** What a block of an article can be: a closed list. */
export const BLOCK_KINDS = [
  'title',
  'dek',
  'byline',
  'dateline',
  'section',
  'heading',
  'paragraph',
  'list',
  'quotation',
  'summary',
  'caption',
  'credit',
  'furniture'
] as const

export type BlockKind = (typeof BLOCK_KINDS)[number]

/**
 * A stretch of an article, by what it is for; furniture (and what else a rule took out of the body) says why. One with a `time` begins a post of a live
 * blog, which was printed then and ends where the next one begins.
 */
export type Block = Span & { readonly kind: BlockKind; readonly why?: string; readonly time?: Dated }

/** How much of the article is held: all of it, the beginning, only a wall (subscription, consent, robot check), or not known. */
export type Completeness = 'full' | 'teaser' | 'wall' | 'unknown'

/** One reading of one Page: its text, and blocks in order and without overlap. The title is the block of that kind. */
export type Reading = {
  readonly text: Text
  readonly blocks: readonly Block[]
  readonly byline: readonly string[]
  readonly outlet: string | null
  readonly language: string | null
  readonly published: Dated | null
  readonly updated: Dated | null
  readonly completeness: Completeness
  /** The web address that the page names as its own, wherever that leads. */
  readonly canonical?: string
  /** Agencies that the feed, not the text, credits with it. */
  readonly credits?: readonly Credited[]
}

/** A name that something beside the text credits, and what that is. */
export type Credited = { readonly name: string; readonly evidence: 'feed source' | 'feed author' }

/** A Reading in the record: where and when it was read; several addresses of one page are one here. Its id is made from its address and its text. */
export type Article = Reading & { readonly id: ArticleId; readonly address: string; readonly seen: string }

/** direct: the speaker's words. indirect: told by the outlet. mixed: told, with some words in marks. scare: marks around nobody's speech. */
export type Form = 'direct' | 'indirect' | 'mixed' | 'scare'

export type Part = 'headline' | 'dek' | 'summary' | 'body' | 'caption'

/**
 * A fact of one text: these words are somebody's. `content` holds the quotation marks and the "that" of indirect speech, not the comma before the cue;
 * `cue` holds its auxiliaries, negation and adverbs; `source` is the span that names the speaker, in an earlier paragraph where the speech is carried over
 * (then `cue` is null). `because` names the rule that found it. `confidence` is the chance, 0 to 1, that it is a quotation with these bounds and this source.
 */
export type Quote = {
  readonly form: Form
  readonly part: Part
  readonly content: Some<Span>
  readonly cue: Span | null
  readonly source: Span | null
  readonly because: string
  readonly confidence: number
}

export type SpeakerKind = 'person' | 'body' | 'unnamed'

/**
 * Who speaks, as one article names them: the longest form it prints, without titles and roles, and every form that stands for it.
 * `told` is what the article tells that the name does not: of one who is named by a single word, whether a man or a woman; of two who share a full name,
 * who is not the one called Jr. `apart` is a person's word, never a machine's: this one is another than those of the same name who do not have the same mark.
 */
export type Named = {
  readonly name: string
  readonly kind: SpeakerKind
  readonly names: readonly string[]
  readonly told?: 'man' | 'woman' | 'elder'
  readonly apart?: string
}

/** A person, a body, or an unnamed one, across articles. Unnamed ones are never joined across articles. */
export type Speaker = Named & { readonly id: SpeakerId }

/** How a speaker was found: a closed list. */
export const FOUND_BY = [
  'named',
  'unnamed',
  'a body',
  'has that role',
  'speaks of themselves',
  'the one spoken of before',
  'the unnamed one spoken of before',
  'those spoken of before',
  'the body spoken of before',
  'the body so described',
  'the one before the relative',
  'named before the colon',
  'named after the pronoun',
  'named in the next sentence'
] as const

/** Why nobody is named: a closed list. */
export const ABSTAINED = [
  'no source is printed',
  'the source is no name',
  'the source is a thing',
  'the words are denied',
  'several speakers',
  'two possible: a shared name',
  'two possible antecedents',
  'nobody was named before',
  'nobody has that role',
  'no name before the relative',
  'nobody is quoted around “I”'
] as const

/** What stands in their place where a person said who the speaker is: a closed list. */
export const SAID_BY = ['corrected by a person', 'confirmed by a person', 'put back by a person'] as const

export type Abstention = (typeof ABSTAINED)[number]
export type Why = (typeof FOUND_BY)[number] | (typeof SAID_BY)[number] | Abstention

/**
 * A judgement about one Quote of a Reading (`quote` is its index): whose it is, and the spans that say so, with the chance, 0 to 1, that this is right.
 * `speaker` is null where the rules abstain. `why` says how it was found, or why nobody is named.
 */
export type Attribution = {
  readonly quote: number
  readonly speaker: Named | null
  readonly because: readonly Span[]
  readonly confidence: number
  readonly why: Why
}

/**
 * How words came from who said them into an article, as printed: to whom they were said, in what medium, and through which outlet or agency
 * ("told the Sandport Gazette", "in a statement", "Ribe Radio reported").
 */
export type Way = { readonly to: Cited | null; readonly medium: Cited | null; readonly through: Cited | null }

/**
 * When and where something was said: a day or an ISO 8601 interval, the words for place and occasion, the spans that say so,
 * and the quotation of another article from which the day was taken when this one prints none.
 */
export type Saying = {
  readonly date: string | null
  readonly place: Cited | null
  readonly occasion: Cited | null
  readonly because: readonly Cited[]
  readonly witness: QuoteId | null
  readonly way: Way | null
}

/** One quotation as it stands in the record, with all that has been judged of it: what `align` works on. `named` says that its article surely names the speaker, at the words. */
export type Witness = {
  readonly id: QuoteId
  readonly article: Article
  readonly quote: Quote
  readonly speaker: Speaker | null
  readonly named?: boolean
  readonly said: Saying | null
}

/** One quotation of an article with what its own article says of it. Its id is made from the article's id, its form, its part and its content. */
export type Judged = {
  readonly id: QuoteId
  readonly quote: Quote
  readonly attribution: Attribution
  readonly saying: Saying
}

/** An article and all that was read out of it alone: what enters the record in one piece. */
export type Entry = { readonly article: Article; readonly quotations: readonly Judged[]; readonly problems: readonly Problem[] }

/** How a variant stands to the base reading of its statement. */
export type Relation =
  | 'verbatim'
  | 'accidentals'
  | 'excerpt'
  | 'elided-marked'
  | 'elided-silent'
  | 'bracketed'
  | 'reworded'
  | 'retranslated'
  | 'stitched'
  | 'paraphrase'

/** One outlet's wording: a cell for each column of the statement's table, a span of its text or null. */
export type Variant = { readonly quotation: QuoteId; readonly relation: Relation; readonly cells: readonly (Span | null)[] }

/**
 * From which printing an outlet seems to have its wording: the one whose words explain it with the fewest changes, that was not printed later; null for
 * the printing from which the others come. `because` says what tells: the words, or a credit too.
 */
export type Descent = {
  readonly quotation: QuoteId
  readonly parent: QuoteId | null
  readonly because: 'first' | 'words' | 'credit'
}

/**
 * One thing said once: its variants in an alignment table, the base first: a transcript’s wording, or what most articles print, or the fullest. `speaker` is null where the witnesses name none.
 * `conflicts` holds the quotations whose outlet, or whose other block, gives the same words to somebody else: shown, not merged.
 */
export type Statement = {
  readonly id: StatementId
  readonly speaker: SpeakerId | null
  readonly variants: Some<Variant>
  readonly echoes: readonly StatementId[]
  readonly conflicts: readonly QuoteId[]
}

/**
 * Why `articles` are thought to share copy: the spans that match, or the words that credit an agency. A reason that is not `strong`
 * (one wire sentence, the same agency credited) lowers the least number of origins only; one with a single article joins nothing and is shown. A `correction`
 * is a person's word.
 */
export type Reason = {
  readonly kind: 'shared-copy' | 'agency-credit' | 'correction'
  readonly strong: boolean
  readonly articles: readonly ArticleId[]
  readonly note: string
  readonly spans: readonly Cited[]
}

/** Articles that carry the same copy. */
export type Origin = { readonly id: OriginId; readonly articles: Some<ArticleId>; readonly because: readonly Reason[] }

/**
 * What a thing of the record is found by: numbers that stand for its words, and its day, counted from 1 January 1970 (0 where there is none). Two things
 * meet when they share so many keys (`shared`), each of which leaves no more than `near` others between them in time.
 */
export type Keyed = { readonly keys: readonly number[]; readonly day: number; readonly shared: number; readonly near: number }

/**
 * What two quotations are to each other, judged by the two alone. `same` is how surely they are one statement, 0 to 1, and `likely` says that this is enough
 * to join them; `words` that their own words show it; `echo` and `conflict` that the words are the same and the occasion, or the speaker, is not.
 */
export type Bond = {
  readonly a: QuoteId
  readonly b: QuoteId
  readonly same: number
  readonly likely: boolean
  readonly words: boolean
  readonly echo: boolean
  readonly conflict: boolean
}

/** A name as the articles print it, for one person or body: every form, and the Speaker it is linked to, where it was linked before. */
export type NameGroup = {
  readonly key: string
  readonly kind: SpeakerKind
  readonly prints: readonly string[]
  readonly forms: readonly string[]
}

/** The articles of two that share copy, the smaller id first, and why. */
export type Copy = { readonly a: ArticleId; readonly b: ArticleId; readonly reasons: readonly Reason[] }

/** A day that another quotation lends, and which one that is. */
export type Loan = { readonly date: string; readonly witness: QuoteId }

/** What adding articles changed of what is known across articles. */
export type Touched = {
  readonly articles: ReadonlySet<ArticleId>
  readonly speakers: ReadonlySet<SpeakerId>
  readonly statements: ReadonlySet<StatementId>
  readonly origins: ReadonlySet<OriginId>
}

/** Articles about the same running events, in the order in which they joined. Its id is made from the article that it began with, or with which it parted from another. */
export type Story = { readonly id: StoryId; readonly articles: Some<ArticleId> }

/** A day that an article speaks of in its own words, ISO 8601, and the sentence that does. */
export type Mention = Span & { readonly day: string }

/** The first and the last day, counted from 1 January 1970, on which a story had an article; null where no day is known. */
export type StoryDays = { readonly first: number | null; readonly last: number | null }

/**
 * What is remembered of all articles that were grouped before. It may lie in memory or in tables: whatever grouping asks is asked by a key, a number that stands for a word, so that
 * an article costs the same however many came before it.
 */
export type Shelf<About> = {
  /** How many articles were met. */
  articles(): number
  /** How many of them use each of these terms. */
  heard(terms: readonly number[]): ReadonlyMap<number, number>
  /** Counts one more article with these terms. */
  hear(terms: readonly number[]): void
  /** The stories last kept under each of these keys, the latest first, at most so many a key. */
  under(keys: readonly number[], most: number): readonly (readonly StoryId[])[]
  /** The days of these stories, of those that there are. */
  daysOf(stories: readonly StoryId[]): ReadonlyMap<StoryId, StoryDays>
  /** What a story is about. */
  story(id: StoryId): About | null
  /** Keeps what a story is about now, and finds it under these keys from now on. */
  keep(id: StoryId, about: About, days: StoryDays, keys: readonly number[]): void
  /** What people said of an article: the stories that hold what it belongs with, and those that hold what it is to be kept from. */
  told(article: ArticleId): { readonly with: readonly StoryId[]; readonly apart: readonly StoryId[] }
  /** Whether people said of an article of the one story that it is not of the other. */
  areApart(one: StoryId, other: StoryId): boolean
  /** Puts an article into a strand of a story that is kept, after those that are in it. */
  join(id: StoryId, article: ArticleId, strand: number): void
  /** Puts the articles of a story after those of another that is kept, and forgets it: who asks for the first is led to the second, whose strands its own follow from this number on. */
  lead(from: StoryId, into: StoryId, strands: number): void
  /** What the strands of a story are about; none where it is of one, which is number 0. */
  strands(id: StoryId): readonly { readonly n: number; readonly about: About }[]
  /** Keeps what the strands of a story are about now. */
  keepStrands(id: StoryId, strands: readonly { readonly n: number; readonly about: About }[]): void
  /** Puts the articles of a strand into another of the same story. */
  unite(id: StoryId, strand: number, into: number): void
  /** Puts the articles of a strand into another story that is kept, where it bears the same number. */
  part(from: StoryId, strand: number, into: StoryId): void
  /** Whether people said of articles of the story that they belong together. */
  isBound(id: StoryId): boolean
}

/**
 * An article that waits for a story: with the statements it carries, each called by one of its quotations, the same one in all articles; and with itself and
 * those that came into the record before it whose copy it carries.
 */
export type ToGroup = Article & { readonly statements: readonly QuoteId[]; readonly copies: readonly ArticleId[] }

/** What puts articles that are in no story into stories: they come in the order of their days; the days they speak of come back. */
export type Grouping = (shelf: Shelf<Uint8Array>, waiting: Iterable<ToGroup>) => ReadonlyMap<ArticleId, readonly Mention[]>

/** How two quotations stand to each other: `cells` are rows of a two-column table, of spans of either text. `score` is the chance, 0 to 1, of `same`. */
export type Comparison = {
  readonly same: boolean
  readonly relation: Relation | null
  readonly score: number
  readonly cells: readonly (readonly [Span | null, Span | null])[]
}

export type HeadlineClass =
  | 'verbatim'
  | 'verbatim-elsewhere'
  | 'trimmed'
  | 'altered'
  | 'stitched'
  | 'paraphrased'
  | 'not-speech'
  | 'absent'
  | 'unknown'

/** What a headline's quotation (its words, without the marks) turns out to be; `evidence.article` indexes the articles that were searched. */
export type HeadlineQuote = Span & {
  readonly class: HeadlineClass
  readonly senseChanged: boolean
  readonly evidence: (Span & { readonly article: number }) | null
}

/**
 * One attribution as a trained tagger reads it in a text: the cue, the span that names the speaker (null where none does), the content in order.
 * `sure` are chances, 0 to 1; their product is about the chance that the whole is right.
 */
export type Tagged = {
  readonly cue: Span
  readonly source: Span | null
  readonly content: Some<Span>
  readonly sure: { readonly cue: number; readonly source: number; readonly content: number }
}

/** A trained reader of attributions. `model` is the hash of its weights: part of what makes a judgement repeatable. */
export type Tagger = { readonly model: string; tag(text: Text): Promise<readonly Tagged[]> }

/** What can change between two versions of a page that a reader should know of: a closed list. A place may change in several ways at once. */
export const CHANGE_KINDS = [
  'headline',
  'post-added',
  'post-dropped',
  'quotation-added',
  'quotation-dropped',
  'quotation-cut',
  'quotation-shortened',
  'quotation-lengthened',
  'quotation-reworded',
  'speaker',
  'verb',
  'number',
  'date',
  'correction-note'
] as const

export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** One place where two versions of a page differ: what the earlier one prints there and what the later one does; null where it prints nothing. */
export type Change = { readonly kinds: Some<ChangeKind>; readonly before: Cited | null; readonly after: Cited | null }

/** A quotation as a person pointed at it: enough to find it again, or to put it back, when a later reading has it otherwise or not at all. */
export type Pointed = { readonly id: QuoteId; readonly article: ArticleId; readonly text: TextId; readonly quote: Quote }

/**
 * What a person says against, or for, what the machine judged. A note says neither, and its words are its reason; of a statement it holds the quotation that
 * is its base, of a story its first article.
 */
export type Assertion =
  | { readonly kind: 'confirm'; readonly quotation: Pointed; readonly speaker: Named | null }
  | { readonly kind: 'reject'; readonly quotation: Pointed }
  | { readonly kind: 'bounds'; readonly quotation: Pointed; readonly content: Some<Span> }
  | { readonly kind: 'speaker'; readonly quotation: Pointed; readonly speaker: Named | null; readonly instead: Named | null }
  | { readonly kind: 'merge-speakers'; readonly from: Named; readonly into: Named }
  | { readonly kind: 'split-speaker'; readonly speaker: Named; readonly articles: Some<ArticleId> }
  | { readonly kind: 'merge-statements'; readonly quotations: readonly [Pointed, Pointed] }
  | { readonly kind: 'split-statement'; readonly quotations: Some<Pointed>; readonly from: Some<Pointed> }
  | { readonly kind: 'merge-origins'; readonly articles: readonly [ArticleId, ArticleId] }
  | { readonly kind: 'split-origins'; readonly articles: readonly [ArticleId, ArticleId] }
  | { readonly kind: 'merge-stories'; readonly articles: readonly [ArticleId, ArticleId] }
  | { readonly kind: 'split-story'; readonly articles: Some<ArticleId>; readonly from: ArticleId }
  | {
      readonly kind: 'note'
      readonly about: 'quotation' | 'statement' | 'article' | 'story'
      readonly noted: Pointed | ArticleId
    }
  | { readonly kind: 'undo'; readonly correction: CorrectionId }

/** A dated assertion of a person, with their name and their reason. It is never changed; an undo is another one. */
export type Correction = {
  readonly id: CorrectionId
  readonly at: string
  readonly by: string
  /** By what its author came in, where that was from another machine: a name can be anybody's, an account is one person's. */
  readonly account?: string | null
  readonly why: string
  readonly says: Assertion
}

/**
 * What became of a correction: it applies; the machine now agrees by itself; it applies, though the machine now judges otherwise than when it was made;
 * a later one of a person outranks it; or what it speaks of cannot be found any more, and it waits. In a newer version of the page it also `stays` with its own
 * version, where it cannot be carried over.
 */
export type Standing = 'applies' | 'agrees' | 'disputed' | 'outranked' | 'lost' | 'stays'

/** What became of a correction in one article, at which of its quotations, with the reason in a sentence where there is more to say. */
export type Outcome = {
  readonly correction: CorrectionId
  readonly quotation: QuoteId | null
  readonly standing: Standing
  readonly note: string
}

/** The n-th of the quotations, or articles, that a correction of statements, or of origins or stories, points at, as it is read now. */
export type Tied = { readonly correction: CorrectionId; readonly n: number; readonly thing: QuoteId | ArticleId }

/** What a person said of quotations and their statements, or of articles and their origins: `things` are one, or `things` are another one than `from`. */
export type Tie<Id> = {
  readonly correction: CorrectionId
  readonly at: string
  readonly by: string
  readonly why: string
  readonly kind: 'merge' | 'split'
  readonly things: readonly Id[]
  readonly from: readonly Id[]
}
