import * as commands from '../commands.ts'
import type { Entry } from './entry.ts'
import { OPTIONS } from './options.ts'

const { DB, JSON_OUT, PRIVATE, PORT, HOST, PUBLIC, ROLE } = OPTIONS

/** What serves the record, lets people in, and says how it does. */
export const SERVING: readonly Entry[] = [
  {
    usage: 'serve',
    sentence: 'serve the record as pages, on this machine or, with tokens, beyond it',
    options: [DB, PORT, HOST, PUBLIC],
    run: async (house, _, given) => (await import('../start.ts')).servePages(house, given)
  },
  {
    usage: 'start [place...]',
    sentence: 'add the examples, or these places, say what differs, and serve the pages',
    options: [DB, PORT, PRIVATE],
    run: async (house, places, given) => (await import('../start.ts')).start(house, places, given)
  },
  {
    usage: 'token <what> [name]',
    sentence: 'who may come in when the record is served beyond this machine: add NAME, list, revoke NAME',
    options: [DB, JSON_OUT, ROLE],
    run: async (house, typed, given) => (await import('../token.ts')).token(house, typed, given)
  },
  {
    usage: 'doctor',
    sentence: 'check the record: its file, its index, every text and every quotation',
    options: [DB],
    run: commands.doctor
  }
]
