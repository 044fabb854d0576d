import { commonIn, isDirect, type Known, sameArticle } from './known.ts'
import { PHRASE } from './said.ts'

type Rule = { readonly name: string; readonly holds: (x: Known, y: Known) => boolean }

/**
 * What must hold before two outlets are said to give the same words to two people. Where anything fails, it is likelier that a name was misread than that
 * outlets disagree, and nothing is said.
 */
const ACROSS: readonly Rule[] = [
  { name: 'both print the words, in their text', holds: (x, y) => [x, y].every(one => isDirect(one) && partOf(one) === 'body') },
  // “The toll ruins us,” she said, of whom another article says who she is
  { name: 'both name who speaks, at the words', holds: (x, y) => [x, y].every(({ witness }) => witness.named === true) },
  // The ministry, and Lund who speaks for it, are no two speakers.
  { name: 'both name people', holds: (x, y) => [x, y].every(({ witness }) => witness.speaker?.kind === 'person') },
  // Ada Ruiz, Harbour Master Ada Ruiz; Odd Okoro, Odd Okorro
  {
    name: 'no word of the one name is like one of the other',
    holds: (x, y) => !wordsOf(x).some(a => wordsOf(y).some(b => isLike(a, b)))
  },
  // Who is named in both articles may have been taken for the one who speaks in either: whom the words are about, to whom they were said.
  { name: 'neither article prints the name that the other one has', holds: (x, y) => !printsNameOf(x, y) && !printsNameOf(y, x) },
  { name: 'the words are more than a turn of phrase', holds: (x, y) => commonIn(x.ownSense, y.ownSense) >= PHRASE }
]

/** What must hold before one article is said to give the same words to two: what names add ("the tolls on the Upper Merrow") says what both speak of. */
const WITHIN: readonly Rule[] = [
  { name: 'one stands in a caption', holds: (x, y) => (partOf(x) === 'caption') !== (partOf(y) === 'caption') },
  // "Ruiz told the council that Lund said …": the words are hers and his.
  { name: 'neither is told within the other', holds: (x, y) => [x, y].every(({ witness }) => witness.quote.because !== INNER) },
  {
    name: 'the words are more than names and a turn of phrase',
    holds: (x, y) =>
      [...x.sense.keys()].filter(stem => y.sense.has(stem) && !x.names.has(stem) && !y.names.has(stem)).length >= PHRASE
  }
]

const INNER = 'told within what is told'
const partOf = ({ witness: { quote } }: Known) => quote.part

/** Whether words that are alike are given to two who cannot be one. */
export const isConflict = (x: Known, y: Known): boolean => (sameArticle(x, y) ? WITHIN : ACROSS).every(rule => rule.holds(x, y))

/** Letters that tell a word of a name: "J.", "de" and "Jr." tell nobody from another. */
const TELLS = 3
const wordsOf = ({ witness: { speaker } }: Known): readonly string[] =>
  (speaker?.names ?? []).flatMap(name => name.toLowerCase().split(/[^\p{L}]+/u)).filter(word => word.length >= TELLS)

/** So many letters at the beginning are one in the spellings of one name: "Okoro" and "Okorro". */
const SPELLED = 4
const isLike = (a: string, b: string): boolean => a.slice(0, SPELLED) === b.slice(0, SPELLED)

const printsNameOf = ({ witness: { article } }: Known, { witness: { speaker } }: Known): boolean => {
  const chars = article.text.chars.toLowerCase()
  return (speaker?.names ?? []).some(name => chars.includes(name.toLowerCase().split(' ').at(-1)!))
}
