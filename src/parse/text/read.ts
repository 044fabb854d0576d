import { type Span, textOf } from '../../text/index.ts'
import type { Block, BlockKind, Dated, Found, Problem, Reading } from '../../types.ts'
import { namesIn } from '../byline.ts'
import { completenessOf } from '../completeness.ts'
import { printedDates } from '../dates.ts'
import type { Hints } from '../hints.ts'
import { languageOf } from '../language.ts'
import { outletIn, outletNamed } from '../outlet.ts'
import { markSummary, readBody } from './body.ts'
import { suspicionOf } from './furniture.ts'
import { type Roles, readHead } from './head.ts'
import { type Line, readLines } from './lines.ts'
import { strayLinks } from './links.ts'
import { headsOfPosts, publishedWith, timesOfPosts, withTimes } from './posts.ts'
import { spreadFurniture } from './regions.ts'

/** The Reading of plain text or Markdown, whose characters are kept as they stand. */
export const readText = (chars: string, hints: Hints): Found<Reading> => {
  const lines = readLines(chars)
  const blocks = blocksOf(lines, hints)
  const problems: Problem[] = []
  if (!blocks.some(({ kind }) => kind === 'paragraph'))
    problems.push({ code: 'parse/no-body', at: null, note: 'No line reads like a paragraph of an article.' })
  const held = completenessOf(lines, blocks)
  const { completeness } = held
  const metadata = metadataOf(chars, lines, blocks, hints)
  const times = timesOfPosts(lines, blocks, metadata)
  const published = publishedWith(metadata.published, [...times.values()])
  const value = { text: textOf(chars), blocks: withTimes(blocks, times), ...metadata, published, completeness }
  return { value, problems: [...problems, ...held.problems] }
}

/** What each line is: furniture first, then the head, then links astray in the body, then the body. */
export const blocksOf = (lines: readonly Line[], hints: Hints): Block[] => {
  const suspicions = lines.map(suspicionOf)
  const outlet = outletNamed(lines.filter((_, i) => suspicions[i].level === 2))
  const whys = spreadFurniture(lines, suspicions, outlet)
  if (lines.length > 1 && OWN_LABEL.test(lines[0].plain)) whys[0] = null
  const roles: Roles = whys.map(why => (why === null ? null : 'furniture'))
  markSummary(lines, roles)
  for (const at of headsOfPosts(lines)) roles[at] = 'dateline'
  const body = readHead(lines, roles, hints)
  for (const { at, why } of strayLinks(lines, roles, body)) {
    roles[at] = 'furniture'
    whys[at] = why
  }
  for (const at of writersCards(lines, roles)) {
    roles[at] = 'furniture'
    whys[at] = 'contact'
  }
  readBody(lines, roles)
  return lines.map((line, i) => {
    const kind = roles[i] ?? 'paragraph'
    const span = withoutMark(line, kind)
    return kind === 'furniture' ? { ...span, kind, why: whys[i] ?? 'furniture' } : { ...span, kind }
  })
}

/** A label that points elsewhere in the body says, in the first line, what kind of piece this is: "Opinion: Leave the quay alone". */
const OWN_LABEL =
  /^(?:opinion|analysis|news analysis|fact check|explained|explainer|profile|timeline|interactive|live|live updates|recap|in depth|longread|inside story|in pictures|in photos|in charts|mapped|quiz|podcast): /

/** The span of a line without the mark that gave it its kind in Markdown: "## Repairs", "> We will not open it." */
const withoutMark = ({ start, end, chars }: Line, kind: BlockKind): Span => {
  const mark = kind === 'title' || kind === 'heading' ? /^#{1,6}\s+(?=\S)/ : kind === 'quotation' ? /^>\s*(?=\S)/ : null
  return { start: start + (mark?.exec(chars)?.[0].length ?? 0), end }
}

/** What stands below an article about who wrote it: "Mara Lind writes about the coast." */
const writersCards = (lines: readonly Line[], roles: Roles): number[] => {
  const writers = lines.flatMap((line, i) => (roles[i] === 'byline' ? namesIn(line.chars) : []))
  const isCard = ({ chars, plain }: Line) =>
    !plain.includes('"') && writers.some(name => chars.startsWith(`${name} `) && CARD.test(plain.slice(name.length)))
  return lines.flatMap((line, i) => (roles[i] === null && i >= lines.length - CARDS_WITHIN && isCard(line) ? [i] : []))
}

const CARD = /^ (?:is|was|writes|covers|reports|has (?:covered|reported|written)|teaches|works|joined|contributes)\b/
/** Cards stand at the very end; what may follow is furniture too. */
const CARDS_WITHIN = 6

type Metadata = {
  byline: string[]
  outlet: string | null
  language: string | null
  published: Dated | null
  updated: Dated | null
}

const metadataOf = (chars: string, lines: readonly Line[], blocks: readonly Block[], hints: Hints): Metadata => {
  const ofKind = (kind: Block['kind']) => lines.filter((_, i) => blocks[i].kind === kind)
  const dates = [...ofKind('dateline'), ...ofKind('byline')].flatMap(line => printedDates(line.chars).dates)
  const published = dates.find(({ updated }) => !updated)?.dated ?? hints.published ?? null
  return {
    byline: [...new Set(ofKind('byline').flatMap(line => namesIn(line.chars)))],
    outlet: outletIn(lines, blocks),
    language: languageOf(chars),
    published,
    updated: dates.find(({ updated }) => updated)?.dated ?? null
  }
}
