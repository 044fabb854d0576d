import { resolve } from 'node:path'
import { sha256 } from '../../store/index.ts'
import { type Chosen, choose } from '../answer/chosen.ts'
import { count } from '../answer/count.ts'
import { articleLine } from '../answer/lines.ts'
import { type Look, startLooking } from '../answer/look.ts'
import type { Given } from '../command/commands.ts'
import { writeFolder } from '../command/folder.ts'
import { type House, withRecord, write } from '../house.ts'
import { packFiles } from './pack.ts'
import { type Archived, writeWacz } from './wacz.ts'

/** `pack [ID…] --out FOLDER`: pages, texts and quotations with all that is needed to check them; `--out FILE.wacz`: the pages alone, as a web archive. */
export const pack = (house: House, ids: readonly string[], given: Given & { out: string }): Promise<void> =>
  withRecord(house, given, async store => {
    const look = startLooking(store)()
    const chosen = choose(look, ids)
    const path = resolve(house.cwd, given.out)
    const missing: string[] = []
    const miss = (reason: string) => missing.push(reason)
    const making = { version: house.version, made: new Date().toISOString(), asked: ids }
    if (/\.wacz$/i.test(path)) {
      const pages = await writeWacz(path, pagesOf(look, chosen, miss), making)
      await write(house.out, `Archived in ${given.out}: ${count(pages, 'page')}.`)
    } else {
      writeFolder(path, packFiles(look, chosen, making, miss))
      await write(
        house.out,
        `Packed into ${given.out}: ${count(chosen.articles.length, 'article')}, ${count(chosen.quotations.size, 'quotation')}. Check it with: node ${given.out}/verify.mjs`
      )
    }
    for (const reason of missing) house.err.write(`onrecord: packed without its page: ${reason}\n`)
  })

/** What a web archive can hold of pages that came without the headers of a server. */
const WEB_PAGES: ReadonlySet<string> = new Set(['text/html', 'application/xhtml+xml', 'text/plain'])

function* pagesOf(look: Look, { articles }: Chosen, miss: (reason: string) => void): Generator<Archived> {
  const once = new Set<string>()
  for (const id of articles) {
    const { address, title } = articleLine(look, id)
    const page = look.store.page(id)
    const fail = (why: string) => miss(`article ${id} (${address}): ${why}.`)
    if (!page)
      fail(look.store.kept(id) ? 'the page it was read from is missing or damaged' : 'it was added without a page to keep')
    else if (!/^https?:/i.test(page.address) || !(page.headers || WEB_PAGES.has(page.mediaType)))
      fail('it was read from a file, not from an address of the web')
    else {
      const key = `${page.address}\n${page.seen}\n${sha256(page.bytes)}`
      if (!once.has(key)) yield { page, title }
      once.add(key)
    }
  }
}
