import * as commands from '../commands.ts'
import * as programs from '../programs.ts'
import type { Entry } from './entry.ts'
import { OPTIONS } from './options.ts'

const { DB, OUT, WHOLE, FORMAT } = OPTIONS

/** What takes the record, or a part of it, elsewhere, and brings it back. */
export const LEAVING: readonly Entry[] = [
  { usage: 'export', sentence: 'write the whole record to standard output', options: [DB, FORMAT], run: commands.exportAll },
  {
    usage: 'pack [id...]',
    sentence:
      'write an evidence pack of these quotations, statements, stories, speakers or articles, or of everything: pages, texts, annotations, log, and a verifier that needs no network; or, with a name that ends in .wacz, their pages as a web archive',
    options: [DB, OUT],
    run: async (house, ids, given) => (await import('../../pack/command.ts')).pack(house, ids, given)
  },
  {
    usage: 'site [id...]',
    sentence:
      'write pages of these quotations, statements, stories, speakers or articles, or of everything, that open from a folder without script or network',
    options: [DB, OUT, WHOLE],
    run: async (house, ids, given) => (await import('../../site/command.ts')).site(house, ids, given)
  },
  {
    usage: 'backup <file>',
    sentence: 'copy the whole record into a new file, and its pages beside it, also while it is used',
    options: [DB],
    run: programs.backup
  },
  { usage: 'restore <file>', sentence: 'make the record anew from a backup that checks', options: [DB], run: programs.restore }
]
