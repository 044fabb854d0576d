import type { Quotation } from '../../store/index.ts'
import { fold } from '../../text/index.ts'
import { articleLine } from '../answer/lines.ts'
import type { Look } from '../answer/look.ts'
import { printer } from '../answer/summary.ts'
import type { Claim } from '../answer/wire/index.ts'

/** Whether what is claimed agrees with the record; `unknown` where either says nothing. */
export type Fit = 'yes' | 'no' | 'unknown'

/** Whether the record gives these words to the one whom the claim names. */
export const speakerFit = (look: Look, { speaker: claimed }: Claim, { speaker }: Pick<Quotation, 'speaker'>): Fit => {
  if (!claimed || !speaker) return 'unknown'
  const { kind, name, names } = look.speaker(speaker)
  if ([name, ...names].some(one => sameName(one, claimed.name))) return 'yes'
  return kind === 'unnamed' || claimed.kind === 'unnamed' ? 'unknown' : 'no'
}

const wordsOf = (name: string) =>
  ` ${
    fold(name)
      .chars.match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `

/** "Ruiz" and "Ada Ruiz", "the council" and "Council": one has all the words of the other. */
const sameName = (a: string, b: string): boolean => {
  const [x, y] = [wordsOf(a), wordsOf(b)].map(one => one.replace(/^ the /, ' '))
  return x.includes(y) || y.includes(x)
}

/** Whether the record says it was said on a day that the claim allows. */
export const dayFit = ({ said: claimed }: Claim, { said }: Pick<Quotation, 'said'>): Fit => {
  if (!claimed || !said.date) return 'unknown'
  const [x, y] = [claimed, said.date].map(ends)
  return x.from <= `${y.to}~` && y.from <= `${x.to}~` ? 'yes' : 'no'
}

const ends = (date: string) => {
  const [from, to = from] = date.split('/')
  return { from: from.slice(0, 10), to: to.slice(0, 10) }
}

/** Whether it was printed where the claim says it was. */
export const placeFit = (look: Look, { outlet, article: id }: Claim, { article }: Pick<Quotation, 'article'>): Fit => {
  if (id) return id === article ? 'yes' : 'no'
  if (!outlet) return 'unknown'
  return sameName(printer(articleLine(look, article)), outlet) ? 'yes' : 'no'
}
