import { BLOCK_KINDS, type Block, type Completeness, type Dated } from '../../types.ts'
import { isoDate } from '../html/iso.ts'

/** An article as a line of JSON holds it: whatever its maker called its parts. */
export type Fields = Readonly<Record<string, unknown>>

/** What the parts of an article are called in corpora, the most telling name first. */
const NAMES = {
  title: ['title', 'headline'],
  dek: ['dek', 'subtitle', 'subheadline', 'standfirst'],
  text: ['text', 'maintext', 'body', 'article_text', 'articleBody', 'full_text', 'content', 'article', 'paragraphs'],
  html: ['html', 'raw_html', 'content_html', 'page'],
  byline: ['byline', 'authors', 'author', 'writers', 'creator'],
  outlet: [
    'outlet',
    'publisher',
    'publication',
    'site_name',
    'sitename',
    'source_name',
    'source',
    'site',
    'source_domain',
    'domain'
  ],
  published:
    'published published_at publishedAt date_published datePublished date_publish publish_date published_date publication_date pub_date pubDate date'.split(
      ' '
    ),
  updated: 'updated updated_at updatedAt date_modified dateModified date_modify modified'.split(' '),
  language: ['language', 'lang']
} as const

/** The first of a part's names under which the line holds something. */
export const fieldOf = (fields: Fields, part: keyof typeof NAMES): unknown => {
  for (const name of NAMES[part]) {
    const value = fields[name]
    if (value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && !value.length)) return value
  }
  return null
}

/** A value's words: a string, the strings of a list, or the name of a thing that has one; null where it has none. */
export const wordsIn = (value: unknown): string | null => {
  const [first] = namesIn(value)
  return first ?? null
}

/** The names in a value: "Mara Lind", ["Mara Lind", "Jo Okoro"], [{"name": "Mara Lind"}]. */
export const namesIn = (value: unknown): string[] => {
  if (typeof value === 'string') return value.trim() ? [value.trim()] : []
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (value && typeof value === 'object') {
    const { name, title } = value as Fields
    return namesIn(name ?? title ?? null)
  }
  return []
}

/** A date as a field gives it: our own, a string, or the seconds or milliseconds since 1970. */
export const dateIn = (value: unknown, evidence: string): Dated | null => {
  if (typeof value === 'number' && value > 0) {
    const at = new Date(value < LATEST_SECOND ? value * 1000 : value)
    return Number.isNaN(at.getTime()) ? null : isoDate(at.toISOString(), evidence)
  }
  if (typeof value === 'string') return isoDate(value, evidence)
  if (!value || typeof value !== 'object') return null
  const own = value as Partial<Dated>
  const dated =
    typeof own.value === 'string' ? isoDate(own.value, typeof own.evidence === 'string' ? own.evidence : evidence) : null
  if (dated) return { ...dated, evidence: typeof own.evidence === 'string' ? own.evidence : evidence }
  return isYearOrMonth(own) ? own : null
}

/** A larger number counts milliseconds: as seconds it would stand in the year 5138. */
const LATEST_SECOND = 1e11

const isYearOrMonth = (own: Partial<Dated>): own is Dated =>
  /^\d{4}(?:-\d\d)?$/.test(own.value ?? '') &&
  (own.precision === 'year' || own.precision === 'month') &&
  typeof own.evidence === 'string'

/** The blocks of an article that we exported; null where a line holds none, or others than ours. */
export const blocksIn = (value: unknown): Block[] | null => {
  if (!Array.isArray(value) || !value.length) return null
  const isBlock = (one: unknown): one is Block => {
    const { kind, start, end, why } = (one ?? {}) as Partial<Block>
    const isKind = BLOCK_KINDS.some(known => known === kind)
    return isKind && Number.isInteger(start) && Number.isInteger(end) && (why === undefined || typeof why === 'string')
  }
  return value.every(isBlock)
    ? value.map(({ kind, start, end, why }) => (why ? { kind, start, end, why } : { kind, start, end }))
    : null
}

/** How much of the article a line says that it holds; null where it does not. */
export const completenessIn = (value: unknown): Completeness | null =>
  value === 'full' || value === 'teaser' || value === 'wall' || value === 'unknown' ? value : null
