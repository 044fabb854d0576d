import { readPageTagged } from '../../flow.ts'
import type { Store } from '../../store/index.ts'
import type { ArticleId } from '../../types.ts'
import { count } from '../answer/count.ts'
import { NotHere } from '../answer/wire/index.ts'
import { type House, openToAdd, recordPath, weaveAgain, write } from '../house.ts'
import { EXIT, Failure } from './exit.ts'
import { startJob, type Telling } from './job.ts'

/** What reading anew did: how many articles were read again, had no page, or a damaged one; and how the corrections stand. */
type Reread = { read: number; moved: number; without: number; damaged: string[] }

/** `reparse [ARTICLE…]`: reads the kept pages of these articles, or of all that an older Onrecord read, by the present one. */
export const reparse = async (house: House, named: readonly string[], given: { db?: string }): Promise<void> => {
  const path = recordPath(house, given.db)
  const store = openToAdd(house, path)
  try {
    const articles = named.length ? named.map(id => articleOf(store, id)) : store.outdated()
    const job = startJob(store, 'reparse', [count(articles.length, 'article')], articles.length)
    const done = await rereadAll(house, store, articles, job)
    await weaveAgain(house, store)
    job.end(tell(done))
    await write(house.out, tell(done))
    for (const line of tellCorrections(store)) await write(house.out, line)
    for (const note of done.damaged) house.err.write(`onrecord: ${note}\n`)
    if (done.damaged.length) throw new Failure('unsound', 'Not every page could be read again.')
    if (done.without) process.exitCode = EXIT.unread[0]
  } finally {
    store.close()
  }
}

const articleOf = (store: Store, typed: string): ArticleId => {
  const found = store.beginningWith(typed).filter(one => one.kind === 'article')
  if (found.length === 1) return found[0].id as ArticleId
  throw new NotHere(
    found.length ? `${typed} may mean several articles.` : `The record holds no article whose id begins with ${typed}.`
  )
}

const rereadAll = async (house: House, store: Store, articles: readonly ArticleId[], job: Telling): Promise<Reread> => {
  const parts = await house.parts()
  const done: Reread = { read: 0, moved: 0, without: 0, damaged: [] }
  let told = 0
  for (const id of articles) {
    const page = store.page(id)
    if (!page && !store.kept(id)) done.without += 1
    else if (!page) done.damaged.push(`The page kept of article ${id} is missing or damaged: the article stays as it was read.`)
    else {
      const saved = store.save(await readPageTagged(page, parts), page)
      done.read += Number(saved !== 'kept')
      done.moved += Number(store.present(id) !== id)
    }
    job.tell(++told, done.damaged.length)
  }
  return done
}

const tell = ({ read, moved, without, damaged }: Reread): string => {
  const done = read || without || damaged.length
  const parts = [
    done ? `${count(read, 'article')} read again` : 'Every article was read by this Onrecord already',
    ...(moved ? [`${moved} of them to another text, which took the place of the older one`] : []),
    ...(without ? [`${without} without a kept page: add them again to keep theirs`] : [])
  ]
  return `${parts.join(', ')}.`
}

/** How the corrections stand after a run, a line for every one that is not simply right. */
const tellCorrections = (store: Store): string[] => {
  const all = store.corrections().map(one => ({ ...one, outcomes: store.outcomesOf(one.id) }))
  const open = all.flatMap(({ id, outcomes }) =>
    outcomes.filter(one => one.standing === 'lost' || one.standing === 'disputed').map(one => `${id}: ${one.note}`)
  )
  if (!all.length) return []
  return [
    `${count(all.length, 'correction')} kept${open.length ? '; these want a look (onrecord corrections):' : ', none in doubt'}${open.length ? '' : '.'}`,
    ...open.map(one => `  ${one}`)
  ]
}
