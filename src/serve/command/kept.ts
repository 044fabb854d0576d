import { randomBytes } from 'node:crypto'
import { userInfo } from 'node:os'
import type { Store } from '../../store/index.ts'
import { startMailing } from '../alert/mail.ts'
import { type Telling, tellNews } from '../alert/tell.ts'
import { count } from '../answer/count.ts'
import { ask } from '../answer/operations.ts'
import { NotHere } from '../answer/wire/index.ts'
import { correct, NotCorrected } from '../correct/correct.ts'
import { type House, openToAdd, recordPath, weaveAgain, withRecord, write } from '../house.ts'
import { decide, deciding, saveSearch, saving, undecide } from '../keep.ts'
import { faultsOf } from '../pipes.ts'
import type { Keeping } from '../web/kept.ts'
import type { Given } from './commands.ts'
import { EXIT, Failure } from './exit.ts'
import { hitLines } from './print.ts'
import { correctionLines } from './print-history.ts'
import { inboxLines, searchLines } from './print-kept.ts'
import { widthOf } from './table.ts'

const author = (house: House, by?: string) => by ?? house.env.ONRECORD_AUTHOR ?? userInfo().username

/** What signs a webhook: 24 bytes, as Standard Webhooks writes them. */
const newSecret = () => `whsec_${randomBytes(24).toString('base64')}`

/** What people keep, as the pages write it. */
export const keepingIn = (house: House, store: Store): Keeping => ({
  author: author(house),
  save: asked => saveSearch(store, asked, newSecret),
  forget: named => store.searches.drop(named),
  decide: async asked => {
    const done = decide(store, asked, new Date().toISOString())
    await weaveAgain(house, store)
    return done
  },
  undecide: async (done, by) => {
    undecide(store, done, by, Date.now())
    await weaveAgain(house, store)
  },
  look: arrival => store.inbox.look(arrival)
})

type SaveGiven = Given & { webhook?: string; email?: string }

/** `save NAME QUERY…` */
export const save = (house: House, [name, words]: readonly [string, readonly string[]], given: SaveGiven): Promise<void> =>
  withRecord(house, given, async store => {
    const { webhook, email } = given
    const asked = saving.safeParse({ name, query: words.join(' '), ...(webhook ? { webhook } : {}), ...(email ? { email } : {}) })
    if (!asked.success) throw new Failure('usage', `This search cannot be kept: ${faultsOf(asked.error)}.`)
    const before = store.searches.find(asked.data.name)
    const { id, alerts } = saveSearch(store, asked.data, newSecret)
    await write(house.out, `“${asked.data.name}” is kept as ${id}: onrecord searches "${asked.data.name}" shows what it finds.`)
    const hook = alerts.find(one => one.way === 'webhook')
    if (hook && !before?.alerts.some(one => one.secret === hook.secret))
      await write(
        house.out,
        `What is sent to ${hook.target} is signed with this secret, which is not shown again:\n${hook.secret}`
      )
    if (alerts.length)
      await write(house.out, 'What comes in from now on is told by onrecord watch after each turn, or by onrecord alert.')
  })

/** `forget NAME` */
export const forget = (house: House, names: readonly string[], given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const name = names.join(' ')
    if (!store.searches.drop(name)) throw new NotHere(`There is no saved search “${name}”.`)
    await write(house.out, `“${name}” is not kept any more.`)
  })

/** `searches [NAME]`: the searches that are kept; with a name, what one finds. */
export const searches = (house: House, names: readonly string[], given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const name = names.join(' ')
    const view = name ? ask(store)('search', { id: name }) : null
    const lines = view ? [view] : ask(store)('searches', {}).lines
    if (given.json) return write(house.out, JSON.stringify(view ?? lines, null, 2))
    if (!lines.length) return write(house.out, 'No search is kept. Begin with: onrecord save NAME QUERY')
    const width = widthOf(house.out)
    const found = (view?.found ?? []).flatMap(one => ['', ...hitLines(one, width)])
    await write(house.out, [...lines.flatMap(one => searchLines(one, width)), ...found].join('\n'))
  })

/** `note ID WORDS…` */
export const note = (
  house: House,
  [id, words]: readonly [string, readonly string[]],
  given: Given & { by?: string }
): Promise<void> =>
  changing(house, given, async store => {
    const asked = { what: 'note' as const, id, with: [], by: author(house, given.by), why: words.join(' ').trim() }
    const made = correct(store, asked, new Date().toISOString())
    await weaveAgain(house, store)
    const view = ask(store)('notes', {}).lines.find(one => one.id === made.id)!
    await write(house.out, given.json ? JSON.stringify(view, null, 2) : correctionLines(view, widthOf(house.out)).join('\n'))
  })

/** `notes` */
export const notes = (house: House, _: unknown, given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const { lines } = ask(store)('notes', {})
    if (given.json) return write(house.out, JSON.stringify(lines, null, 2))
    if (!lines.length) return write(house.out, 'Nobody has noted anything.')
    await write(
      house.out,
      lines.flatMap((one, n) => [...(n ? [''] : []), ...correctionLines(one, widthOf(house.out))]).join('\n')
    )
  })

/** `inbox`: what is new, and what waits for a decision; with --seen, all that is new is seen. */
export const inbox = (house: House, _: unknown, given: Given & { seen?: boolean }): Promise<void> =>
  withRecord(house, given, async store => {
    const view = ask(store)('inbox', {})
    const words = given.json ? JSON.stringify(view, null, 2) : inboxLines(view, widthOf(house.out)).join('\n')
    await write(house.out, words)
    if (given.seen) store.inbox.look(view.arrived)
  })

/** `decide ITEM yes|no` */
export const decideOne = async (
  house: House,
  [item, answer]: readonly [string, string],
  given: Given & { by?: string; why?: string }
): Promise<void> => {
  const asked = deciding.safeParse({ item, decide: answer, by: author(house, given.by), why: given.why ?? '' })
  if (!asked.success) throw new Failure('usage', `Say which, and yes or no (${faultsOf(asked.error)}).`)
  await changing(house, given, async store => {
    const done = decide(store, asked.data, new Date().toISOString())
    await weaveAgain(house, store)
    const undo = done.startsWith('c-') ? ` Taken back by: onrecord correct undo ${done} --why REASON` : ''
    await write(house.out, `Decided.${undo}`)
  })
}

/** Works on a record that is there and is to be written. */
const changing = async (house: House, given: Given, work: (store: Store) => Promise<void>): Promise<void> => {
  await withRecord(house, given, async () => {})
  const store = openToAdd(house, recordPath(house, given.db))
  try {
    await work(store)
  } catch (error) {
    throw error instanceof NotCorrected ? new Failure('usage', error.message) : error
  } finally {
    store.close()
  }
}

/** What telling what is new needs of this machine. */
export const tellingOf = async (house: House, given: Given): Promise<Telling> => ({
  post: await house.startPosting({ allowPrivate: given.allowPrivate ?? false }),
  mail: await startMailing(house.env),
  base: (house.env.ONRECORD_URL ?? '').replace(/\/$/, ''),
  now: Date.now,
  say: sentence => house.err.write(`onrecord: ${sentence}\n`)
})

/** `alert`: tells what is new in the searches that are told to somebody, once. */
export const alert = (house: House, _: unknown, given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const taken = await tellNews(store, await tellingOf(house, given))
    if (taken === null) return write(house.out, 'Another process is telling what is new.')
    const next = store.searches.nextDue()
    await write(house.out, `Told ${count(taken, 'time')}${next ? `; the next is tried at ${new Date(next).toISOString()}` : ''}.`)
    if (next) process.exitCode = EXIT.unread[0]
  })
