import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

type Pair = [number, number]

/** A row of `onrecord export --format jsonl`, of any type: which fields it has depends on its `type`. */
export type Row = {
  type: string
  id: string
  address: string
  outlet: string | null
  title: string | null
  dek: string | null
  byline: string[]
  published: { value: string } | null
  updated: { value: string } | null
  text: string
  blocks: { kind: string; start: number; end: number }[]
  article: string
  content: Pair[]
  speaker: { name: string; kind: string } | null
  said: { date: string | null; inferredFrom: string | null } | null
  variants: { quotation: string; relation: string }[]
  echoes: string[]
  conflicts: string[]
  articles: string[]
}

/** A quotation as a careful reader marks it; `content` is null in an HTML page, whose words are looked up in the text that was made of it. */
export type GoldQuotation = {
  id: string
  doc: string
  part: string
  type: string
  content: Pair[] | null
  contentText: string[]
  speaker: string
  acceptable?: string[]
  must: boolean
  said?: { date: string | null; place: string | null }
}

export type Gold = {
  meta: Record<
    string,
    { title?: string; dek?: string; byline?: string; outlet?: string; outletInText?: boolean; published?: string }
  >
  furniture: Record<string, number[]>
  pageFurniture: { file: string; furniture: string[]; absent: string[] }
  quotations: GoldQuotation[]
  statements: { id: string; witnesses: string[] }[]
  either: { members: string[]; pairs: [string, string][] }
  sharedCopy: { members: string[] }[]
  notSame: { a: string; b: string; why: string }[]
}

/** A record, held against the reference: each question gives the rows that answer it. */
export type Held = {
  gold: Gold
  article(doc: string): Row
  /** The quotation of the record that is the reference's `id`: half of the characters of both, at least, are the same. */
  found(id: string): Row | undefined
  statement(id: string): Row | undefined
  variant(id: string): Row['variants'][0] | undefined
  speaker(id: string): string | null
  rows: Row[]
}

/** Two quotations are one when their characters overlap by this much of all that either holds; the usual line for spans found by programs. */
const SAME_QUOTATION = 0.5

const overlapOf = (a: readonly Pair[], b: readonly Pair[]) => {
  const chars = (pairs: readonly Pair[]) => new Set(pairs.flatMap(([s, e]) => Array.from({ length: e - s }, (_, i) => s + i)))
  const one = chars(a)
  const two = chars(b)
  const both = [...one].filter(at => two.has(at)).length
  return both / (one.size + two.size - both || 1)
}

const spansIn = (text: string, { content, contentText }: GoldQuotation): Pair[] => {
  if (content) return content
  // A headline's words stand in the title; every other part's stand last.
  return contentText.flatMap((words): Pair[] => {
    const at = text.indexOf(words)
    return at < 0 ? [] : [[at, at + words.length]]
  })
}

const matchQuotations = (gold: Gold, article: (doc: string) => Row, quotations: readonly Row[]) => {
  const pairs = gold.quotations.flatMap(one => {
    const { id, text } = article(one.doc)
    const spans = spansIn(text, one)
    return quotations
      .filter(row => row.article === id)
      .map(row => ({ id: one.id, row, overlap: overlapOf(spans, row.content) }))
      .filter(pair => pair.overlap >= SAME_QUOTATION)
  })
  const match = new Map<string, Row>()
  const taken = new Set<string>()
  for (const { id, row } of pairs.sort((a, b) => b.overlap - a.overlap)) {
    if (match.has(id) || taken.has(row.id)) continue
    match.set(id, row)
    taken.add(row.id)
  }
  return match
}

const NOT_THERE = { id: '', text: '', blocks: [] as Row['blocks'] } as Row

/** Holds an export against a reference. */
export const hold = (gold: Gold, exported: string): Held => {
  const rows: Row[] = exported
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
  const articles = new Map(rows.filter(row => row.type === 'article').map(row => [basename(row.address), row]))
  const article = (doc: string) => articles.get(doc) ?? NOT_THERE
  const quotations = rows.filter(row => row.type === 'quotation')
  const match = matchQuotations(gold, article, quotations)
  const statementOf = new Map<string, Row>()
  for (const row of rows.filter(one => one.type === 'statement'))
    for (const { quotation } of row.variants) statementOf.set(quotation, row)
  const found = (id: string) => match.get(id)
  const statement = (id: string) => statementOf.get(found(id)?.id ?? '')
  const variant = (id: string) => statement(id)?.variants.find(one => one.quotation === found(id)?.id)
  return { gold, article, found, statement, variant, speaker: id => found(id)?.speaker?.name ?? null, rows }
}

const TITLE = /^(?:the|an?|mr|mrs|ms|dr|prof|professor|president|prime minister|premier|minister)\.? /
const plain = (name: string) => {
  let words = name
    .toLowerCase()
    .replace(/\([^)]*\)|[’']s$/g, '')
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
  while (TITLE.test(words)) words = words.replace(TITLE, '')
  return words
}

/** The name that was found is the reference's, or one that it accepts. */
export const speakerRight = (held: Held, one: GoldQuotation): boolean => {
  const name = held.speaker(one.id)
  return name !== null && [one.speaker, ...(one.acceptable ?? [])].some(right => plain(right) === plain(name))
}

const f1 = (right: number, wrong: number, missed: number) => (right ? (200 * right) / (2 * right + wrong + missed) : 0)

/** Lines that are no part of the article: found, taken wrongly, missed. */
export const furnitureLines = ({ gold, article }: Held) => {
  const count = { right: 0, lost: [] as string[], missed: [] as string[] }
  for (const [doc, furniture] of Object.entries(gold.furniture)) {
    const file = readFileSync(new URL(`../examples/${doc}`, import.meta.url), 'utf8')
    const marked = article(doc).blocks.filter(one => ['furniture', 'credit', 'section'].includes(one.kind))
    let at = 0
    file.split('\n').forEach((line, i) => {
      const end = at + line.length
      const covered = marked.reduce((sum, one) => sum + Math.max(0, Math.min(end, one.end) - Math.max(at, one.start)), 0)
      const taken = covered > line.length / 2
      if (line.trim() && taken && furniture.includes(i)) count.right++
      if (line.trim() && taken && !furniture.includes(i)) count.lost.push(`${doc}: ${line}`)
      if (line.trim() && !taken && furniture.includes(i)) count.missed.push(`${doc}: ${line}`)
      at = end + 1
    })
  }
  return { ...count, f1: f1(count.right, count.lost.length, count.missed.length) }
}

/** Pairs of quotations that are one statement: found, joined wrongly, missed; pairs that a careful reader may see either way are not counted. */
export const statementPairs = ({ gold, statement }: Held) => {
  const key = (a: string, b: string) => [a, b].sort().join(' ')
  const pairsOf = (ids: readonly string[]) => ids.flatMap((a, i) => ids.slice(i + 1).map(b => key(a, b)))
  const together = new Set(gold.statements.flatMap(one => pairsOf(one.witnesses)))
  const either = new Set(gold.either.pairs.map(([a, b]) => key(a, b)))
  const loose = new Set(gold.either.members)
  const count = { right: 0, wrong: [] as string[], missed: [] as string[] }
  for (const pair of pairsOf(gold.quotations.map(one => one.id))) {
    const [a, b] = pair.split(' ')
    const same = statement(a) !== undefined && statement(a) === statement(b)
    if (together.has(pair)) same ? count.right++ : count.missed.push(pair)
    else if (same && !either.has(pair) && !loose.has(a) && !loose.has(b)) count.wrong.push(pair)
  }
  return { ...count, f1: f1(count.right, count.wrong.length, count.missed.length) }
}

/** Title, dek, byline, outlet and day, as far as the articles print them: the fields that are wrong, and how many there are. */
export const metadata = ({ gold, article }: Held) => {
  const wrong: string[] = []
  let all = 0
  const check = (doc: string, field: string, right: string | undefined, got: unknown) => {
    if (!right) return
    all++
    const plainly = (words: unknown) =>
      String(words ?? '')
        .trim()
        .toLowerCase()
        .replace(/^the /, '')
    if (plainly(got) !== plainly(right)) wrong.push(`${doc} ${field}: ${got}`)
  }
  for (const [doc, meta] of Object.entries(gold.meta)) {
    const row = article(doc)
    check(doc, 'title', meta.title, row.title)
    check(doc, 'dek', meta.dek, row.dek)
    check(doc, 'byline', meta.byline, row.byline?.[0])
    check(doc, 'outlet', meta.outletInText === false ? undefined : meta.outlet, row.outlet)
    check(doc, 'day', meta.published?.slice(0, 10), (row.published ?? row.updated)?.value?.slice(0, 10))
  }
  return { all, wrong }
}
