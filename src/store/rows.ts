import type { Span, Text, TextId } from '../text/index.ts'
import type {
  Article,
  ArticleId,
  Attribution,
  Block,
  Entry,
  Judged,
  Origin,
  Quote,
  QuoteId,
  Saying,
  Some,
  Speaker,
  Statement,
  Variant
} from '../types.ts'
import { besideOf } from './beside.ts'
import type { Database } from './database.ts'
import type { Quotation } from './store.ts'
import type { ArticleRow, OriginRow, ProblemRow, QuotationRow, SpeakerRow, StatementRow, VariantRow } from './tables.ts'

const json = (value: string | null) => (value === null ? null : JSON.parse(value))
const spanOf = (start: number | null, end: number | null): Span | null => (start === null || end === null ? null : { start, end })

/** The text with this id, as it lies there: its characters may no longer be the ones that the id is the hash of. */
export const textIn = (db: Database, id: string): Text | null => {
  const row = db.one<{ utf8: Uint8Array }>('SELECT utf8 FROM texts WHERE id = ?', id)
  return row && { id: id as TextId, chars: new TextDecoder('utf-8', { ignoreBOM: true }).decode(row.utf8) }
}

// What belongs to one thing comes in one row with it: a row more costs more than what stands in it.
const ARTICLE = `SELECT a.*, (SELECT json_group_array(json_array(kind, start, "end", why, time)) FROM
    (SELECT * FROM blocks WHERE article = a.id ORDER BY n)) AS blocks
  FROM articles a WHERE a.id = ?`

/** The Article with this id. */
export const articleIn = (db: Database, id: string): Article | null => {
  const row = db.one<ArticleRow>(ARTICLE, id)
  if (!row) return null
  const blocks: [Block['kind'], number, number, string | null, string | null][] = JSON.parse(row.blocks)
  return {
    id: row.id,
    address: row.address,
    seen: row.seen,
    text: textIn(db, row.text)!,
    blocks: blocks.map(([kind, start, end, why, time]) => ({
      ...{ kind, start, end },
      ...(why === null ? {} : { why }),
      ...(time === null ? {} : { time: json(time) })
    })),
    byline: json(row.byline),
    outlet: row.outlet,
    language: row.language,
    published: json(row.published),
    updated: json(row.updated),
    completeness: row.completeness,
    ...besideOf(db, id)
  }
}

/** The problems of an article. */
export const problemsIn = (db: Database, article: string): Entry['problems'] =>
  db
    .all<ProblemRow>('SELECT code, start, "end", note FROM problems WHERE article = ? ORDER BY n', article)
    .map(({ code, start, end, note }) => ({ code, at: spanOf(start, end), note }))

const QUOTATION = `
  SELECT q.*, a.speaker AS named, a.because AS a_because, a.confidence AS a_confidence, a.why,
    s.date, s.place, s.occasion, s.because AS s_because, s.way, l.quotation IS NOT NULL AS lent,
    l.date AS l_date, l.place AS l_place, l.occasion AS l_occasion, l.because AS l_because, l.witness AS l_witness,
    spoken.speaker AS speaker, variants.statement AS statement,
    (SELECT json_group_array(json_array(start, "end")) FROM (SELECT * FROM contents WHERE quotation = q.id ORDER BY n)) AS content
  FROM quotations q JOIN attributions a ON a.quotation = q.id JOIN sayings s ON s.quotation = q.id AND s.lent = 0
    LEFT JOIN sayings l ON l.quotation = q.id AND l.lent = 1
    LEFT JOIN spoken ON spoken.quotation = q.id LEFT JOIN variants ON variants.quotation = q.id`

/** The quotations of an article, in the order of their content. */
export const quotationsIn = (db: Database, article: string): Quotation[] =>
  db.all<QuotationRow>(`${QUOTATION} WHERE q.article = ? ORDER BY q.n`, article).map(quotationOf)

/** The quotation with this id. */
export const quotationIn = (db: Database, id: string): Quotation | null => {
  const row = db.one<QuotationRow>(`${QUOTATION} WHERE q.id = ?`, id)
  return row && quotationOf(row)
}

const quotationOf = (row: QuotationRow): Quotation => {
  const content: [number, number][] = JSON.parse(row.content)
  const quote: Quote = {
    form: row.form,
    part: row.part,
    content: content.map(([start, end]) => ({ start, end })) as unknown as Some<Span>,
    cue: spanOf(row.cue_start, row.cue_end),
    source: spanOf(row.source_start, row.source_end),
    because: row.because,
    confidence: row.confidence
  }
  const attribution: Attribution = {
    quote: row.n,
    speaker: json(row.named),
    because: json(row.a_because),
    confidence: row.a_confidence,
    why: row.why
  }
  const saying = sayingOf(row.date, row.place, row.occasion, row.s_because, row.way, null)
  const said = row.lent ? sayingOf(row.l_date, row.l_place, row.l_occasion, row.l_because, row.way, row.l_witness) : saying
  return { id: row.id, quote, attribution, saying, said, article: row.article, speaker: row.speaker, statement: row.statement }
}

const sayingOf = (
  date: string | null,
  place: string | null,
  occasion: string | null,
  because: string,
  way: string | null,
  witness: QuoteId | null
): Saying => ({
  date,
  place: json(place),
  occasion: json(occasion),
  because: json(because),
  witness,
  way: json(way)
})

/** What an article's own reading said of a quotation, without what was woven. */
export const judgedOf = ({ id, quote, attribution, saying }: Quotation): Judged => ({ id, quote, attribution, saying })

/** A row of `speakers` as a Speaker. */
export const speakerOf = ({ id, name, kind, names }: SpeakerRow): Speaker => ({ id, name, kind, names: json(names) })

/** A row of `statements` as a Statement, with its variants. */
export const statementOf = (db: Database, { id, speaker, echoes, conflicts }: StatementRow): Statement => {
  const variants = db.all<VariantRow>('SELECT quotation, relation, cells FROM variants WHERE statement = ? ORDER BY n', id)
  return {
    id,
    speaker,
    variants: variants.map(one => ({ ...one, cells: json(one.cells) }) as Variant) as unknown as Some<Variant>,
    echoes: json(echoes),
    conflicts: json(conflicts)
  }
}

/** A row of `origins` as an Origin, with its articles. */
export const originOf = (db: Database, { id, because }: OriginRow): Origin => {
  const carriers = db.all<{ article: ArticleId }>('SELECT article FROM carriers WHERE origin = ? ORDER BY n', id)
  return { id, articles: carriers.map(one => one.article) as unknown as Origin['articles'], because: json(because) }
}

/** The article with this id with all that was read out of it. */
export const entryIn = (db: Database, id: string): Entry | null => {
  const article = articleIn(db, id)
  return article && { article, quotations: quotationsIn(db, id).map(judgedOf), problems: problemsIn(db, id) }
}

/** An entry as it is kept aside: its text stays where it is. */
export const packed = ({ article, quotations, problems }: Entry): string =>
  JSON.stringify({ article: { ...article, text: article.text.id }, quotations, problems })

/** An entry that was kept aside. */
export const unpacked = (db: Database, stored: string): Entry => {
  const { article, quotations, problems } = JSON.parse(stored)
  return { article: { ...article, text: textIn(db, article.text)! }, quotations, problems }
}
