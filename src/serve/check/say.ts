import { bare } from '../answer/statement.ts'
import { printer } from '../answer/summary.ts'
import type { CheckCell, Claim, QuotationView, Searched } from '../answer/wire/index.ts'
import { count, list, sayDate } from '../pages/say.ts'
import { isShown, type Printed } from './compare.ts'
import { limitAround } from './limits.ts'

const joined = (words: readonly { words: string }[]) =>
  words
    .map(one => one.words)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
const quoted = (words: readonly { words: string }[]) => `“${joined(words)}”`

/** Who printed it and when: "Valley News, 12 March 2031". */
export const wherePrinted = ({ article }: Pick<QuotationView, 'article'>): string =>
  [printer(article), article.published && sayDate(article.published.value.slice(0, 10))].filter(Boolean).join(', ')

/** The most differences that a sentence tells; the table shows all. */
const MOST_TOLD = 3

/** The differences in a sentence: `leaves out “old” without a mark; “may” for “will”`. */
export const sayDifference = (cells: readonly CheckCell[]): string => {
  const printed = cells.map(({ draft, record }): Printed => [joined(draft), joined(record)])
  const told = cells.flatMap(({ kind, draft, record }, n) => {
    if (kind === 'differs') return [`${quoted(draft)} for ${quoted(record)}`]
    if (kind === 'added') return [`adds ${quoted(draft)}`]
    if (kind !== 'dropped') return []
    if (!bare(printed[n][1])) return ['closes up a cut that is marked there (…)']
    return [`leaves out ${quoted(record)}${isShown(printed, n) ? '' : ' without a mark'}`]
  })
  const more = told.length - MOST_TOLD
  return [...told.slice(0, MOST_TOLD), ...(more > 0 ? [`and ${count(more, 'more difference')}`] : [])].join('; ')
}

/** " Right before them stands “I do not think that”." Empty where nothing there makes less of the words. */
export const sayLimit = (cells: readonly CheckCell[]): string => {
  const limit = limitAround(cells)
  return limit ? ` Right ${limit.where} them, in the same sentence, stands ${quoted([limit])}.` : ''
}

/** What was searched, in a sentence. */
export const saySearched = ({ articles, full, first, last, undated }: Searched): string => {
  if (!articles) return 'The record holds no articles.'
  const range = first && last ? [first === last ? `on ${sayDate(first)}` : `from ${sayDate(first)} to ${sayDate(last)}`] : []
  const days = [
    ...range,
    ...(undated ? [undated === articles ? 'on days that none of them says' : `${undated} of them undated`] : [])
  ]
  const part = articles - full
  const held = part
    ? `${full} in full; of ${part === 1 ? 'one' : part} only a part is held, or it is not known how much`
    : 'all in full'
  return `${count(articles, 'article')} searched, published ${days.join(', ')}: ${held}.`
}

const speakerOf = ({ speaker }: QuotationView) => speaker?.name ?? 'nobody by name'

/** "Found in Valley News, 12 March 2031, as Ada Ruiz’s." */
export const sayFound = (quotation: QuotationView, exactly: boolean): string =>
  `${exactly ? 'Word for word' : 'The same words, other points or spelling,'} in ${wherePrinted(quotation)}; given to ${speakerOf(quotation)}.`

/** "The same words in Valley News, 12 March 2031, with a cut where the draft shows one: leaves out “old”; given to Ada Ruiz." */
export const sayCut = (quotation: QuotationView, difference: string): string =>
  `The same words in ${wherePrinted(quotation)}, given to ${speakerOf(quotation)}, and a cut that is marked: ${difference}.`

/** "Valley News gives these words to Jon Bell, not to Ada Ruiz." */
export const sayMisattributed = (quotation: QuotationView, claim: Claim, difference: string): string =>
  `${printer(quotation.article)} gives these words to ${speakerOf(quotation)}, not to ${claim.speaker?.name}.${difference ? ` They differ, too: ${difference}.` : ''}`

/** What does not agree about the day or the place: "said on 3 March 2031, not on 11 March 2031". Empty where all agrees. */
export const sayWrong = (quotation: QuotationView, claim: Claim, wrong: readonly ('day' | 'place')[]): string =>
  list(
    wrong.map(one =>
      one === 'day'
        ? `said on ${sayDate(quotation.said?.date ?? '')}, not on ${sayDate(claim.said ?? '')}`
        : `printed by ${wherePrinted(quotation)}, not by ${claim.outlet ?? 'the article that is named'}`
    )
  )

/** The words are the outlet's own telling. */
export const sayTold = (quotation: QuotationView): string =>
  `${wherePrinted(quotation)} tells this in its own words: they are not in marks there, and ${quotation.speaker?.name ?? 'the speaker'} may have used others.`

/** "But Tidewater gives them to Jon Bell." */
export const sayDisputed = (quotation: QuotationView): string =>
  ` But ${printer(quotation.article)} gives them to ${speakerOf(quotation)}.`

/** "Stitched: “We sail.” stands in Valley News, 12 March 2031, “Nobody stays.” in Tidewater, but not one after the other." */
export const sayStitched = (pieces: readonly { words: string; quotation: QuotationView }[]): string => {
  const told = pieces.map(
    ({ words, quotation }, n) => `${quoted([{ words }])}${n ? '' : ' stands'} in ${wherePrinted(quotation)}`
  )
  return `Stitched: ${list(told)}, but they do not stand so one after the other.`
}
