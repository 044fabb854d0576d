import type { Store } from '../../store/index.ts'
import type { Span } from '../../text/index.ts'
import type { Statement } from '../../types.ts'
import { correctionViews } from '../answer/corrections.ts'
import { articleLine, quotationView, statementLine } from '../answer/lines.ts'
import { type Look, startLooking } from '../answer/look.ts'
import { printer } from '../answer/summary.ts'
import type { CorrectionView, QuotationView, SpeakerName, StatementLine, Words } from '../answer/wire/index.ts'

/** The version of what `export` writes: it rises when a field goes or changes its meaning, not when one is added. */
export const SCHEMA_VERSION = 1

/** How the record can be written out. */
export const FORMATS = ['jsonl', 'csv', 'md', 'parquet'] as const
type LineFormat = Exclude<(typeof FORMATS)[number], 'parquet'>

/** The record in this format, line by line. What does not check is left out, and `refuse` is told the reason. */
export function* exportLines(store: Store, format: LineFormat, refuse: (reason: string) => void): Generator<string> {
  const { look, sound } = soundOf(store, refuse)
  yield* WRITERS[format](look, sound)
}

const soundOf = (store: Store, refuse: (reason: string) => void): { look: Look; sound: Sound } => {
  const look = startLooking(store)()
  const unsound = new Set<string>()
  for (const id of store.articles()) {
    const refused = look.fault(look.article(id).text.id)
    if (!refused) continue
    unsound.add(id)
    refuse(`article ${id} (${look.article(id).address}) and its quotations are refused: ${refused}`)
  }
  return { look, sound: id => !unsound.has(id) }
}

type Sound = (article: string) => boolean

const pair = (span: Span) => [span.start, span.end]

function* jsonl(look: Look, sound: Sound): Generator<string> {
  const { store } = look
  const articles = store.articles().filter(sound)
  yield JSON.stringify({ type: 'onrecord', schema: SCHEMA_VERSION })
  for (const id of articles) {
    const { title, dek, section, refused: _, quotations: __, ...line } = articleLine(look, id)
    const { text, blocks, language } = look.article(id)
    yield JSON.stringify({ type: 'article', ...line, title, dek, section, language, text: text.chars, textHash: text.id, blocks })
  }
  for (const id of articles) for (const one of look.quotationsOf(id)) yield JSON.stringify(quotationRow(quotationView(look, one)))
  for (const one of store.speakers()) yield JSON.stringify({ type: 'speaker', ...one })
  for (const one of store.statements()) {
    const row = statementRow(look, one, sound)
    if (row.variants.length) yield JSON.stringify(row)
  }
  for (const { id, articles, because } of store.origins())
    yield JSON.stringify({ type: 'origin', id, articles: articles.filter(sound), because })
  for (const { id, articles } of store.stories()) {
    const kept = articles.filter(sound)
    const statements = store.statementsAmong(kept).map(one => one.id)
    if (kept.length) yield JSON.stringify({ type: 'story', id, articles: kept, statements })
  }
  for (const one of correctionViews(look))
    if (one.what === 'note' && one.standing !== 'undone') yield JSON.stringify(noteRow(one))
  for (const { id, name, query } of store.searches.all()) yield JSON.stringify({ type: 'search', id, name, query })
}

/** A person's note, on which thing, as the record holds that now. */
const noteRow = ({ id, at, by, why, about, article, quotation, standing }: CorrectionView) => ({
  type: 'note',
  id,
  at,
  by,
  words: why,
  about,
  article: article?.id ?? null,
  quotation,
  standing
})

const words = (one: Words | null) => one?.words ?? null

const quotationRow = ({
  id,
  article,
  form,
  part,
  content,
  cue,
  source,
  speaker,
  said,
  confidence,
  attribution
}: QuotationView) => ({
  type: 'quotation',
  id,
  article: article.id,
  form,
  part,
  content: content.map(pair),
  cue: cue && pair(cue),
  source: source && pair(source),
  speaker,
  said:
    said && (said.date || said.place || said.occasion)
      ? { date: said.date, place: words(said.place), occasion: words(said.occasion), inferredFrom: said.inferredFrom }
      : null,
  way: said?.way ? { to: words(said.way.to), medium: words(said.way.medium), through: words(said.way.through) } : null,
  confidence,
  attribution: { why: attribution.why, because: attribution.because.map(pair), confidence: attribution.confidence }
})

const statementRow = (look: Look, { id, variants, echoes, conflicts, speaker }: Statement, sound: Sound) => {
  const line = statementLine(look, look.statement(id))
  const kept = variants.filter(one => sound(look.quotation(one.quotation).article))
  return {
    type: 'statement',
    id,
    speaker: speaker && line.speaker,
    said: line.said && { date: line.said.date, place: words(line.said.place), occasion: words(line.said.occasion) },
    variants: kept.map(({ quotation, relation, cells }) => ({
      quotation,
      relation,
      cells: cells.map(cell => cell && pair(cell))
    })),
    origins: line.origins,
    echoes,
    conflicts: conflicts.filter(one => sound(look.quotation(one).article))
  }
}

const COLUMNS = [
  'id',
  'outlet',
  'published',
  'title',
  'address',
  'part',
  'form',
  'speaker',
  'kind',
  'said',
  'words',
  'statement',
  'relation',
  'text',
  'start',
  'end'
]

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/** A row of CSV as RFC 4180 has it. Words that a spreadsheet would take for a formula come behind an apostrophe, which it does not show. */
const csvRow = (values: readonly (string | number | null)[]) =>
  values
    .map(value => (typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value ?? '')))
    .map(value => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
    .join(',')

type Cell = string | number | null

/** Every quotation as a row of COLUMNS. */
function* quotationRows(look: Look, sound: Sound): Generator<Cell[]> {
  for (const id of look.store.articles().filter(sound))
    for (const quotation of look.quotationsOf(id)) {
      const { content, speaker, said, article, part, form, statement } = quotationView(look, quotation)
      const variant = statement && look.statement(quotation.statement!).variants.find(one => one.quotation === quotation.id)
      const { outlet, published, title, address } = article
      const about = [quotation.id, outlet, published?.value ?? null, title, address, part, form]
      const place = [content[0].text, content[0].start, content[content.length - 1].end]
      const spoken = content.map(one => one.words).join(' … ')
      const whose = [speaker?.name ?? null, speaker?.kind ?? null, said?.date ?? null]
      yield [...about, ...whose, spoken, statement, variant ? variant.relation : null, ...place]
    }
}

function* csv(look: Look, sound: Sound): Generator<string> {
  yield `${csvRow(COLUMNS)}\r`
  for (const row of quotationRows(look, sound)) yield `${csvRow(row)}\r`
}

/** The columns that hold numbers. */
const NUMBERS = ['start', 'end']

/** The same rows as CSV has, as one Parquet file, for DuckDB, pandas and R. */
export const parquetOf = async (store: Store, refuse: (reason: string) => void): Promise<Uint8Array> => {
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  const { look, sound } = soundOf(store, refuse)
  const rows = [...quotationRows(look, sound)]
  const columnData = COLUMNS.map((name, n) => ({
    name,
    data: rows.map(row => row[n]),
    type: NUMBERS.includes(name) ? ('INT32' as const) : ('STRING' as const),
    nullable: true
  }))
  const kvMetadata = [{ key: 'onrecord.schema', value: String(SCHEMA_VERSION) }]
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata }))
}

function* md(look: Look, sound: Sound): Generator<string> {
  const { store } = look
  yield '# Who said what'
  const bySpeaker = new Map<string | null, Statement[]>()
  for (const one of store.statements()) bySpeaker.set(one.speaker, [...(bySpeaker.get(one.speaker) ?? []), one])
  const heads: (SpeakerName | null)[] = [...store.speakers(), null]
  for (const speaker of heads) {
    const lines = (bySpeaker.get(speaker?.id ?? null) ?? []).flatMap(one => mdStatement(look, one, sound))
    if (lines.length) yield* ['', `## ${escaped(speaker?.name ?? 'Nobody named')}`, ...lines]
  }
}

const mdStatement = (look: Look, statement: Statement, sound: Sound): string[] => {
  const line: StatementLine = statementLine(look, statement)
  const variants = statement.variants.flatMap(({ quotation, relation }) => {
    const { article, content, id } = quotationView(look, look.quotation(quotation))
    if (!sound(article.id)) return []
    const spoken = content.map(one => one.words).join(' … ')
    const { text, start } = content[0]
    return [
      `- **${escaped(printer(article))}**, ${article.published?.value.slice(0, 10) ?? 'undated'} (${relation}): ${escaped(spoken)}  `,
      `  \`${id}\` at \`${text.slice(0, 12)}\` [${start}, ${content[content.length - 1].end})`
    ]
  })
  if (!variants.length) return []
  const { least, most } = line.origins
  const origins = least === most ? `${least}` : `${least} to ${most}`
  return ['', `### ${line.said?.date ?? 'Day not known'} · \`${line.id}\` · independent origins: ${origins}`, '', ...variants]
}

const escaped = (words: string) => words.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|!&]/g, '\\$&')

const WRITERS = { jsonl, csv, md }
