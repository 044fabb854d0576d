import { NUMBER, type Piece, piecesOf } from './blocks.ts'
import { eachElement, namesOf } from './walk.ts'

/** A paragraph, sub-heading or item of the page as it stood before anything was taken out, numbered in order, and the kind of box it stands in. */
export type Prose = { readonly number: number; readonly piece: Piece; readonly holder: string; readonly article: Element | null }

/** A shorter paragraph says little about where an article stands. */
const LONG = 80
/** Boxes in which prose is no part of the article. */
const ELSEWHERE: ReadonlySet<string> = new Set(['aside', 'footer', 'nav', 'form', 'header', 'figure', 'table'])
const ELSEWHERE_NAMES = /comment/
const ELSEWHERE_CLASSES = /related|newsletter|promo|cookie|consent/

/** Whether an element's name, class or role says that what it holds is no part of the article. */
export const isElsewhere = (element: Element): boolean =>
  ELSEWHERE.has(element.localName) ||
  ELSEWHERE_NAMES.test(namesOf(element)) ||
  ELSEWHERE_CLASSES.test(element.getAttribute('class') ?? '') ||
  element.getAttribute('role') === 'dialog'

const PROSE: ReadonlySet<string> = new Set(['p', 'h2', 'h3', 'h4', 'li'])
/** A paragraph that holds one of these is a box. */
const HOLDS_PROSE: ReadonlySet<string> = new Set(['p', 'li', 'div', 'ul'])

/** Numbers the paragraphs, sub-headings and items of a page, and keeps a copy of each. */
export const numberProse = (document: Document): Prose[] => {
  const found: Prose[] = []
  const walk = (element: Element, elsewhere: boolean, article: Element | null): void => {
    const away = elsewhere || isElsewhere(element)
    const home = element.localName === 'article' ? element : article
    let holds = false
    if (PROSE.has(element.localName)) {
      eachElement(element, inner => {
        holds ||= HOLDS_PROSE.has(inner.localName)
        return !holds
      })
      if (!holds) {
        const prose = proseOf(element, found.length)
        if (prose) found.push({ ...prose, holder: away ? '' : holderOf(element), article: home })
        return
      }
    }
    for (let child = element.firstChild; child; child = child.nextSibling)
      if (child.nodeType === 1) walk(child as Element & ChildNode, away, home)
  }
  walk(document.documentElement, false, null)
  return found
}

const proseOf = (element: Element, number: number): Pick<Prose, 'number' | 'piece'> | null => {
  const [piece, ...more] = piecesOf(element)
  if (!piece || more.length) return null
  element.setAttribute(NUMBER, String(number))
  const inside = element.localName === 'li' ? ['ul', 'li'] : [element.localName]
  return { number, piece: { ...piece, tag: element.localName, inside } }
}

/** What holds a paragraph: the name and classes of its parent, and of the next one where the parent has no class. */
const holderOf = (element: Element): string => {
  const parent = element.localName === 'li' ? element.parentElement?.parentElement : element.parentElement
  const one = (node: Element | null | undefined) =>
    node?.localName ? `${node.localName}.${(node.getAttribute('class') ?? '').trim()}` : ''
  return parent?.getAttribute('class') ? one(parent) : `${one(parent)} in ${one(parent?.parentElement)}`
}

const isLong = ({ piece }: Prose) => piece.chars.length >= LONG && piece.linked < 0.5 && piece.tag === 'p'

/** Less prose than this, in characters, is no article. */
const LEAST_ARTICLE = 400
/** A region whose prose weighs less than one part in this many of the largest holder's is only the article's beginning. */
const OUTWEIGHED = 2
/** A holder that has at least this share of the region's long paragraphs is one of the article's. */
const LEAST_SHARE = 0.3

/**
 * The pieces of a region, and between them what the page holds in boxes of the same kind: an article cut into several boxes by advertising
 * is found by Readability in one of them only. Where the region has no prose, the boxes of the kind that holds most of the page's.
 */
export const widened = (pieces: readonly Piece[], prose: readonly Prose[]): Piece[] => {
  const taken = new Set(pieces.map(({ number }) => number))
  const inside = prose.filter(one => taken.has(one.number) && isLong(one))
  const home = inside[0]?.article ?? null
  const largest = largestHolder(inside.length ? prose.filter(({ article }) => article === home) : prose)
  const isSmall = largest.size > OUTWEIGHED * sizeOf(inside)
  const holders = new Set([...commonHolders(inside), ...(isSmall && largest.holder ? [largest.holder] : [])])
  const missing = prose.filter(
    one => !taken.has(one.number) && holders.has(one.holder) && (!inside.length || one.article === home)
  )
  if (missing.filter(isLong).length === 0) return [...pieces]
  return merged(pieces, missing)
}

/** The paragraphs above the posts of a live blog, which stand outside of what holds the posts. */
export const leadOf = (pieces: readonly Piece[], prose: readonly Prose[]): Piece[] => {
  const first = pieces.find(({ number }) => number !== null)?.number ?? 0
  return prose.filter(one => one.number < first && one.holder && isLong(one)).map(({ piece }) => piece)
}

const commonHolders = (inside: readonly Prose[]): ReadonlySet<string> => {
  const counts = new Map<string, number>()
  for (const { holder } of inside) if (holder) counts.set(holder, (counts.get(holder) ?? 0) + 1)
  return new Set([...counts].filter(([, count]) => count >= LEAST_SHARE * inside.length).map(([holder]) => holder))
}

const sizeOf = (prose: readonly Prose[]) => prose.reduce((sum, { piece }) => sum + piece.chars.length, 0)

const largestHolder = (prose: readonly Prose[]): { holder: string; size: number } => {
  const sizes = new Map<string, number>()
  for (const one of prose)
    if (one.holder && isLong(one)) sizes.set(one.holder, (sizes.get(one.holder) ?? 0) + one.piece.chars.length)
  const [holder, size] = [...sizes].sort((a, b) => b[1] - a[1])[0] ?? ['', 0]
  return size > LEAST_ARTICLE ? { holder, size } : { holder: '', size: 0 }
}

const merged = (pieces: readonly Piece[], missing: readonly Prose[]): Piece[] => {
  const found: Piece[] = []
  let next = 0
  for (const piece of pieces) {
    while (piece.number !== null && next < missing.length && missing[next].number < piece.number)
      found.push(missing[next++].piece)
    found.push(piece)
  }
  return [...found, ...missing.slice(next).map(({ piece }) => piece)]
}
