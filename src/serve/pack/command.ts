import { resolve } from 'node:path'
import { choose } from '../answer/chosen.ts'
import { startLooking } from '../answer/look.ts'
import { count } from '../command/add.ts'
import type { Given } from '../command/commands.ts'
import { writeFolder } from '../command/folder.ts'
import { type House, withRecord, write } from '../house.ts'
import { packFiles } from './pack.ts'

/** `pack [ID…] --out FOLDER`: pages, texts and quotations with all that is needed to check them. */
export const pack = (house: House, ids: readonly string[], given: Given & { out: string }): Promise<void> =>
  withRecord(house, given, async store => {
    const look = startLooking(store)()
    const chosen = choose(look, ids)
    const missing: string[] = []
    const making = { version: house.version, made: new Date().toISOString(), asked: ids }
    writeFolder(
      resolve(house.cwd, given.out),
      packFiles(look, chosen, making, reason => missing.push(reason))
    )
    await write(
      house.out,
      `Packed into ${given.out}: ${count(chosen.articles.length, 'article')}, ${count(chosen.quotations.size, 'quotation')}. Check it with: node ${given.out}/verify.mjs`
    )
    for (const reason of missing) house.err.write(`onrecord: packed without its page: ${reason}\n`)
  })
