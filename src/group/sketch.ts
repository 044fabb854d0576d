import { entries, fold, markedSpans, type Span, sentences, type Text, words } from '../text/index.ts'
import type { ArticleId, Block, Dated, QuoteId } from '../types.ts'
import commonList from './common-words.txt'
import { dayNumber, daysSpoken } from './days.ts'
import type { Vector } from './vector.ts'

/** What grouping needs of an article. `title` is given where the text does not hold it; where they are known `statements` are those it carries, each by one of its quotations, and `copies` the article itself and those that came before it whose copy it carries. */
export type Grouped = {
  readonly id: ArticleId
  readonly text: Text
  readonly blocks: readonly Block[]
  readonly published: Dated | null
  readonly title?: string | null
  readonly statements?: readonly QuoteId[]
  readonly copies?: readonly ArticleId[]
}

/** Parts of an article that are compared apart: a headline says the subject, a lead the news, names and numbers the event. */
export const FIELDS = ['title', 'lead', 'body', 'names', 'numbers'] as const
export type Field = (typeof FIELDS)[number]

/** How often each term is used. */
export type Counts = ReadonlyMap<number, number>

/**
 * What an article, or all articles of a story together, are about: `vectors` are sums over `size` articles, so that their products divided by the sizes
 * are means over pairs. `days` are the days the texts speak of, `leads` those they begin with; `quoted` are runs of words that stand in marks,
 * `stated` the statements that are carried, each once, and the copies.
 */
export type Sketch = {
  readonly size: number
  readonly first: number | null
  readonly last: number | null
  readonly vectors: Readonly<Record<Field, Vector>>
  readonly days: ReadonlyMap<number, number>
  readonly leads: readonly number[]
  readonly quoted: Uint32Array
  readonly stated: Uint32Array
}

/** An article's terms with how often it uses them, before their commonness is weighed. */
export type Draft = Omit<Sketch, 'vectors'> & { readonly counts: Readonly<Record<Field, Counts>> }

/** Words and marks that count as the lead: two or three sentences. */
const LEAD = 90

/** Words of a run in marks: two outlets that quote one speech share many, two speeches on one subject hardly any. */
const RUN = 4

/** The shortest stretch in marks whose runs are kept: shorter ones are titles and nicknames. */
const LEAST_MARKED = 15

const OUTSIDE: ReadonlySet<Block['kind']> = new Set(['title', 'byline', 'section', 'credit', 'furniture', 'dateline'])
const common = new Set(entries(commonList))

/** What an article is about, by its own text alone. */
export const draftOf = ({ text, blocks, published, title, statements = [], copies = [] }: Grouped): Draft => {
  const body = blocks
    .filter(one => !OUTSIDE.has(one.kind))
    .flatMap(block => sentences(text, block).map(one => tokensIn(text, one)))
  const printed = blocks.filter(one => one.kind === 'title').map(block => text.chars.slice(block.start, block.end))
  const head = title ?? printed.join(' ')
  const day = dayNumber(published)
  const inOrder = body.flat()
  const { days, lead } = daysSpoken(inOrder, day, LEAD)
  return {
    size: 1,
    first: day,
    last: day,
    counts: {
      title: counted(termsOf(tokensIn({ ...text, chars: head }, { start: 0, end: head.length }))),
      lead: counted(termsOf(inOrder.slice(0, LEAD))),
      body: counted(termsOf(inOrder)),
      names: counted(body.flatMap(namesIn)),
      numbers: counted(inOrder.filter(word => /^\d./.test(word)))
    },
    days,
    leads: lead === null ? [] : [lead],
    quoted: once(blocks.filter(one => !OUTSIDE.has(one.kind)).flatMap(block => runsIn(text, block).map(keyOf))),
    stated: once([...statements, ...copies].map(keyOf))
  }
}

const tokensIn = (text: Text, within: Span): string[] => words(text, within).map(({ start, end }) => text.chars.slice(start, end))

/** Lower case, without accents, dots and the possessive: "O’Hare’s" is "ohare". */
const plain = (word: string): string => {
  const folded = /^[\x00-\x7f]*$/.test(word) ? word.toLowerCase() : fold(word).chars
  return folded.replace(/'s$/, '').replace(/[.']/g, '')
}

const isTerm = (word: string) => word.length > 1 && /[\p{L}\p{N}]/u.test(word) && !common.has(word)

const termsOf = (tokens: readonly string[]) => tokens.map(plain).filter(isTerm).map(stem)

/** A word without its plural and its verb's endings, where enough of it stays: "talks" and "talked" are "talk". */
const stem = (word: string): string => {
  if (word.length <= STEM || /\d/.test(word)) return word
  const single = word.replace(/(?<=[^siu])s$/, '')
  const bare = single.replace(/(?:ings?|ed|es|ers?|e)$/, '')
  return bare.length >= STEM ? bare : single
}
const STEM = 4

/** The words of a sentence that begin with a capital, its first word aside, and each two that end a name: "Maya Okafor Lund" gives four terms. */
const namesIn = (sentence: readonly string[]): string[] => {
  const found: string[] = []
  let before: string | null = null
  let begun = false
  for (const word of sentence) {
    if (!/[\p{L}\p{N}]/u.test(word)) {
      before = null
      continue
    }
    const term = plain(word)
    const name = begun && /^\p{Lu}/u.test(word) && isTerm(term)
    if (name) found.push(term)
    if (name && before) found.push(`${before} ${term}`)
    before = name ? term : null
    begun = true
  }
  return found
}

const runsIn = (text: Text, block: Block): string[] =>
  markedSpans(text, block)
    .filter(({ inner }) => inner.end - inner.start >= LEAST_MARKED)
    .flatMap(({ inner }) => {
      const said = tokensIn(text, inner)
        .map(plain)
        .filter(word => /[\p{L}\p{N}]/u.test(word))
      return said.slice(RUN - 1).map((_, i) => said.slice(i, i + RUN).join(' '))
    })

/** These numbers, each once, in the order in which they came first. */
export const once = (numbers: Iterable<number>): Uint32Array => Uint32Array.from(new Set(numbers))

const counted = (terms: readonly string[]): Counts => {
  const counts = new Map<number, number>()
  for (const key of terms.map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** The number that stands for a word or a run of words: FNV-1a, of 32 bits. */
const keyOf = (words: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
