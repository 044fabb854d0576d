import type { Article, ArticleId, Correction, Judged, Outcome } from '../types.ts'
import { carryAll, type Ground, locate } from './place.ts'

/** Where people's notes stand in this article, as it is read now: at which of its quotations, or at the article itself. */
export const findNoted = (
  article: Article,
  quotations: readonly Judged[],
  corrections: readonly Correction[],
  ground: Ground
): Outcome[] =>
  corrections.flatMap(({ id, says }): Outcome[] => {
    if (says.kind !== 'note') return []
    const { noted } = says
    const pointed = typeof noted === 'string' ? null : noted
    if (ground.present(pointed ? pointed.article : (noted as ArticleId)) !== article.id) return []
    if (!pointed) return [applies(id, null)]
    const content = carryAll(pointed.quote.content, pointed.text, article, ground)
    const found = content && locate(pointed, content, quotations)
    return [found ? applies(id, found.id) : { correction: id, quotation: null, standing: 'lost', note: GONE }]
  })

const GONE = 'the quotation that it speaks of is not found any more'

const applies = (correction: Correction['id'], quotation: Outcome['quotation']): Outcome => ({
  correction,
  quotation,
  standing: 'applies',
  note: ''
})
