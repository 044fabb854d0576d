import { addPlaces, tellAdded } from './add.ts'
import { examine } from './doctor.ts'
import { EXIT, Failure } from './exit.ts'
import { exportLines, type FORMATS } from './export.ts'
import { type House, openRecord, recordPath, write } from './house.ts'
import { ask, called } from './operations.ts'
import {
  articlePage,
  hitLines,
  quotationLines,
  reasonLines,
  speakerLines,
  speakerPage,
  statementLines,
  statementPage
} from './print.ts'
import { matrixLines, widthOf } from './table.ts'
import { type Ask, NotHere, type QuotationView } from './wire.ts'

/** What every command may be given: the record's path, and whether it answers in JSON. */
export type Given = { db?: string; json?: boolean; allowPrivate?: boolean }

const lines = async (house: House, all: readonly string[]) => write(house.out, all.join('\n'))

const between = (answers: readonly (readonly string[])[]) => answers.flatMap((one, n) => (n ? ['', ...one] : one))

/** Opens the record for asking and closes it afterwards. */
const asking = async <T>(house: House, given: Given, work: (ask: Ask) => Promise<T>): Promise<T> => {
  const store = openRecord(house, recordPath(house, given.db), true)
  try {
    return await work(ask(store))
  } finally {
    store.close()
  }
}

const answer = async <T>(house: House, given: Given, view: T, print: (view: T, width: number) => readonly string[]) =>
  given.json ? write(house.out, JSON.stringify(view, null, 2)) : lines(house, print(view, widthOf(house.out)))

/** `add PATH|URL|-…` */
export const add = async (house: House, named: readonly string[], given: Given): Promise<void> => {
  const path = recordPath(house, given.db)
  const { added, store } = await addPlaces(house, () => openRecord(house, path, false), named, given.allowPrivate ?? false)
  store.close()
  await write(house.out, tellAdded(added))
  if (added.unread) process.exitCode = EXIT.unread[0]
}

/** `find WORDS…` */
export const find = (house: House, words: readonly string[], given: Given): Promise<void> =>
  asking(house, given, async ask => {
    const hits = ask('find', { q: words.join(' ') })
    if (!hits.length && !given.json) throw new NotHere(`No quotation holds ${words.join(' ')}.`)
    await answer(house, given, hits, (all, width) => between(all.map(one => hitLines(one, width))))
  })

/** `said NAME…`: what one speaker said; where the name may mean several, who they are. */
export const said = (house: House, names: readonly string[], given: Given): Promise<void> =>
  asking(house, given, async ask => {
    const name = names.join(' ')
    const speakers = called(ask('speakers', {}), name)
    if (!speakers.length) throw new NotHere(`Nobody in the record is called ${name}.`)
    if (speakers.length === 1) return answer(house, given, ask('speaker', { id: speakers[0].id }), speakerPage)
    await answer(house, given, speakers, (all, width) => [
      `${all.length} speakers may be meant. Say which one with: onrecord show ID`,
      '',
      ...all.flatMap(one => speakerLines(one, width))
    ])
  })

/** `show ID`: an article, quotation, speaker or statement, by its id or an unambiguous beginning of it. */
export const show = async (house: House, id: string, given: Given): Promise<void> => {
  const store = openRecord(house, recordPath(house, given.db), true)
  try {
    const things = store.beginningWith(id)
    const exact = things.filter(one => one.id === id)
    const meant = exact.length ? exact : things
    if (!meant.length) throw new NotHere(`The record holds nothing whose id begins with ${id}.`)
    if (meant.length > 1) {
      const all = meant.map(one => `${one.kind} ${one.id}`).join(', ')
      throw new NotHere(`${id} may mean several things: ${all}.`)
    }
    await showThing(house, ask(store), meant[0], given, () => store.quotation(meant[0].id as never)!.article)
  } finally {
    store.close()
  }
}

const showThing = async (
  house: House,
  ask: Ask,
  { kind, id }: { kind: string; id: string },
  given: Given,
  articleOf: () => string
): Promise<void> => {
  if (kind === 'article') return answer(house, given, ask('article', { id }), articlePage)
  if (kind === 'speaker') return answer(house, given, ask('speaker', { id }), speakerPage)
  if (kind === 'statement') return answer(house, given, ask('statement', { id }), statementPage)
  const quotation = ask('article', { id: articleOf() }).quotes.find(one => one.id === id)!
  await answer(house, given, quotation, (one, width) => [...quotationLines(one, width), ...reasonLines(one, width)])
  refuseUnsound([quotation])
}

const refuseUnsound = (quotations: readonly QuotationView[]) => {
  const refused = quotations.flatMap(one => one.content).find(one => one.refused)?.refused
  if (refused) throw new Failure('unsound', `The quotation is refused: ${refused}.`)
}

/** `compare [NAME]`: statements against articles, of one speaker or of all; with a statement's id, its variants word by word. */
export const compare = async (house: House, names: readonly string[], given: Given): Promise<void> => {
  const name = names.join(' ')
  const store = openRecord(house, recordPath(house, given.db), true)
  try {
    const statements = /^\S+$/.test(name) ? store.beginningWith(name).filter(one => one.kind === 'statement') : []
    if (statements.length === 1) return answer(house, given, ask(store)('statement', { id: statements[0].id }), statementPage)
    if (name && !called(store.speakers(), name).length) throw new NotHere(`Nobody in the record is called ${name}.`)
    await answer(house, given, ask(store)('matrix', name ? { speaker: name } : {}), matrixLines)
  } finally {
    store.close()
  }
}

/** `statements`, as `said` without a name would be: every statement, most printed first. */
export const statements = (house: House, given: Given): Promise<void> =>
  asking(house, given, ask =>
    answer(house, given, ask('statements', {}), (all, width) => between(all.map(one => statementLines(one, width))))
  )

/** `export --format jsonl|csv|md` */
export const exportAll = async (house: House, format: (typeof FORMATS)[number], given: Given): Promise<void> => {
  const store = openRecord(house, recordPath(house, given.db), true)
  const refused: string[] = []
  try {
    for (const line of exportLines(store, format, reason => refused.push(reason))) await write(house.out, line)
  } finally {
    store.close()
  }
  for (const reason of refused) house.err.write(`onrecord: ${reason}\n`)
  if (refused.length) throw new Failure('unsound', 'Not all of the record was exported.')
}

/** `doctor` */
export const doctor = async (house: House, given: Given): Promise<void> => {
  const path = recordPath(house, given.db)
  const store = openRecord(house, path, true)
  try {
    const findings = examine(store, process.versions.node)
    await write(house.out, `Onrecord ${house.version}, record ${path}`)
    for (const { what, wrong } of findings)
      await lines(house, [`${wrong.length ? 'wrong' : 'right'}  ${what}`, ...wrong.map(one => `       ${one}`)])
    if (findings.some(one => one.wrong.length)) throw new Failure('unsound', 'Not everything is as it should be.')
  } finally {
    store.close()
  }
}
