import { feedLine } from './feeds.ts'
import { articleLine, speakerName } from './lines.ts'
import { listed } from './listed.ts'
import type { Look } from './look.ts'
import { NotHere, type OutletView } from './wire/index.ts'

/** So many of those it quotes are named. */
const MOST_SPEAKERS = 20

/** Other words than the fullest reading prints, with no mark of it: an excerpt, or a cut that is marked, is none. */
const OTHERWISE: ReadonlySet<string> = new Set(['elided-silent', 'reworded', 'retranslated', 'stitched'])

/** What is told and not quoted has words of its own by right. */
const TOLD = 'paraphrase'

/** An outlet by its name: what is held of it, how it prints what others print too, and whom it quotes. */
export const outletView = (look: Look, { name, page }: { name: string; page?: number }): OutletView => {
  const all = look.once('outlets', look.store.outlets)
  const counts = all.find(one => one.name === name)
  if (!counts) throw new NotHere(`The record holds nothing of an outlet that is called ${name}.`)
  const { full, copied, relations, speakers, feeds } = look.once(`outlet ${name}`, () => look.store.habits(name, MOST_SPEAKERS))
  const counted = (which: (relation: string) => boolean) =>
    relations.filter(one => which(one.relation)).reduce((sum, one) => sum + one.n, 0)
  const watched = new Set(feeds)
  return {
    name,
    quotations: counts.quotations,
    full: { n: full, of: counts.articles },
    copied: { n: copied, of: counts.articles },
    differs: { n: counted(one => OTHERWISE.has(one)), of: counted(one => one !== TOLD) },
    relations: relations.map(one => ({ ...one })),
    feeds: feeds.length
      ? look.store.feeds
          .all()
          .filter(one => watched.has(one.address))
          .map(feedLine)
      : [],
    speakers: speakers.map(({ id, n }) => ({ speaker: speakerName(look, id)!, quotations: n })),
    articles: listed(
      look.once(`articles of ${name}`, () => look.store.articlesOfOutlet(name)),
      page,
      id => articleLine(look, id)
    )
  }
}
