import * as commands from '../commands.ts'
import * as programs from '../programs.ts'
import { reparse } from '../reparse.ts'
import type { Entry } from './entry.ts'
import { OPTIONS } from './options.ts'

const { DB, JSON_OUT, PRIVATE, ONCE, OPML, DROP } = OPTIONS

/** What takes articles into the record, and reads them again. */
export const TAKING_IN: readonly Entry[] = [
  {
    usage: 'add <place...>',
    sentence:
      'add articles: files (text, pages, PDF, web archives, JSON Lines, subtitles), folders, http(s) addresses of pages and feeds, OPML lists of feeds, or - for standard input',
    options: [DB, PRIVATE],
    run: commands.add
  },
  {
    usage: 'watch [place...]',
    sentence:
      'read feeds, OPML lists, sitemaps or front pages again and again, these and those watched before, and add what is new',
    options: [DB, PRIVATE, ONCE],
    run: async (house, places, given) => (await import('../watch.ts')).watch(house, places, given)
  },
  {
    usage: 'feeds',
    sentence: 'what is watched and how it does: last read, last new, failures, next, and why',
    options: [DB, JSON_OUT, OPML, DROP],
    run: async (house, _, given) => (await import('../watch.ts')).feeds(house, _, given)
  },
  {
    usage: 'jobs',
    sentence: 'what works on the record and how far it has come, what waits, and why articles of feeds were left',
    options: [DB, JSON_OUT],
    run: programs.jobs
  },
  {
    usage: 'reparse [article...]',
    sentence: 'read kept pages again by the present parser, these or all that an older one read; corrections stay',
    options: [DB],
    run: reparse
  }
]
