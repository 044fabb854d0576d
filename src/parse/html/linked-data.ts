import type { Dated } from '../../types.ts'
import { isoDate } from './iso.ts'

/** What a page's JSON-LD says of one post of a live blog: its time, the fragment of its own address, and its headline and body as far as they are given. */
export type Update = {
  readonly time: Dated
  readonly fragment: string | null
  readonly headline: string | null
  readonly body: string | null
}

/** What a page's JSON-LD says of its article. */
export type LinkedData = {
  readonly headline: string | null
  readonly description: string | null
  readonly authors: readonly string[]
  readonly publisher: string | null
  readonly section: string | null
  readonly language: string | null
  readonly published: string | null
  readonly modified: string | null
  readonly updates: readonly Update[]
}

const ARTICLE =
  /Article$|^(?:LiveBlogPosting|BlogPosting|Report|NewsStory|Posting|SocialMediaPosting|Review|VideoObject|WebPage)$/
const DEEPEST = 6
/** What a page says of its article in JSON-LD is a few thousand characters, with its whole text some more. */
const LONGEST_SCRIPT = 1_000_000

// biome-ignore lint/suspicious/noExplicitAny: JSON-LD is whatever the page says.
type Thing = Record<string, any>

/** Reads every JSON-LD script of a page and keeps what is said of the article; broken scripts are mended or passed over. */
export const linkedDataOf = (scripts: readonly string[]): LinkedData => {
  const things = scripts.flatMap(script => flatten(read(script), 0))
  const byId = new Map(things.filter(thing => typeof thing['@id'] === 'string').map(thing => [thing['@id'] as string, thing]))
  const articles = things.filter(thing => typesOf(thing).some(type => ARTICLE.test(type))).sort((a, b) => rank(a) - rank(b))
  const first = <T>(get: (thing: Thing) => T | null): T | null => {
    for (const thing of articles) {
      const value = get(thing)
      if (value !== null) return value
    }
    return null
  }
  return {
    headline: first(thing => string(thing.headline)),
    description: first(thing => string(thing.description)),
    authors: first(thing => some(namesOf(thing.author ?? thing.creator, byId))) ?? [],
    publisher: first(thing => namesOf(thing.publisher, byId)[0] ?? null),
    section: first(thing => string(Array.isArray(thing.articleSection) ? thing.articleSection[0] : thing.articleSection)),
    language: first(thing => string(thing.inLanguage)?.slice(0, 2).toLowerCase() ?? null),
    published: first(thing => string(thing.datePublished)),
    modified: first(thing => string(thing.dateModified)),
    updates: articles.flatMap(thing => [thing.liveBlogUpdate].flat().flatMap(updateOf))
  }
}

const updateOf = (value: unknown): Update[] => {
  if (!value || typeof value !== 'object') return []
  const thing = value as Thing
  const time = isoDate(string(thing.datePublished), 'JSON-LD liveBlogUpdate')
  const fragment = /#([^#\s]+)$/.exec(string(thing.url) ?? string(thing['@id']) ?? '')?.[1] ?? null
  const body = string(thing.articleBody) && unescaped(thing.articleBody)
  return time && time.precision !== 'day' ? [{ time, fragment, headline: string(thing.headline), body }] : []
}

const some = (names: string[]) => (names.length ? names : null)
const rank = (thing: Thing) =>
  typesOf(thing).some(type => /Article$|Posting$|Report/.test(type)) ? 0 : typesOf(thing).includes('WebPage') ? 2 : 1
const typesOf = (thing: Thing): string[] => [thing['@type']].flat().filter(type => typeof type === 'string')

const read = (json: string): unknown => {
  if (json.length > LONGEST_SCRIPT) return null
  const trimmed = json.trim().replace(/^\/\*.*?\*\/|^<!--|-->$|<!\[CDATA\[|\]\]>|;\s*$/g, '')
  for (const attempt of [
    trimmed,
    trimmed.replace(/[\0-\x1f]+/g, ' '),
    trimmed.replace(/[\0-\x1f]+/g, ' ').replace(/,\s*([}\]])/g, '$1')
  ])
    try {
      return JSON.parse(attempt)
    } catch {}
  return null
}

const flatten = (value: unknown, depth: number): Thing[] => {
  if (depth > DEEPEST || !value || typeof value !== 'object') return []
  if (Array.isArray(value)) return value.flatMap(one => flatten(one, depth + 1))
  const thing = value as Thing
  return [
    thing,
    ...flatten(thing['@graph'], depth + 1),
    ...flatten(thing.mainEntity, depth + 1),
    ...flatten(thing.mainEntityOfPage, depth + 1)
  ]
}

const string = (value: unknown): string | null => {
  if (typeof value !== 'string' || !value.trim()) return null
  return unescaped(value).replace(/\s+/g, ' ').trim()
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  '#039': "'",
  '#39': "'"
}
const unescaped = (value: string) =>
  value
    .replace(/&(amp|quot|apos|lt|gt|nbsp|#0?39);/g, (_, name) => ENTITIES[name])
    .replace(/&#(\d{2,5});/g, (_, code) => String.fromCharCode(Number(code)))

const namesOf = (value: unknown, byId: ReadonlyMap<string, Thing>): string[] => {
  if (Array.isArray(value)) return [...new Set(value.flatMap(one => namesOf(one, byId)))]
  if (typeof value === 'string') return string(value) ? [string(value) as string] : []
  if (!value || typeof value !== 'object') return []
  const thing = value as Thing
  if (thing.name) return namesOf(thing.name, byId)
  const known = typeof thing['@id'] === 'string' ? byId.get(thing['@id']) : undefined
  return known && known !== thing && known.name ? namesOf(known.name, byId) : []
}
