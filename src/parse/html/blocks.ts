/** An element with a class or an id: its names in lower case, and how many characters of the region it holds. */
export type Box = { readonly names: string; characters: number }

/** One block of text in a region of a page, and where it stands. */
export type Piece = {
  readonly chars: string
  /** The element's name: p, h2, li, figcaption, blockquote, td … */
  readonly tag: string
  /** The names of the elements around it, from the region down. */
  readonly inside: readonly string[]
  /** The elements around it that have a class or an id, the outermost first. */
  readonly boxes: readonly Box[]
  /** The share of its characters that stand in links. */
  readonly linked: number
  /** The share of its characters that stand in bold. */
  readonly bold: number
  /** The share of its characters that stand in time elements. */
  readonly timed: number
  /** The number of the post of a live blog that begins with it; null where none does. */
  readonly post: number | null
  /** The number that its element was given before the region was cut out; null for an element without one. */
  readonly number: number | null
}

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul video audio'.split(
    ' '
  )
)
const SKIPPED = new Set([
  'script',
  'style',
  'button',
  'head',
  'title',
  'template',
  'noscript',
  'svg',
  'iframe',
  'img',
  'picture',
  'source'
])

/** Deeper pages than this are no pages. */
const DEEPEST = 400

/** The attribute that carries an element's number through the cutting. */
export const NUMBER = 'data-onrecord'

/** The attribute that carries the number of a live blog's post into its first piece. */
export const POST = 'data-onrecord-post'

type Place = Pick<Piece, 'tag' | 'inside' | 'boxes' | 'number'>
type Open = Place & { chars: string; linked: number; bold: number; timed: number }
/** Around what a text stands. */
type Around = { readonly link: boolean; readonly bold: boolean; readonly time: boolean }

/** The blocks of text in an element, in order: where a block element begins or ends, or two line breaks follow each other, a block ends. */
export const piecesOf = (region: Element): Piece[] => {
  const found: Piece[] = []
  let post: number | null = null
  let open: Open = { chars: '', linked: 0, bold: 0, timed: 0, tag: 'div', inside: [], boxes: [], number: null }
  const close = (next: Place) => {
    const chars = open.chars.replace(/[\s\u200b\ufeff]+/g, ' ').trim()
    if (chars) {
      const length = open.chars.replace(/\s/g, '').length || 1
      for (const box of open.boxes) box.characters += chars.length
      const share = (part: number) => Math.min(1, part / length)
      found.push({ ...open, chars, linked: share(open.linked), bold: share(open.bold), timed: share(open.timed), post })
      post = null
    }
    open = { ...next, chars: '', linked: 0, bold: 0, timed: 0 }
  }
  const walk = (node: Element, place: Place, around: Around): void => {
    if (place.inside.length > DEEPEST) return
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3) {
        const chars = child.textContent ?? ''
        open.chars += chars
        const length = chars.replace(/\s/g, '').length
        if (around.link) open.linked += length
        if (around.bold) open.bold += length
        if (around.time) open.timed += length
        continue
      }
      if (!isElement(child)) continue
      const tag = child.localName
      if (SKIPPED.has(tag)) continue
      if (tag === 'br') {
        if (isBreak(child)) close(place)
        else open.chars += ' '
        continue
      }
      const inside = {
        link: around.link || tag === 'a',
        bold: around.bold || tag === 'b' || tag === 'strong',
        time: around.time || tag === 'time'
      }
      const begins = child.getAttribute(POST)
      if (begins !== null) {
        close(place)
        post = Number(begins)
      }
      if (!BLOCKS.has(tag)) {
        walk(child, place, inside)
        // A time and the name that touches it are two things: "12.05 GMT" and "Mara Lind".
        if (tag === 'time' && child.nextSibling?.nodeType === 1) open.chars += ' '
        continue
      }
      const mark = child.getAttribute(NUMBER)
      const inner = {
        tag,
        inside: [...place.inside, tag],
        boxes: boxesOf(place.boxes, child),
        number: mark === null ? place.number : Number(mark)
      }
      close(inner)
      walk(child, inner, inside)
      close(place)
    }
  }
  walk(region, open, { link: false, bold: false, time: false })
  close(open)
  return found
}

/** Whether a node is an element: `instanceof` would ask for the parser's own classes. */
const isElement = (node: ChildNode): node is Element & ChildNode => node.nodeType === 1

const isBreak = (br: Element): boolean => {
  let next = br.nextSibling
  while (next && next.nodeType === 3 && !next.textContent?.trim()) next = next.nextSibling
  return !!next && isElement(next) && next.localName === 'br'
}

const boxesOf = (outer: readonly Box[], element: Element): readonly Box[] => {
  const names = ['class', 'id', 'data-testid', 'itemprop'].map(name => element.getAttribute(name) ?? '').join(' ')
  return names.trim() ? [...outer, { names: names.toLowerCase(), characters: 0 }] : outer
}
