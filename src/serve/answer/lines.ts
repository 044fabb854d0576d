import type { Printer, Quotation } from '../../store/index.ts'
import { type Span, sentences } from '../../text/index.ts'
import type { Article, ArticleId, BlockKind, Cited, Origin, Saying, Speaker, SpeakerId, Statement } from '../../types.ts'
import { correctionsOf } from './corrections.ts'
import type { Look } from './look.ts'
import { originRange } from './origins.ts'
import type {
  ArticleLine,
  OriginView,
  QuotationView,
  ReadQuotation,
  SaidView,
  SpeakerLine,
  SpeakerName,
  StatementLine,
  Words
} from './wire/index.ts'

/** An article in a line. */
export const articleLine = (look: Look, id: ArticleId): ArticleLine => look.once(`article line ${id}`, () => lineOf(look, id))

const lineOf = (look: Look, id: ArticleId): ArticleLine => {
  const article = look.article(id)
  const { address, outlet, byline, published, updated, seen, completeness, text } = article
  const refused = look.fault(text.id)
  const printed = (kind: BlockKind) => wordsOfBlock(look, article, kind)
  const title = printed('title')
  return {
    id,
    address,
    outlet: outlet && shortened(outlet),
    title,
    opening: title === null ? openingOf(look, article) : null,
    dek: printed('dek'),
    byline: byline.map(shortened),
    section: printed('section'),
    published,
    updated,
    seen,
    completeness,
    quotations: look.store.quotationsIn(id),
    ...versionOf(look, id, address),
    ...(refused ? { refused } : {})
  }
}

/** The versions of the page at an address, the first read first. */
export const versionsAt = (look: Look, address: string): readonly ArticleId[] =>
  look.once(`versions of ${address}`, () => look.store.versionsOf(address))

const versionOf = (look: Look, id: ArticleId, address: string): Pick<ArticleLine, 'version'> => {
  const versions = versionsAt(look, address)
  const at = versions.indexOf(id)
  return versions.length > 1 && at >= 0 ? { version: { n: at + 1, of: versions.length } } : {}
}

/** The longest headline that is shown in a line; the whole one stands in its text. No outlet prints half as much. */
export const LONGEST_HEAD = 1000

const wordsOfBlock = (look: Look, { text, blocks }: Article, kind: BlockKind) => {
  const block = blocks.find(one => one.kind === kind)
  return (block && shortened(look.words(text.id, block).words)) || null
}

const shortened = (words: string) =>
  words.length > LONGEST_HEAD ? `${words.slice(0, LONGEST_HEAD).replace(/\s\S*$|[\ud800-\udbff]$/, '')} …` : words

/** As many words as tell one article from the next in a list. */
const OPENING_WORDS = 8

const openingOf = (look: Look, article: Article): string | null =>
  (wordsOfBlock(look, article, 'paragraph') ?? '').trim().split(/\s+/).slice(0, OPENING_WORDS).join(' ') || null

/** A speaker's name, as it is shown everywhere. */
export const speakerName = (look: Look, id: SpeakerId | null): SpeakerName | null => {
  if (!id) return null
  const { name, kind } = look.speaker(id)
  return { id, name, kind }
}

const printerOf = (look: Look, id: ArticleId): Pick<ArticleLine, 'id' | 'address' | 'outlet'> => {
  const { address, outlet } = look.article(id)
  return { id, address, outlet }
}

const cited = (look: Look, one: Cited | null) => one && look.cited(one)

const saidView = (look: Look, { date, place, occasion, because, witness, way }: Saying): SaidView | null =>
  date || place || occasion || way
    ? {
        date,
        place: place && look.cited(place),
        occasion: occasion && look.cited(occasion),
        because: because.map(look.cited),
        inferredFrom: witness,
        ...(way ? { way: { to: cited(look, way.to), medium: cited(look, way.medium), through: cited(look, way.through) } } : {}),
        ...(witness ? { lender: printerOf(look, look.quotation(witness).article) } : {})
      }
    : null

/** A quotation with its words, its speaker and the reasons for it. */
export const quotationView = (look: Look, quotation: Quotation): QuotationView => {
  const { id, article, quote, attribution, speaker, said, statement } = quotation
  const { text } = look.article(article)
  const words = (span: Span | null) => span && look.words(text.id, span)
  const corrected = correctionsOf(look, id)
  return {
    id,
    article: articleLine(look, article),
    form: quote.form,
    part: quote.part,
    content: quote.content.map(span => look.words(text.id, span)),
    cue: words(quote.cue),
    source: words(quote.source),
    speaker: speakerName(look, speaker),
    attribution: {
      why: attribution.why,
      because: attribution.because.map(span => look.words(text.id, span)),
      confidence: attribution.confidence
    },
    said: saidView(look, said),
    confidence: quote.confidence,
    statement,
    ...(corrected.length ? { corrected } : {})
  }
}

/** A quotation as its article shows it, with what a reader of the article must know of the others. */
export const readQuotation = (look: Look, quotation: Quotation): ReadQuotation => {
  const whole = quotation.statement && look.statement(quotation.statement)
  const rival = whole && rivalOf(look, quotation, whole)
  return {
    ...quotationView(look, quotation),
    printings: whole ? whole.variants.length : 1,
    rival: rival
      ? {
          id: rival.id,
          part: rival.quote.part,
          speaker: speakerName(look, rival.speaker),
          article: printerOf(look, rival.article)
        }
      : null
  }
}

const rivalOf = (look: Look, { id, speaker }: Quotation, { conflicts, variants }: Statement): Quotation | undefined => {
  const others = conflicts.includes(id) ? variants.map(one => one.quotation) : conflicts
  return others.map(look.quotation).find(one => one.id !== id && one.speaker !== speaker)
}

/** Paragraphs longer than this are cut to the sentences that hold the quotation. */
const LONGEST_CONTEXT = 600

/** The paragraph around a quotation, or its sentences where the paragraph is long. */
export const contextOf = (look: Look, { article, quote }: Quotation): Words => {
  const { text, blocks } = look.article(article)
  const from = quote.content[0].start
  const to = quote.content[quote.content.length - 1].end
  const around = blocks.filter(block => block.start < to && from < block.end)
  const whole = { start: Math.min(from, ...around.map(one => one.start)), end: Math.max(to, ...around.map(one => one.end)) }
  if (whole.end - whole.start <= LONGEST_CONTEXT || look.fault(text.id)) return look.words(text.id, whole)
  const near = sentences(text, whole).filter(one => one.start < to && from < one.end)
  const start = Math.min(from, ...near.map(one => one.start))
  return look.words(text.id, { start, end: Math.max(to, ...near.map(one => one.end)) })
}

/** The quotations of a statement, the fullest first. */
export const witnessesOf = (look: Look, { variants }: Statement): Quotation[] =>
  variants.map(one => look.quotation(one.quotation))

const unique = <T>(all: readonly T[]): T[] => [...new Set(all)]

const printersOf = (look: Look, { id }: Statement): readonly Printer[] =>
  look.once(`printers ${id}`, () => look.store.printersOf(id))

/** The articles that carry a statement, each once. */
export const carriersOf = (look: Look, statement: Statement): ArticleId[] => printersOf(look, statement).map(one => one.article)

/** A statement in a line, with the words of its fullest reading. */
export const statementLine = (look: Look, statement: Statement): StatementLine =>
  look.once(`statement line ${statement.id}`, () => {
    const { variants } = statement
    const fullest = look.quotation(variants[0].quotation)
    const printers = printersOf(look, statement)
    const dated = look.store.datedIn(statement.id) ?? fullest.id
    const { text } = look.article(fullest.article)
    return {
      id: statement.id,
      speaker: speakerName(look, statement.speaker),
      said: saidView(look, look.quotation(dated).said),
      words: fullest.quote.content.map(span => look.words(text.id, span)),
      printings: variants.length,
      outlets: unique(printers.flatMap(one => one.outlet ?? [])),
      unnamed: printers.filter(one => !one.outlet).length,
      origins: originRange(printers),
      relations: unique(variants.map(one => one.relation))
    }
  })

/** A speaker in a line. */
export const speakerLine = (look: Look, { id, name, kind, names }: Speaker): SpeakerLine => {
  const { quotations, statements, outlets } = look.once(`standing ${id}`, () => look.store.standing(id))
  return { id, name, kind, names: [...names], quotations, statements, outlets: [...outlets] }
}

/** An origin with its articles and its reasons. */
export const originView = (look: Look, { id, articles, because }: Origin): OriginView => ({
  id,
  articles: articles.map(one => articleLine(look, one)),
  because: because.map(({ kind, note, spans }) => ({ kind, note, spans: spans.map(look.cited) }))
})
