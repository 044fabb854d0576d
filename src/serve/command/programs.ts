import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { restoreStore } from '../../store/index.ts'
import { count } from '../answer/count.ts'
import { ask, operations } from '../answer/operations.ts'
import { NotHere } from '../answer/wire/index.ts'
import { checkLines, originsLines, verifyLines } from '../check/print.ts'
import type { StyleName } from '../cite/cite.ts'
import { askFor } from '../gate/quotations-only.ts'
import { A_PROGRAM } from '../gate/who.ts'
import { type House, recordPath, withRecord, write } from '../house.ts'
import type { Given } from './commands.ts'
import { examine } from './doctor.ts'
import { EXIT, Failure } from './exit.ts'
import { jobsLines, outletLines, outletPageLines } from './print-jobs.ts'
import { widthOf } from './table.ts'

type Checked = Given & { quote?: string; speaker?: string; said?: string; outlet?: string; published?: string }

const answer = async <T>(house: House, given: Given, view: T, print: (view: T, width: number) => readonly string[]) =>
  write(house.out, given.json ? JSON.stringify(view, null, 2) : print(view, widthOf(house.out)).join('\n'))

/** `check [FILE|-]`: a draft, or one quotation with `--quote`; the exit code says whether all was found. */
export const check = (house: House, file: string | undefined, given: Checked): Promise<void> =>
  withRecord(house, given, async store => {
    if ((file === undefined) === (given.quote === undefined))
      throw new Failure('usage', 'Name a file to check, - for standard input, or one quotation with --quote.')
    const { quote, speaker, said, outlet, published } = given
    const draft = file === undefined ? { quote, speaker, said } : { text: await draftIn(house, file), published }
    const view = await ask(store, house.parts)('check', { ...draft, outlet })
    await answer(house, given, view, checkLines)
    const unsound = view.quotations.length - view.counts.found
    if (!view.quotations.length) throw new NotHere('There is no quotation in it.')
    if (unsound) process.exitCode = EXIT.unchecked[0]
  })

const draftIn = async (house: House, file: string): Promise<string> => {
  if (file === '-') return text(house.in)
  const path = resolve(house.cwd, file)
  if (!existsSync(path)) throw new Failure('unread', `${file} is not there.`)
  return readFileSync(path, 'utf8')
}

/** `verify TEXT START END WORDS` */
export const verify = (house: House, [hash, start, end, words]: readonly string[], given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const view = ask(store)('verify', { text: hash, start: Number(start), end: Number(end), words })
    await answer(house, given, view, verifyLines)
    if (view.state !== 'found') process.exitCode = EXIT.unchecked[0]
  })

/** `cite ID --as STYLE`, or the card as a picture with `--png FILE` */
export const cite = (house: House, id: string, given: Given & { as: StyleName; base?: string; png?: string }): Promise<void> =>
  withRecord(house, given, async store => {
    const whole = theCitable(store.beginningWith(id), id)
    const view = ask(store)('cite', { id: whole, as: given.as, ...(given.base ? { base: given.base } : {}) })
    if (given.png) return keepPicture(house, given.png, ask(store)('cite', { id: whole, as: 'card', base: given.base }).citation)
    await answer(house, given, view, one => [one.citation])
  })

const keepPicture = async (house: House, file: string, card: string) => {
  const { asPng } = await import('../cite/picture.ts')
  const png = await asPng(card)
  writeFileSync(resolve(house.cwd, file), png)
  await write(house.out, `${file}: ${png.length.toLocaleString('en-GB')} bytes`)
}

/** `origins ID` */
export const origins = (house: House, id: string, given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const statements = store.beginningWith(id).filter(one => one.kind === 'statement')
    await answer(house, given, ask(store)('origins', { id: theCitable(statements, id) }), originsLines)
  })

const theCitable = (things: readonly { kind: string; id: string }[], typed: string): string => {
  const all = things.filter(one => one.kind === 'quotation' || one.kind === 'statement')
  const [first, second] = all.some(one => one.id === typed) ? all.filter(one => one.id === typed) : all
  if (!first) throw new NotHere(`The record holds no quotation or statement whose id begins with ${typed}.`)
  if (second) throw new NotHere(`${typed} may mean several things: ${all.map(one => `${one.kind} ${one.id}`).join(', ')}.`)
  return first.id
}

/** `jobs` */
export const jobs = (house: House, _: unknown, given: Given): Promise<void> =>
  withRecord(house, given, async store => answer(house, given, ask(store)('jobs', {}), jobsLines))

/** `outlet [NAME]`: one outlet, or all of them. */
export const outlet = (house: House, names: readonly string[], given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const name = names.join(' ')
    if (name) return answer(house, given, ask(store)('outlet', { name }), outletPageLines)
    await answer(house, given, ask(store)('outlets', {}), ({ lines }, width) => outletLines(lines, width))
  })

/** `ask OPERATION [NAME=VALUE…]`: any operation, by its name. */
export const askByName = (house: House, typed: readonly [string, readonly string[]], given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const [name, pairs] = typed
    const operation = operations.find(one => one.name === name)
    if (!operation)
      throw new Failure('usage', `There is no operation ${name}; there are ${operations.map(one => one.name).join(', ')}.`)
    const input = Object.fromEntries(pairs.map(pair => [pair.split('=')[0], pair.slice(pair.indexOf('=') + 1)]))
    await write(house.out, JSON.stringify(await ask(store, house.parts)(operation.name, input as never), null, 2))
  })

/** `mcp`: until standard input ends. */
export const mcp = (house: House, _: unknown, given: Given): Promise<void> =>
  withRecord(house, given, async store =>
    (await import('../web/mcp.ts')).serveStdio(
      askFor(ask(store, house.parts), () => A_PROGRAM),
      house
    )
  )

/** `backup FILE` */
export const backup = (house: House, file: string, given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const lost = store.backup(resolve(house.cwd, file))
    const { articles, quotations } = store.counts()
    const { pages } = store.pageFaults()
    await write(house.out, `Backed up into ${file}: ${articles} articles, ${quotations} quotations, ${pages} pages.`)
    tellLost(house, lost)
  })

/** `restore FILE`: what does not check is not restored, and no record is written over. */
export const restore = async (house: House, file: string, given: Given): Promise<void> => {
  const path = resolve(house.cwd, recordPath(house, given.db))
  const lost = restoreStore(resolve(house.cwd, file), path, house.versions, store => {
    // A page that is lost is no reason to lose the record too.
    const pages = new Set(store.pageFaults().wrong)
    const wrong = examine(store, process.versions.node, house.engine()).flatMap(one => one.wrong.filter(note => !pages.has(note)))
    if (wrong.length) throw new Failure('unsound', `${file} does not check, and nothing was restored: ${wrong[0]}.`)
  })
  await write(house.out, `Restored ${file} into ${recordPath(house, given.db)}.`)
  tellLost(house, lost)
}

const tellLost = (house: House, lost: number) => {
  if (lost)
    house.err.write(`onrecord: ${count(lost, 'page')} could not be copied: missing or damaged, as onrecord doctor says.\n`)
}
