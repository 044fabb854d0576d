import type { Thing } from '../../store/index.ts'
import type { QuoteId } from '../../types.ts'
import { called } from '../answer/called.ts'
import { ask } from '../answer/operations.ts'
import { NotHere } from '../answer/wire/index.ts'
import { type House, recordPath, withRecord, write } from '../house.ts'
import { addPlaces, tellAdded } from './add.ts'
import { examine } from './doctor.ts'
import { EXIT, Failure } from './exit.ts'
import { exportLines, type FORMATS, parquetOf } from './export.ts'
import { articlePage, hitLines, quotationLines, reasonLines, speakerLines, speakerPage, statementPage } from './print.ts'
import { positionLines } from './print-positions.ts'
import { storyLines, storyPage } from './print-story.ts'
import { matrixLines, widthOf } from './table.ts'

/** What every command may be given: the record's path, and whether it answers in JSON. */
export type Given = { db?: string; json?: boolean; allowPrivate?: boolean }

const lines = async (house: House, all: readonly string[]) => write(house.out, all.join('\n'))

const between = (answers: readonly (readonly string[])[]) => answers.flatMap((one, n) => (n ? ['', ...one] : one))

const answer = async <T>(house: House, given: Given, view: T, print: (view: T, width: number) => readonly string[]) =>
  given.json ? write(house.out, JSON.stringify(view, null, 2)) : lines(house, print(view, widthOf(house.out)))

/** `add PATH|URL|-…` */
export const add = async (house: House, named: readonly string[], given: Given): Promise<void> => {
  const { added, store } = await addPlaces(house, recordPath(house, given.db), named, given.allowPrivate ?? false)
  store.close()
  await write(house.out, tellAdded(added))
  if (added.unread) process.exitCode = EXIT.unread[0]
}

/** `find WORD…` */
export const find = (house: House, words: readonly string[], given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const q = words.join(' ')
    const { all, hits, next } = ask(store, house.parts)('find', { q })
    const more = next ? ask(store, house.parts)('find', { q, after: next }).hits : []
    const shown = [...hits, ...more]
    if (!shown.length && !given.json) throw new NotHere(`No quotation holds ${q}.`)
    await answer(house, given, shown, (some, width) => [
      ...between(some.map(one => hitLines(one, width))),
      ...(all > some.length ? ['', `The best ${some.length} of ${all} quotations.`] : [])
    ])
  })

/** `said NAME…`: what one speaker said; where the name may mean several, who they are. */
export const said = (house: House, names: readonly string[], given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const name = names.join(' ')
    const speakers = ask(store, house.parts)('speakers', { name })
    const [first] = speakers.lines
    if (!first) throw new NotHere(`Nobody in the record is called ${name}.`)
    if (speakers.all === 1) return answer(house, given, ask(store, house.parts)('speaker', { id: first.id }), speakerPage)
    await answer(house, given, speakers.lines, (all, width) => [
      `${speakers.all} speakers may be meant. Say which one with: onrecord show ID`,
      '',
      ...all.flatMap(one => speakerLines(one, width))
    ])
  })

/** `positions NAME…`: what a speaker said by subject and time, beside another one with --with. */
export const positions = (house: House, names: readonly string[], given: Given & { with?: string }): Promise<void> =>
  withRecord(house, given, async store => {
    const asked = { speaker: names.join(' '), ...(given.with ? { with: given.with } : {}) }
    await answer(house, given, await ask(store, house.parts)('positions', asked), positionLines)
  })

/** `stories`: the stories, those of more than one article first. */
export const stories = (house: House, _: unknown, given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    await answer(house, given, ask(store)('stories', {}), ({ lines: shown, all }, width) => [
      ...between(shown.map(one => storyLines(one, width))),
      ...(all > shown.length ? ['', `The first ${shown.length} of ${all} stories.`] : [])
    ])
  })

/** `show ID`: an article, quotation, speaker, statement or story, by its id or an unambiguous beginning of it. */
export const show = (house: House, typed: string, given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const { id, kind } = theOne(store.beginningWith(typed), typed)
    if (kind === 'article') return answer(house, given, ask(store, house.parts)('article', { id }), articlePage)
    if (kind === 'speaker') return answer(house, given, ask(store, house.parts)('speaker', { id }), speakerPage)
    if (kind === 'statement') return answer(house, given, ask(store, house.parts)('statement', { id }), statementPage)
    if (kind === 'story') return answer(house, given, ask(store, house.parts)('story', { id }), storyPage)
    const { article } = store.quotation(id as QuoteId)!
    const quotation = ask(store, house.parts)('article', { id: article }).quotes.find(one => one.id === id)!
    await answer(house, given, quotation, (one, width) => [...quotationLines(one, width), ...reasonLines(one, width)])
    const refused = quotation.content.find(one => one.refused)?.refused
    if (refused) throw new Failure('unsound', `The quotation is refused: ${refused}.`)
  })

const theOne = (things: readonly Thing[], id: string): Thing => {
  const [first, second] = things.some(one => one.id === id) ? things.filter(one => one.id === id) : things
  if (!first) throw new NotHere(`The record holds nothing whose id begins with ${id}.`)
  if (!second) return first
  throw new NotHere(`${id} may mean several things: ${things.map(one => `${one.kind} ${one.id}`).join(', ')}.`)
}

/** `compare [NAME]`: statements against articles, of one speaker or of all; with a statement's id, its variants word by word. */
export const compare = (house: House, names: readonly string[], given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const name = names.join(' ')
    const [statement, other] = name ? store.beginningWith(name).filter(one => one.kind === 'statement') : []
    if (statement && !other)
      return answer(house, given, ask(store, house.parts)('statement', { id: statement.id }), statementPage)
    if (name && !called(store.speakers(), name).length) throw new NotHere(`Nobody in the record is called ${name}.`)
    await answer(house, given, ask(store, house.parts)('matrix', name ? { speaker: name } : {}), matrixLines)
  })

const writeBytes = async ({ out }: House, bytes: Uint8Array) => {
  if (out.isTTY) throw new Failure('usage', 'Parquet is no text: write it into a file, as in > record.parquet')
  if (!out.write(bytes)) await new Promise(resolve => out.once('drain', resolve))
}

/** `export --format jsonl|csv|md|parquet` */
export const exportAll = (house: House, _: unknown, given: Given & { format: (typeof FORMATS)[number] }): Promise<void> =>
  withRecord(house, given, async store => {
    const refused: string[] = []
    const refuse = (reason: string) => refused.push(reason)
    if (given.format === 'parquet') await writeBytes(house, await parquetOf(store, refuse))
    else for (const line of exportLines(store, given.format, refuse)) await write(house.out, line)
    for (const reason of refused) house.err.write(`onrecord: ${reason}\n`)
    if (refused.length) throw new Failure('unsound', 'Not all of the record was exported.')
  })

/** `doctor` */
export const doctor = (house: House, _: unknown, given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const findings = examine(store, process.versions.node, house.engine())
    await write(house.out, `Onrecord ${house.version}, record ${recordPath(house, given.db)}`)
    for (const { what, wrong } of findings)
      await lines(house, [`${wrong.length ? 'wrong' : 'right'}  ${what}`, ...wrong.map(one => `       ${one}`)])
    if (findings.some(one => one.wrong.length)) throw new Failure('unsound', 'Not everything is as it should be.')
  })
