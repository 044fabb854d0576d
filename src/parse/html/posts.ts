import type { Dated } from '../../types.ts'
import { plainOf } from '../text/lines.ts'
import { LARGEST_SHARE, LEAST_POSTS } from '../text/posts.ts'
import { type Piece, POST } from './blocks.ts'
import { isoDate } from './iso.ts'
import type { Update } from './linked-data.ts'
import { isElsewhere } from './prose.ts'
import { eachElement } from './walk.ts'

/** The posts of a live blog: the element that holds them all, and their times. Where a post begins the page bears its number (`POST`). */
export type Posts = { readonly region: Element; readonly times: readonly Dated[] }

/** A post that says something has a paragraph of so many characters; some are a picture, or somebody else's post, alone. */
const LEAST_PROSE = 40
/** The posts that say something, and the page's prose that stands in posts: with less the times are those of a list of other articles. */
const LEAST_SHARE = 0.5

type Start = { readonly element: Element; readonly time: Dated }

/** The posts of a page: by the times that its boxes print one after the other, else by what its JSON-LD says of each; null for other pages. */
export const findPosts = (document: Document, updates: readonly Update[]): Posts | null => {
  const starts = printedStarts(document) ?? toldStarts(document, updates)
  if (!starts) return null
  for (const [n, { element }] of starts.entries()) element.setAttribute(POST, String(n))
  return { region: commonParent(starts.map(({ element }) => element)), times: starts.map(({ time }) => time) }
}

/** A list of boxes, or of heads with what follows them, each with a time of its own: `<article><time datetime="…">12.05</time> <p>…</p></article>`. */
const printedStarts = (document: Document): readonly Start[] | null => {
  const times = [...document.getElementsByTagName('time')].flatMap((element): Start[] => {
    const time = isoDate(element.getAttribute('datetime'), 'time element')
    return time && time.precision !== 'day' ? [{ element, time }] : []
  })
  if (times.length < LEAST_POSTS) return null
  const page = proseIn(document.body)
  const found = [...listsOf(times)].map(([, starts]) => starts).filter(starts => isOfPosts(starts, page))
  return found.sort((a, b) => b.length - a.length)[0] ?? null
}

/** What holds times in several of its children, and the children; several lists of one kind are one, as the days of a live blog are. */
const listsOf = (times: readonly Start[]): ReadonlyMap<string, readonly Start[]> => {
  const lists = new Map<Element, Start[]>()
  for (const { element, time } of times)
    for (let child: Element = element, list = child.parentElement; list; child = list, list = list.parentElement) {
      const starts = lists.get(list) ?? []
      lists.set(list, starts)
      if (starts.at(-1)?.element !== child) starts.push({ element: child, time })
    }
  const kinds = new Map<string, Start[]>()
  for (const [list, starts] of lists) {
    if (starts.length < 2 || isBeside(list)) continue
    const kind = `${list.localName}.${list.getAttribute('class') ?? ''} ${starts[0].element.localName}`
    const all = kinds.get(kind) ?? []
    kinds.set(kind, all)
    // The head of the page has a time too.
    for (const one of starts) if (!one.element.querySelector('h1')) all.push(one)
  }
  return kinds
}

const isBeside = (element: Element): boolean => {
  for (let at: Element | null = element; at && at.localName !== 'body'; at = at.parentElement) if (isElsewhere(at)) return true
  return false
}

const isOfPosts = (starts: readonly Start[], page: number): boolean => {
  if (starts.length < LEAST_POSTS) return false
  const told = starts.map(({ element }, n) => proseFrom(element, starts[n + 1]?.element ?? null))
  const all = told.reduce((sum, length) => sum + length, 0)
  const telling = told.filter(length => length >= LEAST_PROSE).length
  return (
    telling >= Math.max(LEAST_POSTS, LEAST_SHARE * starts.length) &&
    all >= LEAST_SHARE * page &&
    told.every(length => length <= LARGEST_SHARE * all) &&
    new Set(starts.map(({ time }) => time.value)).size >= LEAST_POSTS &&
    starts.filter(leadsAway).length <= LEAST_SHARE * starts.length
  )
}

/** A headline is longer than a button. */
const HEADLINE_WORDS = 4

/** Whether a box begins with a link to another page: it tells of another article. A post may link to itself, by a fragment. */
const leadsAway = ({ element }: Start): boolean => {
  let link: Element | null = null
  eachElement(element, inner => {
    if (link === null && inner.localName === 'a' && (inner.textContent ?? '').trim().split(/\s+/).length >= HEADLINE_WORDS)
      link = inner
    return link === null && inner.localName !== 'p' && inner.localName !== 'blockquote'
  })
  const href = (link as Element | null)?.getAttribute('href')
  return typeof href === 'string' && !href.includes('#')
}

const proseFrom = (start: Element, next: Element | null): number => {
  let sum = 0
  for (let at: Element | null = start; at && at !== next; at = at.nextElementSibling) sum += proseIn(at)
  return sum
}

const PROSE: ReadonlySet<string> = new Set(['p', 'li', 'blockquote'])

const proseIn = (element: Element): number => {
  if (PROSE.has(element.localName)) return lengthOf(element)
  let sum = 0
  eachElement(element, inner => {
    const isProse = PROSE.has(inner.localName)
    if (isProse) sum += lengthOf(inner)
    return !isProse
  })
  return sum
}

const lengthOf = (element: Element): number => (element.textContent ?? '').trim().length

/** The posts that the page's JSON-LD tells of, where it prints them: by their address's fragment, else by their first words. */
const toldStarts = (document: Document, updates: readonly Update[]): Start[] | null => {
  if (updates.length < LEAST_POSTS) return null
  const order = new Map<Element, number>()
  const byId = new Map<string, Element>()
  const byWords = new Map<string, Element>()
  eachElement(document.body, element => {
    order.set(element, order.size)
    if (element.id && !byId.has(element.id)) byId.set(element.id, element)
    const opening = OPENS.test(element.localName) ? openingOf(element.textContent ?? '') : ''
    if (opening && !byWords.has(opening)) byWords.set(opening, element)
    return true
  })
  const starts = updates.flatMap(({ time, fragment, headline, body }): Start[] => {
    const printed = [headline, body].map(one => byWords.get(openingOf(one ?? ''))).find(Boolean)
    const element = (fragment && byId.get(fragment)) || printed
    return element ? [{ element, time }] : []
  })
  const found = [...new Map(starts.map(one => [one.element, one])).values()]
  return found.length < LEAST_POSTS ? null : found.sort((a, b) => order.get(a.element)! - order.get(b.element)!)
}

const OPENS = /^(?:p|h[2-6]|li|blockquote)$/
/** First words enough to know a paragraph by, and too few: in characters. */
const OPENING = { most: 50, least: 10 }

/** The first words of a stretch in their plain form; nothing where they are too few. */
const openingOf = (words: string): string => {
  const plain = words
    .slice(0, 4 * OPENING.most)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return plain.length < OPENING.least ? '' : plain.slice(0, OPENING.most)
}

/** Posts that a script would put into the page, as its JSON-LD holds them. */
export const unprintedPosts = (updates: readonly Update[], printed: string): { pieces: Piece[]; times: Dated[] } | null => {
  const told = updates.filter(({ body }) => body !== null && !printed.includes(plainOf(body.slice(0, OPENING.most))))
  if (told.length < Math.max(LEAST_POSTS, updates.length)) return null
  const pieces = told.flatMap(({ headline, body }, post) =>
    [...(headline ? [pieceOf(headline, 'h2')] : []), ...paragraphsIn(body!).map(chars => pieceOf(chars, 'p'))].map((piece, n) =>
      n ? piece : { ...piece, post }
    )
  )
  return { pieces, times: told.map(({ time }) => time) }
}

const paragraphsIn = (body: string): string[] =>
  body
    .replace(/<[^<>]*>/g, '\n')
    .split('\n')
    .map(line => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)

const pieceOf = (chars: string, tag: string): Piece => ({
  ...{ chars, tag, inside: [tag], boxes: [], linked: 0, bold: 0, timed: 0 },
  post: null,
  number: null
})

const commonParent = (elements: readonly Element[]): Element => {
  let parent = elements[0].parentElement ?? elements[0]
  while (parent.parentElement && !elements.every(one => parent.contains(one))) parent = parent.parentElement
  return parent
}
