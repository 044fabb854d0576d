import { FEATURES, type Field, NotUnderstood, type Query as Plain, type Saved, STATUSES } from './query.ts'
import { rangeOf } from './range.ts'

type Query = Plain<Saved>

/** Longer queries, and deeper brackets, are typed by no person. */
const LONGEST = 1000
const DEEPEST = 20

/** The widest `"…"~n` that is asked for: more than a paragraph apart is not near. */
const WIDEST = 100

const FORMS = ['direct', 'indirect', 'mixed', 'scare'] as const
const WORD_FIELDS: readonly Field[] = ['speaker', 'outlet', 'cue', 'about', 'note']

type Cursor = { readonly typed: string; at: number; depth: number }

/**
 * What people type, as a tree; null when nothing is asked for.
 *
 *     any := all (OR all)*          all := one (AND? one)*
 *     one := -one | ( any ) | field:value | "phrase" | "near each other"~8 | word | begin*
 *
 * Words without a field are looked for in the quotation, its speaker's names and its outlet. Throws NotUnderstood with the place.
 */
export const parseQuery = (typed: string): Plain<Saved> | null => {
  if (typed.length > LONGEST) throw new NotUnderstood(`A query has at most ${LONGEST} characters`, LONGEST)
  const cursor: Cursor = { typed: typed.replace(/[“”„‟]/g, '"').replace(/[\0\s]/g, ' '), at: 0, depth: 0 }
  const query = readAny(cursor)
  if (cursor.at < cursor.typed.length) throw new NotUnderstood('A bracket is closed that was not opened', cursor.at)
  return query
}

const take = (cursor: Cursor, pattern: RegExp): RegExpExecArray | null => {
  const sticky = new RegExp(pattern.source, 'yu')
  sticky.lastIndex = cursor.at
  const found = sticky.exec(cursor.typed)
  if (found) cursor.at += found[0].length
  return found
}

const joined = (kind: 'all' | 'any', of: readonly Query[]): Query | null => {
  const [first, second, ...more] = of
  return second ? { kind, of: [first, second, ...more] } : (first ?? null)
}

const readAny = (cursor: Cursor): Query | null => {
  const sides = [readAll(cursor)]
  for (;;) {
    const at = cursor.at
    if (!take(cursor, /OR(?=[ (]|$)/)) break
    const next = readAll(cursor)
    if (!sides.at(-1) || !next) throw new NotUnderstood('OR stands between two things that may be there', at)
    sides.push(next)
  }
  return joined(
    'any',
    sides.filter(one => one !== null)
  )
}

const readAll = (cursor: Cursor): Query | null => {
  const found: Query[] = []
  take(cursor, / +/)
  while (cursor.at < cursor.typed.length && cursor.typed[cursor.at] !== ')' && !ahead(cursor, /OR(?=[ (]|$)/)) {
    const one = take(cursor, /AND(?=[ (]|$)/) ? null : readOne(cursor)
    if (one) found.push(one)
    take(cursor, / +/)
  }
  return joined('all', found)
}

const ahead = (cursor: Cursor, pattern: RegExp): boolean => {
  const at = cursor.at
  const there = take(cursor, pattern) !== null
  cursor.at = at
  return there
}

const readOne = (cursor: Cursor): Query | null => {
  if (take(cursor, /-(?=[^ )])/)) {
    const of = deeper(cursor, readOne)
    return of && { kind: 'not', of }
  }
  if (take(cursor, /\(/)) return readBracket(cursor)
  if (ahead(cursor, /"/)) return readPhrase(cursor)
  return readField(cursor) ?? readWord(cursor)
}

const deeper = (cursor: Cursor, read: (cursor: Cursor) => Query | null): Query | null => {
  if (++cursor.depth > DEEPEST) throw new NotUnderstood(`Brackets go at most ${DEEPEST} deep`, cursor.at)
  const found = read(cursor)
  cursor.depth--
  return found
}

const readBracket = (cursor: Cursor): Query | null => {
  const opened = cursor.at - 1
  const inside = deeper(cursor, readAny)
  if (!take(cursor, /\)/)) throw new NotUnderstood('This bracket is not closed', opened)
  if (!inside) throw new NotUnderstood('There is nothing in these brackets', opened)
  return inside
}

const isAsked = (words: string) => /[\p{L}\p{N}]/u.test(words)

const words = (typed: string, field: Field | null = null, begins = false): Query | null =>
  isAsked(typed) ? { kind: 'words', field, words: typed.trim(), begins } : null

const readPhrase = (cursor: Cursor): Query | null => {
  const [, phrase, within] = take(cursor, /"([^"]*)(?:"(?:~(\d{1,4}))?|$)/)!
  const pieces = phrase.split(' ').filter(isAsked)
  if (!within || pieces.length < 2) return words(phrase)
  return { kind: 'near', words: pieces, within: Math.min(Number(within), WIDEST) }
}

const readWord = (cursor: Cursor): Query | null => {
  const [typed] = take(cursor, /[^ "()]+/) ?? take(cursor, /./)!
  return words(typed, null, /[\p{L}\p{N}]\*$/u.test(typed))
}

/** What each field takes after its colon; null is a value that it does not know. */
const FIELDS: Readonly<Record<string, { readonly takes: string; read(value: string, at: number): Query | null }>> = {
  ...Object.fromEntries(
    WORD_FIELDS.map(field => [field, { takes: 'words', read: (value: string) => words(value, field, /\w\*$/.test(value)) }])
  ),
  type: { takes: FORMS.join(', '), read: value => found(FORMS, value, form => ({ kind: 'type', form })) },
  said: { takes: 'a day, month, year or interval, as 2031-03 or 2031-03-01/P1W', read: value => when('said', value) },
  published: { takes: 'a day, month, year or interval, as 2031-03 or 2031-03-01/..', read: value => when('published', value) },
  has: { takes: FEATURES.join(', '), read: value => found(FEATURES, value, feature => ({ kind: 'has', feature })) },
  missing: {
    takes: FEATURES.join(', '),
    read: value => found(FEATURES, value, feature => ({ kind: 'not', of: { kind: 'has', feature } }))
  },
  status: { takes: STATUSES.join(', '), read: value => found(STATUSES, value, status => ({ kind: 'status', status })) },
  saved: { takes: 'the name of a saved search', read: (value, at) => (value ? { kind: 'saved', name: value, at } : null) }
}

/** The names of the fields with what each takes, for help and for the chips of the search page. */
export const FIELD_HELP: readonly (readonly [field: string, takes: string])[] = Object.entries(FIELDS).map(
  ([name, { takes }]) => [name, takes]
)

const found = <T extends string>(all: readonly T[], value: string, make: (one: T) => Query): Query | null => {
  const one = all.find(name => name === value.toLowerCase())
  return one ? make(one) : null
}

const when = (field: 'said' | 'published', value: string): Query | null => {
  const range = rangeOf(value)
  return range && { kind: 'when', field, range }
}

// "he said: we stay" is pasted text: a colon with nothing behind it names no field.
const readField = (cursor: Cursor): Query | null => {
  const at = cursor.at
  const name = take(cursor, /([a-z]+):(?=["\p{L}\p{N}.])/u)?.[1]
  if (!name) return null
  const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : null
  if (!field)
    throw new NotUnderstood(
      `There is no field “${name}:”; there are ${Object.keys(FIELDS).join(', ')}. To look for the word itself, put it in quotation marks`,
      at
    )
  const valueAt = cursor.at
  const value = take(cursor, /"([^"]*)(?:"|$)|[^ "()]+/)!
  const query = field.read((value[1] ?? value[0]).trim(), valueAt)
  if (!query) throw new NotUnderstood(`“${name}:” takes ${field.takes}`, valueAt)
  return query
}
