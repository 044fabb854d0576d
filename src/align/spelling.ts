import { entries, fold } from '../text/index.ts'
import sameWordList from './same-words.txt'
import spellingList from './spellings.txt'

const pairsOf = (list: string) => entries(list).map(line => line.split(' ') as [string, string])
const sameWords = new Map(pairsOf(sameWordList))
const beginnings = pairsOf(spellingList)

/** Endings that two spellings of English disagree on, applied to both sides alike, so that a word they needlessly touch still equals itself. */
const ENDINGS: readonly [RegExp, string][] = [
  [/(?<=\p{L}{3})is(e[drs]?|ing|ation|ations|ers)$/u, 'iz$1'], // "recognise", "organisation"
  [/(?<=\p{L}{2})ys(e[drs]?|ing)$/u, 'yz$1'], // "analyse"
  [/(?<=[aeiou]\p{L}+)ll(ed|ing|ers?|or|ous)$/u, 'l$1'], // "travelled", "councillor"
  [/(?<=\p{L}{2}[bcdgptv])re(s|d)?$/u, 'er$1'], // "centre", "theatre", "metre"
  [/(?<=\p{L}{3})ogue(s)?$/u, 'og$1'] // "dialogue"
]

// The pronoun is no country: "US" counts as "U.S." only in capitals.
const COUNTRIES: Readonly<Record<string, string>> = { US: 'u.s', USA: 'u.s', UK: 'u.k', UN: 'u.n', EU: 'e.u' }

const foldings = new Map<string, string>()

/** The form under which a printed word is compared: case, accents, spelling, numerals and abbreviations make no difference to it. */
export const keyOf = (printed: string): string => {
  const known = foldings.get(printed)
  if (known !== undefined) return known
  const key = COUNTRIES[printed.replace(/\./g, '')] ?? spelled(printed)
  if (foldings.size > MAX_KEPT) foldings.clear()
  foldings.set(printed, key)
  return key
}

/** Words whose keys are kept: English text repeats its few ten thousand commonest words, and memory stays bounded. */
const MAX_KEPT = 50_000

const spelled = (printed: string): string => {
  const plain = fold(printed).chars.replace(/[.,](?=\d{3}(?!\d))/g, '')
  const bare = plain.includes('.') && !/\d/.test(plain) ? plain.replaceAll('.', '') : plain
  const same = sameWords.get(bare)
  if (same) return same
  const beginning = beginnings.find(([british]) => bare.startsWith(british))
  const begun = beginning ? beginning[1] + bare.slice(beginning[0].length) : bare
  const key = ENDINGS.reduce((word, [ending, plainer]) => word.replace(ending, plainer), begun)
  return sameWords.get(key) ?? key
}

const SHORTENED: Readonly<Record<string, string>> = { re: 'are', ll: 'will', ve: 'have', m: 'am', d: 'would', t: 'not' }
const NEGATED: Readonly<Record<string, string>> = { ca: 'can', wo: 'will', sha: 'shall', ai: 'be' }
const TAKES_IS = /^(?:it|he|she|that|there|here|what|who|where|how|when|why)$/i

/** The full word for what follows an apostrophe; null for a possessive, which leaves its word as it is. */
export const shortened = (host: string, ending: string): string | null => {
  if (ending.toLowerCase() !== 's') return SHORTENED[ending.toLowerCase()] ?? null
  if (/^let$/i.test(host)) return 'us'
  return TAKES_IS.test(host) ? 'is' : null
}

/** The word before "n't": "ca" is "can". */
export const negated = (host: string): string => NEGATED[host.toLowerCase()] ?? keyOf(host)

/** A printed word cut into the words it stands for: "don't" into "do" and "not", "it's" into "it" and "is", "Ada's" into "Ada" alone. */
export const cutWord = (printed: string): { length: number; key: string }[] => {
  const not = /^(\p{L}+)n[’']t$/iu.exec(printed)
  if (not)
    return [
      { length: not[1].length, key: negated(not[1]) },
      { length: printed.length - not[1].length, key: 'not' }
    ]
  if (/^n[’']t$/i.test(printed)) return [{ length: printed.length, key: 'not' }]
  if (/^(?:cannot|gonna)$/i.test(printed))
    return [
      { length: 3, key: /^c/i.test(printed) ? 'can' : 'going' },
      { length: printed.length - 3, key: /^c/i.test(printed) ? 'not' : 'to' }
    ]
  const short = /^(.+)[’'](\p{L}{1,2})$/u.exec(printed)
  const full = short && shortened(short[1], short[2])
  if (short && full)
    return [
      { length: short[1].length, key: keyOf(short[1]) },
      { length: printed.length - short[1].length, key: full }
    ]
  return [{ length: printed.length, key: keyOf(printed.replace(/[’']s?$/iu, '')) }]
}
