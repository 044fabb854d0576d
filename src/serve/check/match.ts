import type { Quotation } from '../../store/index.ts'
import type { QuoteId } from '../../types.ts'
import type { Look } from '../answer/look.ts'
import type { Claim } from '../answer/wire/index.ts'
import type { Stages } from '../pipes.ts'
import { compareWording, type Passage, type Wording } from './compare.ts'
import { dayFit, placeFit, speakerFit } from './fit.ts'

/** How many quotations of the record one claim is laid against: those that share most of its rare words. */
const MOST_COMPARED = 40

/** A quotation of the record beside a claim. */
export type Match = Wording & {
  readonly quotation: Quotation
  /** Whether its outlet shows a cut in it: one that prints all is the better measure. */
  readonly isCut: boolean
  readonly whose: ReturnType<typeof speakerFit>
  readonly wrong: ('day' | 'place')[]
}

/** The quotations of the record that words may be, the nearest first. */
export const matchesOf = (look: Look, stages: Stages, draft: Passage, words: string, claim: Claim): Match[] =>
  look.store
    .candidates(words, MOST_COMPARED)
    .map((id: QuoteId): Match => {
      const quotation = look.quotation(id)
      const { text } = look.article(quotation.article)
      const sound = !look.fault(text.id)
      const { content, form } = quotation.quote
      const whose = speakerFit(look, claim, quotation)
      const wording: Wording = sound
        ? compareWording(
            stages,
            draft,
            { text, at: content, direct: form === 'direct' },
            whose === 'yes' ? claim.speaker!.name : null
          )
        : { as: null, share: 0, cut: false, relation: null, cells: [] }
      const wrong = [
        ...(dayFit(claim, quotation) === 'no' ? (['day'] as const) : []),
        ...(placeFit(look, claim, quotation) === 'no' ? (['place'] as const) : [])
      ]
      const isCut = content.some(span => /…|\.\.\./.test(look.words(text.id, span).words))
      return { ...wording, quotation, isCut, whose, wrong }
    })
    .sort(
      (x, y) =>
        y.share - x.share ||
        RANKS.indexOf(x.whose) - RANKS.indexOf(y.whose) ||
        x.wrong.length - y.wrong.length ||
        Number(x.isCut) - Number(y.isCut)
    )

const RANKS = ['yes', 'unknown', 'no']
