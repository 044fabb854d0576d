import { entries } from '../text/index.ts'
import senseList from './senses.txt'

const ENDINGS =
  /(?:isations?|izations?|ations?|itions?|utions?|atively|ically|fully|ments?|ingly|edly|ators?|ities|ity|ives?|ives|ously|ous|ances?|ences?|ables?|ibly|ions?|ings?|ies|ied|ers?|ors?|ed|es|ly|al|ic|ans?|a|n|s|e|y)$/u

/** The least letters of a word that stay: "talk" of "talks", "oper" of "operations". */
const LEAST = 4

// The plural goes first, so that "lanterns" and "lantern" lose the same.
const strip = (plural: string): string => {
  const word = plural.length > LEAST ? plural.replace(/(?<=[^siu])s$/u, '') : plural
  const short = word.replace(ENDINGS, '')
  if (short === word || short.length < LEAST)
    return word.length > LEAST ? word.replace(/(?<!s)s$|e$/u, '') : word.replace(/(?<=\p{L}{3})s$/u, '')
  return short.replace(/([bdfglmnprt])\1$/u, '$1')
}

const stems = new Map<string, string>()

const ofSense = new Map(
  entries(senseList).flatMap(line => {
    const [first, ...others] = line.split(' ')
    return [first, ...others].map(word => [strip(word), `~${first}`] as const)
  })
)

/** Words kept with their stems, as many as English text repeats. */
const MAX_KEPT = 50_000

/** A word's stem without its endings, or, for words of one light sense ("solve", "resolve"), the name of that sense. */
export const stemOf = (key: string): string => {
  const kept = stems.get(key)
  if (kept !== undefined) return kept
  const stem = strip(key)
  const sense = ofSense.get(stem) ?? stem
  if (stems.size > MAX_KEPT) stems.clear()
  stems.set(key, sense)
  return sense
}
