import { textOf } from '../../text/index.ts'
import type { Block, BlockKind, Dated, Found, Problem, Reading } from '../../types.ts'
import { completenessOf } from '../completeness.ts'
import type { Hints } from '../hints.ts'
import { languageOf } from '../language.ts'
import { outletIn } from '../outlet.ts'
import { readBody } from '../text/body.ts'
import { suspicionOf } from '../text/furniture.ts'
import { isByline, isDateline, type Roles } from '../text/head.ts'
import { type Line, lineOf, plainOf } from '../text/lines.ts'
import { publishedWith, timesOfPosts, withTimes } from '../text/posts.ts'
import { readText } from '../text/read.ts'
import { spreadFurniture } from '../text/regions.ts'
import { type Piece, piecesOf } from './blocks.ts'
import { canonicalOf } from './canonical.ts'
import { linesBetweenTags, openDocument } from './document.ts'
import { alike, type Metadata, metadataOf } from './metadata.ts'
import { findPosts, unprintedPosts } from './posts.ts'
import { leadOf, numberProse, widened } from './prose.ts'
import { regionOf } from './region.ts'
import { kindByTag, type Verdict, verdictsOf } from './rules.ts'

/** The Reading of an HTML page: the article's region as text, one block a line, with the furniture that stands inside it marked. */
export const readHtml = (html: string, hints: Hints): Found<Reading> => {
  const problems: Problem[] = []
  try {
    const opened = openDocument(html)
    if (opened) {
      const { document } = opened
      const metadata = metadataOf(opened)
      const printed = lazily(document.body?.textContent ?? '')
      const prose = numberProse(document)
      const posts = findPosts(document, metadata.updates)
      const region = posts?.region ?? regionOf(document)
      const found = region ? piecesOf(region) : []
      const pieces = widened(posts ? [...leadOf(found, prose), ...found] : found, prose)
      if (!pieces.length) problems.push({ code: 'parse/no-region', at: null, note: 'No part of the page reads like an article.' })
      const told = posts || !metadata.updates.length ? null : unprintedPosts(metadata.updates, printed())
      const times = posts?.times ?? told?.times ?? []
      const read = assemble({ metadata, posts: times }, printed, [...pieces, ...(told?.pieces ?? [])], hints, problems)
      const canonical = canonicalOf(document, hints.address)
      return canonical ? { ...read, value: { ...read.value, canonical } } : read
    }
  } catch (error) {
    problems.push({
      code: 'parse/broken-html',
      at: null,
      note: `The page could not be read as HTML: ${String(error).slice(0, 200)}`
    })
  }
  problems.push({
    code: 'parse/no-document',
    at: null,
    note: 'The page is no document that can be read: its text stands without its elements.'
  })
  const { value } = readText(linesBetweenTags(html), hints)
  return { value: { ...value, completeness: 'unknown' }, problems }
}

/** All that a page prints, in its plain form: most pages are read without it. */
type Printed = () => string

const lazily = (chars: string): Printed => {
  let plain: string | null = null
  return () => {
    plain ??= plainOf(chars)
    return plain
  }
}

/** A line of the text to be made, with what is known of it already. */
type Draft = { chars: string; kind: BlockKind | null; why?: string; tagged: BlockKind | null }

/** What a page says of its article, and the times of the posts of a live blog, which its pieces point at. */
type Told = { readonly metadata: Metadata; readonly posts: readonly Dated[] }

const assemble = (
  { metadata: told, posts }: Told,
  printed: Printed,
  pieces: readonly Piece[],
  hints: Hints,
  problems: Problem[]
): Found<Reading> => {
  const metadata = { ...told, published: publishedWith(told.published, posts) }
  const body = verdictsOf(pieces).map((verdict, at) => draftOf(verdict, pieces, at, metadata))
  const head = headOf(metadata, printed, pieces, hints)
  const drafts = [...head, ...body]
  const { chars, lines } = linesOf(drafts)
  const { roles, whys } = rolesOf(lines, drafts, metadata.outlet)
  const blocks: Block[] = lines.map(({ start, end }, i) => {
    const kind = roles[i] ?? 'paragraph'
    return kind === 'furniture' ? { start, end, kind, why: whys[i] ?? 'furniture' } : { start, end, kind }
  })
  if (!blocks.some(({ kind }) => kind === 'paragraph'))
    problems.push({ code: 'parse/no-body', at: null, note: 'No block reads like a paragraph of an article.' })
  const held = completenessOf(lines, blocks, printed)
  const marked = new Map(pieces.flatMap(({ post }, at) => (post === null ? [] : [[head.length + at, posts[post]] as const])))
  const times = marked.size ? marked : timesOfPosts(lines, blocks, metadata)
  const value: Reading = {
    text: textOf(chars),
    blocks: withTimes(blocks, times),
    byline: metadata.byline,
    outlet: metadata.outlet ?? outletIn(lines, blocks),
    language: languageOf(chars) ?? metadata.language,
    published: metadata.published ?? hints.published ?? null,
    updated: metadata.updated,
    completeness: held.completeness
  }
  return { value, problems: [...problems, ...held.problems] }
}

/** The blocks that stand before the body: of what the fields say, that which the page also prints. */
const headOf = (metadata: Metadata, printed: Printed, pieces: readonly Piece[], hints: Hints): Draft[] => {
  const head: Draft[] = []
  const add = (kind: BlockKind, chars: string | null | undefined) => {
    if (chars) head.push({ chars, kind, tagged: null })
  }
  const title = metadata.title ?? hints.title
  const dek = metadata.dek
  const opens = pieces.slice(0, 40).some(piece => dek && same(piece.chars, dek))
  add('title', title)
  if (dek && dek !== title && !opens && dek.length > 20 && printed().includes(plainOf(dek)))
    add('dek', inBody(dek, pieces) ? null : dek)
  if (metadata.byline.length) add('byline', metadata.byline.join(', '))
  if (metadata.published) add('dateline', metadata.published.value)
  return head
}

const same = (a: string, b: string) => plainOf(a) === plainOf(b)
const inBody = (dek: string, pieces: readonly Piece[]) => {
  const wanted = plainOf(dek)
  return pieces.some(piece => plainOf(piece.chars).includes(wanted))
}

const draftOf = (verdict: Verdict, pieces: readonly Piece[], at: number, metadata: Metadata): Draft => {
  const piece = pieces[at]
  const draft = { chars: piece.chars, tagged: kindByTag(piece) }
  if (metadata.title && same(piece.chars, metadata.title)) return { ...draft, kind: 'furniture', why: 'headline repeated' }
  const early = at < 12 && !pieces.slice(0, at).some(one => one.chars.split(' ').length > 40)
  if (early && at < 4 && (piece.tag === 'h1' || (piece.tag === 'h2' && metadata.title && alike(piece.chars, metadata.title))))
    return { ...draft, kind: 'furniture', why: 'headline repeated' }
  if (early && metadata.dek && same(piece.chars, metadata.dek) && !isLead(pieces, at)) return { ...draft, kind: 'dek' }
  if (metadata.byline.some(name => same(piece.chars.replace(/^by\s+/i, ''), name)))
    return { ...draft, kind: 'furniture', why: 'byline repeated' }
  if (at > pieces.length / 2 && isWritersCard(piece.chars, metadata.byline))
    return { ...draft, kind: 'furniture', why: 'contact' }
  return verdict ? { ...draft, kind: verdict.kind, why: verdict.why } : { ...draft, kind: null }
}

/** A card about a writer is no longer than this, in characters. */
const CARD_CHARS = 600

/** What a page says of its own writer below the article: "Mara Lind is a fellow of the Vestburg Institute." */
const isWritersCard = (chars: string, byline: readonly string[]): boolean => {
  if (chars.length > CARD_CHARS || /["“”«»„]/.test(chars)) return false
  const name = byline.find(one => one.includes(' ') && chars.startsWith(`${one} `))
  return name !== undefined && TELLS_OF_A_WRITER.test(chars.slice(name.length))
}
const TELLS_OF_A_WRITER =
  /^ (?:is|was|has|covers|writes|reports|works|joined|ist|war|arbeitet|schreibt|berichtet|est|couvre|es|è|är|er|jobber|skriver) /

/** A paragraph of prose has more characters. */
const PROSE_CHARS = 80

/** An article's first paragraph stands in the same box as the next, whatever the page's description took from it; a dek has a box of its own. */
const isLead = (pieces: readonly Piece[], at: number): boolean => {
  const [piece, next] = [pieces[at], pieces.slice(at + 1).find(({ tag, chars }) => tag === 'p' && chars.length > PROSE_CHARS)]
  const boxes = ({ boxes }: Piece) => boxes.map(({ names }) => names).join('\n')
  return piece.tag === 'p' && next !== undefined && boxes(piece) === boxes(next)
}

const linesOf = (drafts: readonly Draft[]): { chars: string; lines: Line[] } => {
  const chars = drafts.map(draft => draft.chars).join('\n\n')
  const lines: Line[] = []
  let start = 0
  for (const draft of drafts) {
    lines.push(lineOf(chars, { start, end: start + draft.chars.length, apart: true }))
    start += draft.chars.length + 2
  }
  return { chars, lines }
}

/** In a paragraph of so many words news tells of comments, videos and accounts as often as a page speaks of its own. */
const PROSE_WORDS = 25
const TOLD_OF: ReadonlySet<string> = new Set(['comments', 'link', 'notifications', 'registration', 'video'])

const rolesOf = (
  lines: readonly Line[],
  drafts: readonly Draft[],
  outlet: string | null
): { roles: Roles; whys: (string | null)[] } => {
  const suspicions = lines.map((line, i) => {
    const { kind, why } = drafts[i]
    if (kind === 'furniture') return { level: 2 as const, why: why ?? 'furniture' }
    if (kind) return { level: 0 as const, why: '' }
    const suspicion = suspicionOf(line)
    const isProse = drafts[i].tagged === 'paragraph' && line.words >= PROSE_WORDS && TOLD_OF.has(suspicion.why)
    return isProse ? { level: 0 as const, why: '' } : suspicion
  })
  const whys = spreadFurniture(lines, suspicions, outlet)
  const roles: Roles = drafts.map(({ kind }, i) => kind ?? (whys[i] === null ? null : 'furniture'))
  lines.forEach((line, i) => {
    if (roles[i] !== null) return
    if (isDateline(line)) roles[i] = 'dateline'
    else if (isByline(line) && line.words < 12) roles[i] = 'byline'
    else if (drafts[i].tagged && drafts[i].tagged !== 'paragraph') roles[i] = drafts[i].tagged
  })
  readBody(lines, roles)
  return { roles, whys }
}
