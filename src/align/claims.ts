import { stemOf } from './stem.ts'
import { isContent, type Token } from './wording.ts'

/** What a wording claims with its words: whether it denies anything, and for each stem whether it always denies it, and the modal verbs before it. */
export type Claims = {
  readonly denies: boolean
  readonly stems: ReadonlyMap<string, { readonly denied: boolean; readonly modals: ReadonlySet<string> }>
}

/** Words that deny what follows them, and verbs that do. */
const DENYING = new Set([
  'not',
  'no',
  'never',
  'neither',
  'nor',
  'none',
  'nobody',
  'nothing',
  'without',
  'hardly',
  'barely',
  'too'
])
const DENYING_VERBS = new Set(['refuse', 'deny', 'denied', 'fail', 'unable', 'impossible'].map(stemOf))

/** Words that limit what follows them: what is nearly done is not done. */
const LIMITING = new Set(['almost', 'nearly', 'practically', 'virtually'])

/** The stems of which a wording says that they are not wholly so: of each the next word that says something. */
export const limitedIn = (wording: readonly Token[]): ReadonlySet<string> => {
  const says = wording.filter(one => isContent(one) || LIMITING.has(one.key))
  return new Set(says.flatMap(({ key }, i) => (LIMITING.has(key) && says[i + 1] ? [stemOf(says[i + 1].key)] : [])))
}

/** Modal words by what they may claim: told speech has "would" for "will"; "could" stands for "can" and for "might". */
const MODALS: Readonly<Record<string, readonly string[]>> = {
  may: ['may', 'might', 'could', 'perhaps', 'possibly'],
  can: ['can', 'could'],
  must: ['must', 'should', 'ought', 'shall', 'need', 'needs', 'needed'],
  will: ['will', 'would', 'shall']
}
const modalsOf = (word: Token): string[] =>
  word.print.startsWith('May') ? [] : Object.keys(MODALS).filter(claim => MODALS[claim].includes(word.key))

/** Reads what a wording claims. A negation and a modal belong to the next word that says something: "will not soon close" denies the closing. */
export const claimsOf = (wording: readonly Token[]): Claims => {
  const stems = new Map<string, { denied: boolean; modals: Set<string> }>()
  let [denied, denies, modals]: [boolean, boolean, string[]] = [false, false, []]
  wording.forEach((token, i) => {
    if (DENYING.has(token.key)) denied = true
    const must = /^ha(?:ve|s|d)$/.test(token.key) && wording[i + 1]?.key === 'to'
    modals.push(...(must ? ['must'] : modalsOf(token)))
    denies ||= denied
    if (!isContent(token) || DENYING.has(token.key) || modalsOf(token).length || token.key.endsWith('ly')) return
    const stem = stemOf(token.key)
    const before = stems.get(stem)
    stems.set(stem, { denied: denied && (before?.denied ?? true), modals: new Set([...(before?.modals ?? []), ...modals]) })
    denied = DENYING_VERBS.has(stem)
    denies ||= denied
    modals = []
  })
  return { denies, stems }
}

/** Whether two wordings claim different things of a word that both hold: "the gate will close", "the gate will not close", "the gate may close". */
export const otherClaims = (a: Claims, b: Claims): boolean => {
  const both = [...a.stems.keys()].filter(stem => b.stems.has(stem)).map(stem => [a.stems.get(stem)!, b.stems.get(stem)!])
  return both.some(([x, y]) => (a.denies !== b.denies && x.denied !== y.denied) || otherModals(x.modals, y.modals))
}

const otherModals = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  if (!a.size || !b.size) return isMay(a) || isMay(b)
  return ![...a].some(one => b.has(one))
}

const isMay = (modals: ReadonlySet<string>) => modals.size === 1 && modals.has('may')
