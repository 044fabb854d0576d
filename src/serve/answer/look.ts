import { checkSpan } from '../../laws.ts'
import type { Quotation, Store } from '../../store/index.ts'
import { type Span, type Text, type TextId, textOf } from '../../text/index.ts'
import type { Article, ArticleId, Cited, Origin, Speaker, SpeakerId, Statement, StatementId } from '../../types.ts'
import { NotHere, type Words } from './wire/index.ts'

/** The record as the views read it: what was looked up once is kept until the record changes, and no words leave it unchecked. */
export type Look = {
  readonly store: Store
  article(id: ArticleId): Article
  quotationsOf(article: ArticleId): readonly Quotation[]
  quotation(id: Quotation['id']): Quotation
  speaker(id: SpeakerId): Speaker
  statement(id: StatementId): Statement
  originOf(article: ArticleId): Origin | null
  /** The words of a span, or the reason why they are refused. */
  words(text: TextId, span: Span): Words
  cited(cited: Cited): Words
  /** Why nothing of a text may be shown; null when it is the one that was read. */
  fault(text: TextId): string | null
  /** Runs `make` once for this key until the record changes. */
  once<T>(key: string, make: () => T): T
}

/** How many things are kept before all are forgotten: some ten thousand articles' worth would not fit. */
const MOST_KEPT = 50_000

/** A Look at this record. */
export const startLooking = (store: Store): (() => Look) => {
  let kept = new Map<string, unknown>()
  let mark = ''
  const once = <T>(key: string, make: () => T): T => {
    if (kept.has(key)) return kept.get(key) as T
    const made = make()
    if (kept.size >= MOST_KEPT) kept = new Map()
    kept.set(key, made)
    return made
  }
  const look: Look = { store, once, ...readers(store, once) }
  return () => {
    const now = store.mark()
    if (now !== mark) kept = new Map()
    mark = now
    return look
  }
}

const there = <T>(thing: T | null, what: string, id: string): T => {
  if (thing === null) throw new NotHere(`The record holds no ${what} ${id}.`)
  return thing
}

const readers = (store: Store, once: Look['once']): Omit<Look, 'store' | 'once'> => {
  const textBy = (id: TextId) => once(`text ${id}`, () => store.text(id))
  const fault = (id: TextId) => once(`fault ${id}`, () => faultOf(textBy(id), id))
  const words = (id: TextId, { start, end }: Span): Words => {
    const text = textBy(id)
    const why = fault(id) ?? (text && checkSpan(text, { start, end })[0])
    if (!text || why) return { text: id, start, end, words: '', refused: why ?? 'its text is missing' }
    return { text: id, start, end, words: text.chars.slice(start, end) }
  }
  return {
    fault,
    words,
    cited: ({ text, start, end }) => words(text, { start, end }),
    article: id =>
      there(
        once(`article ${id}`, () => store.article(id) ?? store.replaced(id)?.article ?? null),
        'article',
        id
      ),
    quotationsOf: id => once(`quotations ${id}`, () => store.quotationsOf(id)),
    quotation: id =>
      there(
        once(`quotation ${id}`, () => store.quotation(id)),
        'quotation',
        id
      ),
    speaker: id =>
      there(
        once(`speaker ${id}`, () => store.speaker(id)),
        'speaker',
        id
      ),
    statement: id =>
      there(
        once(`statement ${id}`, () => store.statement(id)),
        'statement',
        id
      ),
    originOf: id => {
      // Articles of one origin share it, with all its reasons.
      const origin = once(`origin of ${id}`, () => store.originIdOf(id))
      return origin && once(`origin ${origin}`, () => store.origin(origin))
    }
  }
}

const faultOf = (text: Text | null, id: TextId): string | null => {
  if (!text) return 'its text is missing from the record'
  const now = textOf(text.chars).id
  return now === id
    ? null
    : `its text is no longer the one that was read (its hash is ${now.slice(0, 12)}…, not ${id.slice(0, 12)}…)`
}
