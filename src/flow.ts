import { hashOf, type Text, type TextId } from './text/index.ts'
import type {
  Article,
  ArticleId,
  Attribution,
  Change,
  Correction,
  Entry,
  Found,
  Grouping,
  Judged,
  Mention,
  Outcome,
  Page,
  Problem,
  Quote,
  QuoteId,
  Reading,
  Saying,
  Shelf,
  StoryId,
  Tagged,
  Tied,
  ToGroup
} from './types.ts'
import { type Loom, type Weavers, weaveSome } from './weave/index.ts'

/** The stages and the laws: `main.ts` hands them in. */
export type Parts = Weavers & {
  parsePage(page: Page): Found<Reading>
  addressOf(page: string, named: string | null): string
  findQuotes(reading: Reading, tagged?: readonly Tagged[] | null): Found<readonly Quote[]>
  attributeQuotes(reading: Reading, quotes: readonly Quote[]): Found<readonly Attribution[]>
  findSayings(reading: Reading, quotes: readonly Quote[], attributions: readonly Attribution[]): readonly Saying[]
  groupArticle(shelf: Shelf<Uint8Array>, article: ToGroup): { readonly story: StoryId }
  findMentions(article: Article): readonly Mention[]
  correctEntry(
    entry: Entry,
    corrections: readonly Correction[],
    ground: Ground
  ): { entry: Entry; outcomes: readonly Outcome[]; ties: readonly Tied[] }
  findChanges(before: Entry, after: Entry): readonly Change[]
  isUnchanged(before: Reading, after: Reading): boolean
  checkReading(reading: Reading): string[]
  checkQuote(text: Reading['text'], quote: Quote): string[]
}

/** What a trained tagger finds in a reading; null where there is none, or none for its language, and the rules work alone. */
export type Tagging = { tagReading(reading: Reading): Promise<readonly Tagged[] | null> }

/** What a correction needs to find its place: the present reading of a page, the texts of older ones, and the versions of an address, the first read first. */
export type Ground = {
  present(article: ArticleId): ArticleId
  text(id: TextId): Text | null
  versionsOf(address: string): readonly ArticleId[]
}

/** The record as the applying of corrections needs it. */
export type Corrected = Ground & {
  corrections(): readonly Correction[]
  unsettled(): readonly ArticleId[]
  machineEntry(article: ArticleId): Entry
  settle(machine: Entry, corrected: Entry, outcomes: readonly Outcome[], ties: readonly Tied[]): void
}

/** The record as the flow needs it: `weaving` is one transaction. */
export type Home = {
  isWoven(): boolean
  weaving<T>(work: (loom: Loom) => T): T
  /** One transaction; gives whether more articles wait for a story. */
  grouping(work: Grouping): boolean
}

/** The record as the comparing of versions needs it. */
export type Versioned = {
  uncompared(): readonly string[]
  entriesAt(address: string): readonly Entry[]
  saveChanges(address: string, revisions: readonly { earlier: ArticleId; later: ArticleId; changes: readonly Change[] }[]): void
}

/** A Page read all through by rules: parse, quote, attribute. What breaks a law is left out, and a problem says so. */
export const readPage = (page: Page, parts: Parts): Entry => readArticle(openPage(page, parts), null, parts)

/** A Page read all through with what a trained tagger finds in it. */
export const readPageTagged = async (page: Page, parts: Parts & Tagging): Promise<Entry> => {
  const opened = openPage(page, parts)
  return readArticle(opened, await parts.tagReading(opened.article), parts)
}

const openPage = (page: Page, parts: Parts): Pick<Entry, 'article' | 'problems'> => {
  const parsed = parts.parsePage(page)
  const broken = parts.checkReading(parsed.value)
  const reading = broken.length ? { ...parsed.value, blocks: [] } : parsed.value
  const address = parts.addressOf(page.address, reading.canonical ?? null)
  const id = idOf(address, reading.text.id) as ArticleId
  const faults = broken.map(note => ({ code: 'laws/reading', at: null, note }))
  return { article: { ...reading, id, address, seen: page.seen }, problems: [...parsed.problems, ...faults] }
}

const readArticle = (
  { article, problems }: Pick<Entry, 'article' | 'problems'>,
  tagged: readonly Tagged[] | null,
  parts: Parts
): Entry => {
  const found = parts.findQuotes(article, tagged)
  const { lawful, refused } = sift(article.id, article, found.value, parts)
  const quotes = lawful.map(one => one.quote)
  const attributed = parts.attributeQuotes(article, quotes)
  const sayings = parts.findSayings(article, quotes, attributed.value)
  const quotations = lawful.map((one, n): Judged => ({ ...one, attribution: attributed.value[n], saying: sayings[n] }))
  return { article, quotations, problems: [...problems, ...found.problems, ...refused, ...attributed.problems] }
}

/**
 * Weaves some of what waits: what is known only across articles is made anew where it is touched, in one transaction, so that others may add between two
 * turns, and a process that dies loses one. When nothing waits any more the stories follow, some articles a turn. Gives whether another turn is needed.
 */
export const weaveTurn = (home: Home, parts: Parts): boolean => {
  if (home.isWoven()) return false
  if (home.weaving(loom => weaveSome(loom, parts)).articles.size) return true
  return group(home, parts)
}

/** Weaves all that waits. Gives true when nothing waits any more. */
export const weave = (home: Home, parts: Parts): boolean => {
  while (weaveTurn(home, parts));
  return home.isWoven()
}

/** Puts some articles that are in no story into one, or begins one with each: nothing is compared but what shares a key with it. Gives whether more wait. */
const group = (home: Home, parts: Parts): boolean =>
  home.grouping((shelf, waiting) => {
    const mentions = new Map<ArticleId, readonly Mention[]>()
    for (const article of waiting) {
      parts.groupArticle(shelf, article)
      mentions.set(article.id, parts.findMentions(article))
    }
    return mentions
  })

/** The corrections that nobody has undone, the first first. An undo that is undone itself undoes nothing. */
export const standing = (corrections: readonly Correction[]): Correction[] => {
  const undone = new Set<string>()
  const left: Correction[] = []
  for (const one of corrections.toSorted((a, b) => (a.at === b.at ? (a.id > b.id ? -1 : 1) : a.at > b.at ? -1 : 1))) {
    if (undone.has(one.id)) continue
    if (one.says.kind === 'undo') undone.add(one.says.correction)
    else left.push(one)
  }
  return left.reverse()
}

/** Puts what people corrected on top of what the machine judged, in every article that was read or spoken of since. */
export const settle = (home: Corrected, parts: Parts): void => {
  const unsettled = home.unsettled()
  if (!unsettled.length) return
  const corrections = standing(home.corrections())
  for (const article of unsettled) {
    const machine = home.machineEntry(article)
    const { entry, outcomes, ties } = parts.correctEntry(machine, corrections, home)
    home.settle(machine, entry, outcomes, ties)
  }
}

/** Finds what changed between the versions of an address, wherever there is a new one. */
export const revise = (home: Versioned, parts: Parts): void => {
  for (const address of home.uncompared()) {
    const entries = home.entriesAt(address)
    const revisions = entries.slice(1).map((after, n) => {
      const before = entries[n]
      return { earlier: before.article.id, later: after.article.id, changes: parts.findChanges(before, after) }
    })
    home.saveChanges(address, revisions)
  }
}

const idOf = (...parts: string[]) => hashOf(parts.join('\n')).slice(0, 16)

const sift = (article: ArticleId, { text }: Reading, quotes: readonly Quote[], parts: Parts) => {
  const lawful = new Map<string, { id: QuoteId; quote: Quote }>()
  const refused: Problem[] = []
  for (const quote of quotes) {
    const content = quote.content.map(({ start, end }) => `${start}-${end}`)
    const id = idOf(article, quote.form, quote.part, ...content) as QuoteId
    const broken = parts.checkQuote(text, quote)
    if (lawful.has(id)) broken.push('the same quotation was found twice')
    if (!broken.length) lawful.set(id, { id, quote })
    if (broken.length) refused.push({ code: 'laws/quote', at: null, note: `a quotation was refused: ${broken.join('; ')}` })
  }
  return { lawful: [...lawful.values()], refused }
}
