import { createHash } from 'node:crypto'
import { hashOf } from './text/index.ts'
import type {
  Article,
  ArticleId,
  Attribution,
  Entry,
  Found,
  Judged,
  Named,
  Origin,
  Page,
  Problem,
  Quote,
  QuoteId,
  Reading,
  Saying,
  Speaker,
  Statement,
  Tagged,
  Witness,
  Woven
} from './types.ts'

/** The stages and the laws: `main.ts` hands them in. */
export type Parts = {
  parsePage(page: Page): Found<Reading>
  findQuotes(reading: Reading, tagged?: readonly Tagged[] | null): Found<readonly Quote[]>
  attributeQuotes(reading: Reading, quotes: readonly Quote[]): Found<readonly Attribution[]>
  findSayings(reading: Reading, quotes: readonly Quote[], attributions: readonly Attribution[]): readonly Saying[]
  linkSpeakers(names: readonly { readonly article: ArticleId; readonly named: Named }[]): readonly Speaker[]
  alignQuotes(witnesses: readonly Witness[]): readonly Statement[]
  lendDates(statements: readonly Statement[], witnesses: readonly Witness[]): ReadonlyMap<QuoteId, Saying>
  traceOrigins(articles: readonly Article[]): readonly Origin[]
  checkReading(reading: Reading): string[]
  checkQuote(text: Reading['text'], quote: Quote): string[]
  checkStatement(statement: Statement, textOf: (quotation: QuoteId) => Reading['text']): string[]
}

/** What a trained tagger finds in a reading; null where there is none, or none for its language, and the rules work alone. */
export type Tagging = { tagReading(reading: Reading): Promise<readonly Tagged[] | null> }

/** The record as the flow needs it. */
export type Home = {
  entries(): readonly Entry[]
  revision(): number
  weave(woven: Woven, revision: number): boolean
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

/** Makes again what is known only across articles, from the whole record. Gives false when others add meanwhile: who adds last weaves. */
export const weave = (home: Home, parts: Parts): boolean => {
  const revision = home.revision()
  return home.weave(wovenOf(home.entries(), parts), revision)
}

const wovenOf = (entries: readonly Entry[], parts: Parts): Woven => {
  const articles = entries.map(one => one.article)
  const textOf = new Map<QuoteId, Reading['text']>()
  const judged = entries.flatMap(({ article, quotations }) => quotations.map(one => ({ article, ...one })))
  for (const { id, article } of judged) textOf.set(id, article.text)

  const named = judged.flatMap(({ id, article, attribution: { speaker } }) =>
    speaker ? [{ id, article: article.id, named: speaker }] : []
  )
  const linked = parts.linkSpeakers(named)
  const speakerOf = new Map(named.map(({ id }, n) => [id, linked[n]]))
  const witnesses = judged.map(({ id, article, quote, saying }): Witness => {
    return { id, article, quote, speaker: speakerOf.get(id) ?? null, said: saying }
  })
  // A lent day can tell two occasions apart, so what is dated late is aligned once more.
  const lent = parts.lendDates(parts.alignQuotes(witnesses), witnesses)
  const dated = witnesses.map(one => ({ ...one, said: lent.get(one.id) ?? one.said }))
  const problems: Problem[] = []
  const statements = parts.alignQuotes(dated).filter(statement => {
    const broken = parts.checkStatement(statement, id => textOf.get(id)!)
    problems.push(...broken.map(note => ({ code: 'laws/statement', at: null, note: `${statement.id}: ${note}` })))
    return !broken.length
  })
  return {
    speakers: [...new Map(linked.map(one => [one.id, one])).values()],
    speakerOf: new Map([...speakerOf].map(([id, speaker]) => [id, speaker.id])),
    lent,
    statements,
    origins: parts.traceOrigins(articles),
    problems
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
