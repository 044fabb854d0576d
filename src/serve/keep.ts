import { z } from 'zod'
import { type Alert, type AlertWay, NotUnderstood, parseQuery, type SavedSearch, type Store, withSaved } from '../store/index.ts'
import type { SpeakerId } from '../types.ts'
import { NotHere } from './answer/wire/index.ts'
import { type Asked, correct, NotCorrected } from './correct/correct.ts'
import { isFromElsewhere } from './gate/who.ts'

/** Ends the telling in one way. */
const NONE = 'none'

/** A search as it is asked to be kept: under which name, and to whom new results are told; who is not named stays as before. */
export const saving = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^"“”\p{C}]*$/u, 'a name has no quotation marks'),
  query: z.string().trim().min(1).max(1000),
  webhook: z.union([z.literal(NONE), z.url({ protocol: /^https?$/ })]).optional(),
  email: z.union([z.literal(NONE), z.email()]).optional()
})
export type Saving = z.infer<typeof saving>

/** Keeps a search whose query is understood, its own name and those it names put in their places. `newSecret` gives what signs a webhook that is new. */
export const saveSearch = (store: Store, { name, query, webhook, email }: Saving, newSecret: () => string): SavedSearch => {
  const asks = withSaved(parseQuery(query), other => (other === name ? query : (store.searches.find(other)?.query ?? null)))
  if (!asks) throw new NotUnderstood('This asks for nothing', 0)
  const before = store.searches.find(name)?.alerts ?? []
  const within = !isFromElsewhere()
  const alertBy = (way: AlertWay, named: string | undefined): Alert[] => {
    const known = before.find(one => one.way === way)
    if (named === NONE || (!named && !known)) return []
    if (!named) return [known!]
    if (named === known?.target) return [{ ...known, within: known.within || within }]
    return [{ way, target: named, secret: way === 'webhook' ? newSecret() : null, within }]
  }
  return store.searches.put({ name, query, alerts: [...alertBy('webhook', webhook), ...alertBy('email', email)] })
}

/** A decision on something of the inbox: which, yes or no, by whom, and when it is worth saying, why. */
export const deciding = z.strictObject({
  item: z.string().min(1).max(2000),
  decide: z.enum(['yes', 'no']),
  by: z.string().trim().min(1).max(200),
  why: z.string().trim().max(2000).default('')
})
export type Deciding = z.infer<typeof deciding>

/** What is said where nobody said why. */
const IN_PASSING = 'decided in the inbox'

/** Does what was decided, and gives the word that takes it back (`undecide`). */
export const decide = (store: Store, { item, decide: answer, by, why }: Deciding, now: string): string => {
  const [kind, first = '', second = ''] = item.startsWith('feed:') ? ['feed', item.slice('feed:'.length)] : item.split(':')
  const yes = answer === 'yes'
  const say = (asked: Pick<Asked, 'what' | 'id'> & Partial<Asked>) =>
    correct(store, { with: [], by, why: why || IN_PASSING, ...asked }, now).id
  if (kind === 'speaker') return say(yes ? { what: 'confirm', id: first } : { what: 'speaker', id: first, with: ['nobody'] })
  if (kind === 'pair') return say({ what: yes ? 'merge' : 'split', id: first, with: [second] })
  if (kind === 'conflict')
    return say(yes ? { what: 'confirm', id: second } : { what: 'speaker', id: second, with: [saidBy(store, first)] })
  if (kind === 'correction' && !yes) return say({ what: 'undo', id: first })
  if (kind === 'feed' && !yes) {
    if (!store.feeds.drop(first)) throw new NotHere(`${first} is not watched.`)
    return `feed:${first}`
  }
  if (kind !== 'correction' && kind !== 'feed') throw new NotCorrected(`There is nothing in the inbox called ${item}.`)
  store.inbox.setAside(item, now, by)
  return `aside:${item}`
}

const saidBy = (store: Store, statement: string): string => {
  const speaker = store.statement(statement as never)?.speaker as SpeakerId | null | undefined
  if (!speaker) throw new NotCorrected('The statement names no speaker.')
  return speaker
}

/** Takes a decision back: a correction by another one, anything else by doing the contrary. */
export const undecide = (store: Store, done: string, by: string, now: number): void => {
  const [what, rest] = [done.split(':')[0], done.slice(done.indexOf(':') + 1)]
  if (what === 'aside') store.inbox.takeBack(rest)
  else if (what === 'feed' && /^https?:/.test(rest) && URL.canParse(rest)) store.feeds.add([rest], now)
  else correct(store, { what: 'undo', id: done, with: [], by, why: 'taken back in the inbox' }, new Date(now).toISOString())
}
