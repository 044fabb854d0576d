import { Option } from 'commander'
import { CORRECT_HELP, corrections, correctOne } from '../correct.ts'
import type { Entry } from './entry.ts'
import { OPTIONS } from './options.ts'

const { DB, JSON_OUT, PRIVATE, WHY, BY, KIND, WEBHOOK, EMAIL, SEEN } = OPTIONS

/** What people say to the record, keep in it and are told from it. */
export const DECIDING: readonly Entry[] = [
  {
    usage: 'correct <word...>',
    sentence: 'say against the machine, or for it: confirm, reject, bounds, speaker, merge, split, note, undo',
    options: [DB, JSON_OUT, WHY, BY, KIND],
    more: CORRECT_HELP,
    run: correctOne
  },
  {
    usage: 'corrections',
    sentence: 'what people corrected, why, and what became of it',
    options: [DB, JSON_OUT],
    run: corrections
  },
  {
    usage: 'note <id> <word...>',
    sentence: 'note something on a quotation, statement, article or story; it stays when everything is read anew',
    options: [DB, JSON_OUT, BY],
    run: async (house, typed, given) => (await import('../kept.ts')).note(house, typed, given)
  },
  {
    usage: 'notes',
    sentence: 'what people noted, and on what',
    options: [DB, JSON_OUT],
    run: async (house, _, given) => (await import('../kept.ts')).notes(house, _, given)
  },
  {
    usage: 'inbox',
    sentence: 'what is new since somebody last looked, and what waits for a decision',
    options: [DB, JSON_OUT, SEEN],
    run: async (house, _, given) => (await import('../kept.ts')).inbox(house, _, given)
  },
  {
    usage: 'decide <item> <answer>',
    sentence: 'decide something of the inbox, by the name it has there: yes or no',
    options: [DB, BY, new Option('--why <reason>', 'why it is so: kept with the decision')],
    run: async (house, typed, given) => (await import('../kept.ts')).decideOne(house, typed, given)
  },
  {
    usage: 'save <name> <word...>',
    sentence: 'keep a search under a name: it is a page, a feed, saved:"name" in another search, and can be told',
    options: [DB, WEBHOOK, EMAIL],
    run: async (house, typed, given) => (await import('../kept.ts')).save(house, typed, given)
  },
  {
    usage: 'searches [name...]',
    sentence: 'the searches that are kept, and to whom they are told; with a name, what one finds',
    options: [DB, JSON_OUT],
    run: async (house, names, given) => (await import('../kept.ts')).searches(house, names, given)
  },
  {
    usage: 'forget <name...>',
    sentence: 'keep a search no longer',
    options: [DB],
    run: async (house, names, given) => (await import('../kept.ts')).forget(house, names, given)
  },
  {
    usage: 'alert',
    sentence:
      'tell what is new in the searches that are kept, by webhook and e-mail, once; onrecord watch does it after each turn',
    options: [DB, PRIVATE],
    run: async (house, _, given) => (await import('../kept.ts')).alert(house, _, given)
  }
]
