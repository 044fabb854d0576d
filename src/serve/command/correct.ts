import { userInfo } from 'node:os'
import { ask } from '../answer/operations.ts'
import { asking, correct, NotCorrected, WHATS } from '../correct/correct.ts'
import { type House, openToAdd, recordPath, weaveAgain, withRecord, write } from '../house.ts'
import { faultsOf } from '../pipes.ts'
import type { Given } from './commands.ts'
import { Failure } from './exit.ts'
import { correctionLines, revisionLines } from './print-history.ts'
import { widthOf } from './table.ts'

/** What stands below the options of `onrecord correct --help`. */
export const CORRECT_HELP = `
What can be said:
  confirm QUOTATION                 it is right: its words and its speaker
  reject QUOTATION                  it is no quotation
  bounds QUOTATION "WORDS"…         these are its words, as the article prints them; one argument for each part
  speaker QUOTATION NAME            NAME said it; "nobody" where nobody can be named; --kind for somebody new
  merge SPEAKER SPEAKER             the second is the first
  merge STATEMENT STATEMENT         both are one utterance; also QUOTATION QUOTATION
  merge ARTICLE ARTICLE             both carry the same copy
  split SPEAKER ARTICLE…            in these articles it is somebody else of the same name
  split STATEMENT QUOTATION…        these quotations are another utterance
  split ARTICLE ARTICLE             they do not carry the same copy
  merge STORY STORY                 both are one story
  split STORY ARTICLE…              these articles are of another story
  split QUOTATION QUOTATION         they are no one utterance
  note ID                           a note, by --why, on a quotation, statement, article or story (also: onrecord note)
  undo CORRECTION                   takes a correction back; what was said stays on record

An id is enough by its beginning. What a person says outranks the machine, also when everything is read anew. It is said of the version
of a page that they had before them. What is said of a quotation (confirm, reject, bounds, speaker, and that it is another utterance) is
carried over to newer versions where the words that it speaks of still stand, word for word and once; where they do not, the record says so.
That a speaker is somebody else of the same name holds in newer versions that quote the name. What is said of the newer version itself
outranks that, and an undo takes it back in all of them. What is said of copy and stories, and notes, keep to their version.
Example: onrecord correct speaker 3f9c "Ada Ruiz" --why "she says so in the recording"`

type Saying = Given & { by?: string; why: string; kind?: string }

/** `correct WHAT ID…` */
export const correctOne = async (house: House, [what, id, ...rest]: readonly string[], given: Saying): Promise<void> => {
  const by = given.by ?? house.env.ONRECORD_AUTHOR ?? userInfo().username
  const asked = asking.safeParse({
    what,
    id: id ?? '',
    with: rest,
    by,
    why: given.why,
    ...(given.kind ? { kind: given.kind } : {})
  })
  if (!asked.success) throw new Failure('usage', `Say what, and of which thing: ${WHATS.join(', ')} (${faultsOf(asked.error)}).`)
  await withRecord(house, given, async () => {})
  const store = openToAdd(house, recordPath(house, given.db))
  try {
    const correction = correct(store, asked.data, new Date().toISOString())
    await weaveAgain(house, store)
    const view = ask(store)(asked.data.what === 'note' ? 'notes' : 'corrections', {}).lines.find(one => one.id === correction.id)
    const words = view ? correctionLines(view, widthOf(house.out)).join('\n') : correction.id
    await write(house.out, given.json ? JSON.stringify(view ?? correction, null, 2) : words)
  } catch (error) {
    throw error instanceof NotCorrected ? new Failure('usage', error.message) : error
  } finally {
    store.close()
  }
}

const between = (answers: readonly (readonly string[])[]) => answers.flatMap((one, n) => (n ? ['', ...one] : one))

/** `corrections` */
export const corrections = (house: House, _: unknown, given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const { lines, all } = ask(store)('corrections', {})
    if (given.json) return write(house.out, JSON.stringify(lines, null, 2))
    if (!all) return write(house.out, 'Nobody has corrected anything.')
    await write(house.out, between(lines.map(one => correctionLines(one, widthOf(house.out)))).join('\n'))
  })

/** `changes [ARTICLE]` */
export const changes = (house: House, article: string | undefined, given: Given): Promise<void> =>
  withRecord(house, given, async store => {
    const id = article && store.beginningWith(article).find(one => one.kind === 'article')?.id
    if (article && !id) throw new Failure('notHere', `The record holds no article whose id begins with ${article}.`)
    const { lines, all } = ask(store)('changes', id ? { article: id } : {})
    if (given.json) return write(house.out, JSON.stringify(lines, null, 2))
    if (!all) return write(house.out, 'No page was read in two versions that differ in anything to tell.')
    await write(house.out, between(lines.map(one => revisionLines(one, widthOf(house.out)))).join('\n'))
  })
