import { createHash } from 'node:crypto'
import { hashOf } from './text/index.ts'
import type {
  Article,
  ArticleId,
  Attribution,
  Entry,
  Found,
  Grouping,
  Judged,
  Mention,
  Page,
  Problem,
  Quote,
  QuoteId,
  Reading,
  Saying,
  Shelf,
  StatementId,
  StoryId,
  Tagged
} from './types.ts'
import { type Loom, type Weavers, weaveSome } from './weave/index.ts'

/** The stages and the laws: `main.ts` hands them in. */
export type Parts = Weavers & {
  parsePage(page: Page): Found<Reading>
  findQuotes(reading: Reading, tagged?: readonly Tagged[] | null): Found<readonly Quote[]>
  attributeQuotes(reading: Reading, quotes: readonly Quote[]): Found<readonly Attribution[]>
  findSayings(reading: Reading, quotes: readonly Quote[], attributions: readonly Attribution[]): readonly Saying[]
  groupArticle(
    shelf: Shelf<string>,
    article: Article & { readonly statements: readonly StatementId[] }
  ): { readonly story: StoryId }
  findMentions(article: Article): readonly Mention[]
  checkReading(reading: Reading): string[]
  checkQuote(text: Reading['text'], quote: Quote): string[]
}

/** What a trained tagger finds in a reading; null where there is none, or none for its language, and the rules work alone. */
export type Tagging = { tagReading(reading: Reading): Promise<readonly Tagged[] | null> }

/** The record as the flow needs it: `weaving` is one transaction. */
export type Home = {
  isWoven(): boolean
  weaving<T>(work: (loom: Loom) => T): T
  /** One transaction. */
  grouping(work: Grouping): void
}

/** A Page read all through by rules: parse, quote, attribute. What breaks a law is left out, and a problem says so. */
export const readPage = (page: Page, parts: Parts): Entry => readArticle(openPage(page, parts), null, parts)

/** A Page read all through with what a trained tagger finds in it. */
export const readPageTagged = async (page: Page, parts: Parts & Tagging): Promise<Entry> => {
  const opened = openPage(page, parts)
  return readArticle(opened, await parts.tagReading(opened.article), parts)
}

/** A page's name by all that it is but the time at which it was seen: the same page is the same however often it is read. */
export const pageIdOf = ({ address, mediaType, charset, bytes }: Page): string =>
  createHash('sha256').update(`${address}\n${mediaType}\n${charset}\n`).update(bytes).digest('hex')

const openPage = (page: Page, parts: Parts): Pick<Entry, 'article' | 'problems'> => {
  const parsed = parts.parsePage(page)
  const broken = parts.checkReading(parsed.value)
  const reading = broken.length ? { ...parsed.value, blocks: [] } : parsed.value
  const id = idOf(page.address, reading.text.id) as ArticleId
  const faults = broken.map(note => ({ code: 'laws/reading', at: null, note }))
  return { article: { ...reading, id, address: page.address, seen: page.seen }, problems: [...parsed.problems, ...faults] }
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
 * Weaves some of the articles that wait: what is known only across articles is made anew where they touch it, in one transaction, so that others may add
 * between two turns, and a process that dies loses one. When none waits any more the stories follow, and the turn was the last: then it gives false.
 */
export const weaveTurn = (home: Home, parts: Parts): boolean => {
  if (home.isWoven()) return false
  if (home.weaving(loom => weaveSome(loom, parts)).articles.size) return true
  group(home, parts)
  return false
}

/** Weaves all that waits. Gives true when nothing waits any more. */
export const weave = (home: Home, parts: Parts): boolean => {
  while (weaveTurn(home, parts));
  return home.isWoven()
}

/** Puts every article that is in no story into one, or begins one with it: nothing is compared but what shares a key with it. */
const group = (home: Home, parts: Parts): void =>
  home.grouping((shelf, waiting) => {
    const mentions = new Map<ArticleId, readonly Mention[]>()
    for (const article of waiting) {
      parts.groupArticle(shelf, article)
      mentions.set(article.id, parts.findMentions(article))
    }
    return mentions
  })

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
