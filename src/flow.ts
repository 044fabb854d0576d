import { hashOf, type Text, type TextId } from './text/index.ts'
import type {
  Article,
  ArticleId,
  Attribution,
  Change,
  Correction,
  Entry,
  Found,
  Judged,
  Named,
  Origin,
  Outcome,
  Page,
  Problem,
  Quote,
  QuoteId,
  Reading,
  Saying,
  Some,
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
  joinQuotes(witnesses: Some<Witness>): Statement
  correctEntry(entry: Entry, corrections: readonly Correction[], ground: Ground): { entry: Entry; outcomes: readonly Outcome[] }
  correctStatements(
    statements: readonly Statement[],
    witnesses: readonly Witness[],
    corrections: readonly Correction[],
    ground: Ground,
    join: (witnesses: Some<Witness>) => Statement
  ): readonly Statement[]
  correctOrigins(origins: readonly Origin[], corrections: readonly Correction[], ground: Ground): readonly Origin[]
  findChanges(before: Entry, after: Entry): readonly Change[]
  isUnchanged(before: Reading, after: Reading): boolean
  checkReading(reading: Reading): string[]
  checkQuote(text: Reading['text'], quote: Quote): string[]
  checkStatement(statement: Statement, textOf: (quotation: QuoteId) => Reading['text']): string[]
}

/** What a trained tagger finds in a reading; null where there is none, or none for its language, and the rules work alone. */
export type Tagging = { tagReading(reading: Reading): Promise<readonly Tagged[] | null> }

/** What a correction needs to find its place: the present reading of a page, and the texts of older ones. */
export type Ground = { present(article: ArticleId): ArticleId; text(id: TextId): Text | null }

/** The record as the applying of corrections needs it. */
export type Corrected = Ground & {
  corrections(): readonly Correction[]
  unsettled(): readonly ArticleId[]
  machineEntry(article: ArticleId): Entry
  settle(machine: Entry, corrected: Entry, outcomes: readonly Outcome[]): void
}

/** The record as the flow needs it. */
export type Home = Pick<Corrected, 'corrections' | 'present' | 'text'> & {
  entries(): readonly Entry[]
  revision(): number
  weave(woven: Woven, revision: number): boolean
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
    const { entry, outcomes } = parts.correctEntry(machine, corrections, home)
    home.settle(machine, entry, outcomes)
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

/** Makes again what is known only across articles, from the whole record. Gives false when others add meanwhile: who adds last weaves. */
export const weave = (home: Home, parts: Parts): boolean => {
  const revision = home.revision()
  return home.weave(wovenOf(home.entries(), standing(home.corrections()), home, parts), revision)
}

const wovenOf = (entries: readonly Entry[], corrections: readonly Correction[], ground: Ground, parts: Parts): Woven => {
  const align = (witnesses: readonly Witness[]) =>
    parts.correctStatements(parts.alignQuotes(witnesses), witnesses, corrections, ground, parts.joinQuotes)
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
  const lent = parts.lendDates(align(witnesses), witnesses)
  const dated = witnesses.map(one => ({ ...one, said: lent.get(one.id) ?? one.said }))
  const problems: Problem[] = []
  const statements = align(dated).filter(statement => {
    const broken = parts.checkStatement(statement, id => textOf.get(id)!)
    problems.push(...broken.map(note => ({ code: 'laws/statement', at: null, note: `${statement.id}: ${note}` })))
    return !broken.length
  })
  return {
    speakers: [...new Map(linked.map(one => [one.id, one])).values()],
    speakerOf: new Map([...speakerOf].map(([id, speaker]) => [id, speaker.id])),
    lent,
    statements,
    origins: parts.correctOrigins(parts.traceOrigins(articles), corrections, ground),
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
