import type { Feature, Query, Status } from './query.ts'
import type { Range } from './range.ts'

/** A condition of SQL on a quotation `q` of an article `a`; what people typed is in `values` alone. */
export type Condition = { readonly sql: string; readonly values: readonly string[] }

/** A query as FTS5 takes it, over the index of quotations, and the conditions that it cannot hold. */
export type Compiled = { readonly match: string | null; readonly rest: Condition | null }

/** A query for SQLite: as much of it as can be goes into one expression of the full-text index, which also ranks. */
export const compile = (query: Query): Compiled => {
  const whole = matchOf(query)
  if (whole) return { match: whole, rest: null }
  if (query.kind !== 'all') return { match: null, rest: conditionOf(query) }
  const inIndex = query.of.filter(one => matchOf(one))
  const outside = query.of.filter(one => !matchOf(one))
  const match = inIndex.length ? inIndex.map(matchOf).join(' AND ') : null
  return { match, rest: outside.length ? both(' AND ', outside.map(conditionOf)) : null }
}

/** Words as a phrase of FTS5: in its quotation marks, no character means anything. */
const phrase = (words: string) => `"${words.replaceAll('"', ' ')}"`

const phraseOf = ({ words, begins }: Extract<Query, { kind: 'words' }>) => `${phrase(words)}${begins ? ' *' : ''}`

/** The whole of a query as an expression over the index of quotations; null where it asks for what that does not hold. */
const matchOf = (query: Query): string | null => {
  if (query.kind === 'words') {
    if (query.field === 'cue' || query.field === 'about' || query.field === 'note') return null
    return query.field ? `${query.field} : ${phraseOf(query)}` : phraseOf(query)
  }
  if (query.kind === 'near') return `words : NEAR(${query.words.map(phrase).join(' ')}, ${query.within})`
  if (query.kind !== 'all' && query.kind !== 'any') return null
  return matchOfMany(query)
}

const matchOfMany = ({ kind, of }: Extract<Query, { kind: 'all' | 'any' }>): string | null => {
  // FTS5 knows "these, but not those", and no "not those" alone.
  const [without, wanted] = [of.filter(isNot), of.filter(one => !isNot(one))]
  if (without.length && (kind === 'any' || !wanted.length)) return null
  const [matched, ruledOut] = [wanted.map(matchOf), without.map(one => matchOf(one.of))]
  if ([...matched, ...ruledOut].includes(null)) return null
  const joined = `(${matched.join(kind === 'all' ? ' AND ' : ' OR ')})`
  return ruledOut.length ? `(${[joined, ...ruledOut].join(' NOT ')})` : joined
}

const isNot = (query: Query): query is Extract<Query, { kind: 'not' }> => query.kind === 'not'

const both = (word: ' AND ' | ' OR ', sides: readonly Condition[]): Condition => ({
  sql: `(${sides.map(one => one.sql).join(word)})`,
  values: sides.flatMap(one => one.values)
})

const conditionOf = (query: Query): Condition => {
  const match = matchOf(query)
  if (match) return { sql: 'q.key IN (SELECT rowid FROM found WHERE found MATCH ?)', values: [match] }
  if (query.kind === 'all') return both(' AND ', query.of.map(conditionOf))
  if (query.kind === 'any') return both(' OR ', query.of.map(conditionOf))
  if (query.kind === 'not') {
    const { sql, values } = conditionOf(query.of)
    return { sql: `NOT coalesce(${sql}, 0)`, values }
  }
  if (query.kind === 'words') return { sql: IN_INDEX[query.field as keyof typeof IN_INDEX], values: [phraseOf(query)] }
  if (query.kind === 'type') return { sql: 'q.form = ?', values: [query.form] }
  if (query.kind === 'when') return whenOf(query.field, query.range)
  if (query.kind === 'has') return { sql: HAS[query.feature], values: [] }
  return { sql: STATUS[(query as { status: Status }).status], values: [] }
}

const IN_INDEX = {
  cue: 'q.key IN (SELECT rowid FROM cues WHERE cues MATCH ?)',
  about: `a.text IN (SELECT k.text FROM text_words w JOIN text_keys k ON k.key = w.rowid WHERE text_words MATCH ?)`,
  note: 'q.id IN (SELECT quotation FROM noted WHERE key IN (SELECT rowid FROM note_words WHERE note_words MATCH ?))'
}

/** The saying that counts: the one that another article lent, else the one that its own article prints. */
const SAID = 'EXISTS (SELECT 1 FROM sayings s WHERE s.quotation = q.id'

const named = (field: 'place' | 'occasion') => `${SAID} AND s.${field} IS NOT NULL)`

const HAS: Readonly<Record<Feature, string>> = {
  speaker: 'q.id IN (SELECT quotation FROM spoken)',
  day: `${SAID} AND s.date IS NOT NULL)`,
  place: named('place'),
  occasion: named('occasion'),
  cue: 'q.cue_start IS NOT NULL',
  outlet: 'a.outlet IS NOT NULL',
  copies:
    'q.id IN (SELECT v.quotation FROM variants v JOIN variants w ON w.statement = v.statement AND w.quotation <> v.quotation)',
  conflict: `q.id IN (SELECT v.quotation FROM statements s JOIN variants v ON v.statement = s.id WHERE s.conflicts <> '[]')`,
  echo: `q.id IN (SELECT v.quotation FROM statements s JOIN variants v ON v.statement = s.id WHERE s.echoes <> '[]')`,
  cut: `q.id IN (SELECT quotation FROM variants WHERE relation IN ('elided-silent', 'elided-marked'))`,
  note: 'q.id IN (SELECT quotation FROM noted)'
}

const STATUS: Readonly<Record<Status, string>> = {
  decided: HAS.speaker,
  undecided: `NOT ${HAS.speaker}`,
  disputed: HAS.conflict
}

// A date is a day, a month, a year, a moment or an interval of them; "~" comes after every digit and dash, so that 2031-03~ ends after 2031-03-31.
const whenOf = (field: 'said' | 'published', { from, to }: Range): Condition => {
  const date = field === 'said' ? 's.date' : `json_extract(a.published, '$.value')`
  const end = `substr(${date}, instr(${date}, '/') + 1) || '~'`
  const conditions = [...(from ? [`${end} >= ?`] : []), ...(to ? [`${date} <= ?`] : [])].join(' AND ')
  const values = [...(from ? [from] : []), ...(to ? [`${to}~`] : [])]
  const sql = field === 'said' ? `${SAID} AND s.date IS NOT NULL AND ${conditions})` : `(${conditions})`
  return { sql, values }
}
