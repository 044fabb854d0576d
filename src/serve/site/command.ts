import { resolve } from 'node:path'
import { choose } from '../answer/chosen.ts'
import { count } from '../answer/count.ts'
import { startLooking } from '../answer/look.ts'
import { ask } from '../answer/operations.ts'
import type { Given } from '../command/commands.ts'
import { writeFolder } from '../command/folder.ts'
import { type House, withRecord, write } from '../house.ts'
import { siteFiles } from './site.ts'

/** `site [ID…] --out FOLDER`: pages that open from a folder. */
export const site = (
  house: House,
  ids: readonly string[],
  given: Given & { out: string; wholeArticles?: boolean }
): Promise<void> =>
  withRecord(house, given, async store => {
    const look = startLooking(store)()
    const chosen = choose(look, ids)
    const making = { made: new Date().toISOString(), whole: given.wholeArticles ?? false }
    writeFolder(resolve(house.cwd, given.out), siteFiles(look, ask(store, house.parts), chosen, making))
    const all = `${count(chosen.statements.length, 'statement')}, ${count(chosen.articles.length, 'article')}`
    await write(house.out, `Written into ${given.out}: ${all}. Open ${given.out}/index.html.`)
  })
