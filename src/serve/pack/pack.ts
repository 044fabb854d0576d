import type { Store } from '../../store/index.ts'
import { sha256 } from '../../store/index.ts'
import { hashOf } from '../../text/index.ts'
import type { ArticleId, QuoteId } from '../../types.ts'
import type { Chosen } from '../answer/chosen.ts'
import { articleLine, quotationView } from '../answer/lines.ts'
import type { Look } from '../answer/look.ts'
import { factsOf } from '../cite/facts.ts'
import { asAnnotation } from '../cite/linked.ts'
import { Failure } from '../command/exit.ts'
import type { FolderFile } from '../command/folder.ts'
import { type Log, startLog } from './log.ts'
import { readmeOf } from './readme.ts'
import verifier from './verify.mjs'

/** The version of how a pack is laid out: it rises when a verifier of before would misread it. */
const PACK_VERSION = 1

/** Who made a pack, when, of what: what its log begins with. */
export type Making = { readonly version: string; readonly made: string; readonly asked: readonly string[] }

/** The files of an evidence pack: pages, texts, annotations, the log, the manifest with its seal, and what says and checks all that. `miss` is told which pages are not there. */
export function* packFiles(look: Look, chosen: Chosen, making: Making, miss: (reason: string) => void): Generator<FolderFile> {
  const files: { path: string; size: number; sha256: string }[] = []
  const listed = (path: string, content: Uint8Array | string): FolderFile => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    files.push({ path, size: bytes.length, sha256: sha256(bytes) })
    return { path, bytes }
  }
  const log = startLog()
  log.note({ what: 'pack', schema: PACK_VERSION, by: `Onrecord ${making.version}`, made: making.made, asked: making.asked })
  const once = new Set<string>()
  for (const article of chosen.articles)
    for (const { path, bytes } of articleFiles(look, article, log, miss))
      if (!once.has(path)) {
        once.add(path)
        yield listed(path, bytes)
      }
  for (const id of chosen.quotations) yield listed(...annotationOf(look, id, log))
  for (const id of chosen.statements) noteStatement(look, id, chosen, log)
  yield listed('log.jsonl', `${log.lines().join('\n')}\n`)
  yield listed('README.txt', readmeOf(chosen))
  yield listed('verify.mjs', verifier)
  const chain = { lines: log.lines().length, last: log.last() }
  const manifest = `${JSON.stringify({ schema: PACK_VERSION, log: chain, files: inOrder(files) }, null, 2)}\n`
  yield { path: 'manifest.json', bytes: manifest }
  yield { path: 'manifest.sha256', bytes: `${hashOf(manifest)}  manifest.json\n` }
}

const inOrder = <T extends { path: string }>(files: readonly T[]): T[] => [...files].sort((a, b) => (a.path < b.path ? -1 : 1))

/** An article's text and page, and their lines in the log. A text that does not check is no evidence, and neither is a pack without it. */
function* articleFiles(look: Look, id: ArticleId, log: Log, miss: (reason: string) => void): Generator<FolderFile> {
  const { text, address } = look.article(id)
  const refused = look.fault(text.id)
  if (refused) throw new Failure('unsound', `Nothing was packed: article ${id} (${address}) is refused: ${refused}.`)
  const { outlet, title, byline, published, updated, seen, completeness } = articleLine(look, id)
  const path = `texts/${text.id}.txt`
  const page = pageOf(look.store, id)
  if ('why' in page) miss(`article ${id} (${address}): ${page.why}.`)
  else {
    const { file, bytes, ...told } = page
    yield { path: file, bytes }
    log.note({ what: 'page', article: id, ...told, file, sha256: file.slice('pages/'.length, 'pages/'.length + 64) })
  }
  yield { path, bytes: text.chars }
  const facts = { address, outlet, title, byline, published, updated, seen, completeness }
  log.note({
    what: 'article',
    article: id,
    ...facts,
    file: path,
    sha256: text.id,
    ...('why' in page ? { page: null, why: page.why } : { page: page.file })
  })
}

const ENDINGS: Record<string, string> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/plain': 'txt',
  'application/pdf': 'pdf'
}

const pageOf = (store: Store, id: ArticleId) => {
  const page = store.page(id)
  if (!page)
    return { why: store.kept(id) ? 'the page it was read from is missing or damaged' : 'it was added without a page to keep' }
  const { address, seen, mediaType, charset, headers, bytes } = page
  const file = `pages/${sha256(bytes)}.${ENDINGS[mediaType] ?? 'bin'}`
  return { file, bytes, address, seen, mediaType, charset, headers: headers ?? null, size: bytes.length }
}

const annotationOf = (look: Look, id: QuoteId, log: Log): [string, string] => {
  const facts = factsOf(look, id, '')
  const { article, form, part, content, speaker, attribution, said, corrected = [] } = quotationView(look, look.quotation(id))
  const path = `annotations/${id}.jsonld`
  const annotation = `${asAnnotation({ ...facts, link: `urn:onrecord:quotation:${id}` })}\n`
  const judged = { speaker: speaker?.name ?? null, why: attribution.why, confidence: attribution.confidence }
  const spans = content.map(({ start, end }) => [start, end])
  const which = { quotation: id, article: article.id, form, part, ...judged, said: said?.date ?? null }
  log.note({ what: 'quotation', ...which, text: facts.hash, spans, file: path, sha256: hashOf(annotation) })
  for (const { at, by, why, sentence, standing, carriedFrom } of corrected)
    log.note({ what: 'correction', quotation: id, at, by, why, sentence, standing, ...(carriedFrom ? { carriedFrom } : {}) })
  return [path, annotation]
}

const noteStatement = (look: Look, id: Chosen['statements'][number], { quotations }: Chosen, log: Log) => {
  const { speaker, variants } = look.statement(id)
  const printings = variants.filter(one => quotations.has(one.quotation))
  log.note({
    what: 'statement',
    statement: id,
    speaker: speaker && look.speaker(speaker).name,
    printings: printings.map(({ quotation, relation }) => ({ quotation, relation })),
    printingsNotHere: variants.length - printings.length
  })
}
