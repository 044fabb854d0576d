import { entries, fold } from '../../text/index.ts'
import listed from './senses.txt'

/** Kinds of words that make another claim of a sentence, those that tell most first. */
const KINDS = ['negation', 'number', 'condition', 'modal', 'limit', 'hedge', 'tense'] as const
type Kind = (typeof KINDS)[number]

const KIND = new Map(
  entries(listed).map(line => {
    const [kind, word] = line.split(' ')
    return [word, kind as Kind] as const
  })
)

const NAMES: Record<Kind, string> = {
  negation: 'negation',
  number: 'number',
  condition: 'condition',
  modal: 'modal verb',
  limit: 'limit',
  hedge: 'hedge',
  tense: 'tense'
}

/** The words of a cell: "doesn’t" is "does" and "not", "4.5" is one. */
const wordsIn = (printed: string): string[] =>
  fold(printed)
    .chars.replace(/n['’]t(?!\p{L})/gu, ' not')
    .match(/\p{N}+(?:[.,]\p{N}+)*|\p{L}+/gu) ?? []

const isDigits = (word: string) => /^\p{N}/u.test(word)
const kindOf = (word: string): Kind | undefined => (isDigits(word) ? 'number' : KIND.get(word))

/** Words of this kind on one side that the other does not have. */
const only = (kind: Kind, here: readonly string[], there: readonly string[]) =>
  here.filter(word => kindOf(word) === kind && !there.includes(word))

/**
 * How a printing's words make another claim than the fullest reading's in their place, in two words: "negation dropped", "other number", "condition put in";
 * null where nothing on the list tells so. A tense is only another one where both have one; "14" may be what "fourteen" is.
 */
export const senseOf = (printed: string, fullest: string): string | null => {
  const [here, there] = [wordsIn(printed), wordsIn(fullest)]
  for (const kind of KINDS) {
    const [mine, theirs] = [only(kind, here, there), only(kind, there, here)]
    if (kind === 'number' && mine.length && theirs.length && mine.some(isDigits) !== theirs.some(isDigits)) continue
    if (mine.length && theirs.length) return `other ${NAMES[kind]}`
    if (kind === 'tense') continue
    if (mine.length) return `${NAMES[kind]} put in`
    if (theirs.length) return `${NAMES[kind]} dropped`
  }
  return null
}

/** Whether words that are cut off behind a printing were a condition or limit of it: “we will open”, without “if the wall holds”. */
export const isConditionOf = (before: string, cut: string): boolean => {
  const [first] = wordsIn(cut)
  return kindOf(first ?? '') === 'condition' && !/[.!?;]["”’'»]*\s*$/.test(before)
}

/** Whether two cells hold other names: words with a capital letter where no sentence begins. */
export const areOtherNames = (printed: string, fullest: string): boolean => {
  const names = (words: string) => [...words.matchAll(/(?<![\p{L}\p{N}])\p{Lu}\p{Ll}+/gu)].map(([name]) => fold(name).chars)
  const [here, there] = [names(printed), names(fullest)]
  return here.some(one => !there.includes(one)) && there.some(one => !here.includes(one))
}
