import { z } from 'zod'
import { articleLine } from './article.ts'
import { listed, named, relation, speakerName, text, whole } from './plain.ts'
import { feed } from './record.ts'

/** An outlet in a line. */
export const outletLine = named('OutletLine', z.object({ name: text, articles: whole, quotations: whole }))
export type OutletLine = z.infer<typeof outletLine>

const share = z.object({ n: whole, of: whole })

/** An outlet: how it prints what others print too, and whom it quotes. */
export const outlet = z.object({
  name: text,
  quotations: whole,
  full: share.describe('Of its articles, those that are held in full.'),
  copied: share.describe('Of its articles, those that share copy with another article that is held.'),
  differs: share.describe(
    'Of its quotations that another article prints too, but for those that are told in its own words: those with other words than the fullest reading’s and no mark of it.'
  ),
  relations: z
    .array(z.object({ relation, n: whole }))
    .describe('Its quotations that another article prints too, by how they stand to the fullest reading.'),
  feeds: z.array(feed).describe('The watched feeds that named its articles.'),
  speakers: z.array(z.object({ speaker: speakerName, quotations: whole })).describe('Those it quotes most.'),
  articles: listed(articleLine)
})
export type OutletView = z.infer<typeof outlet>
