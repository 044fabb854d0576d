import { endOfHeadline, smallWords } from './headlines.ts'
import type { Layout, Sentence, Token } from './layout.ts'
import { bodies, countryOf, isFirstName, notNames, plain, portfolios, roles, titles } from './lists.ts'

/** Words in a row that may be a name: capitals, and what joins them. `first` is the first one's place in its sentence. */
export type Run = { readonly first: number; readonly tokens: readonly Token[] }

const PARTICLES = new Set(
  'al ap ben bin bint da dal de del della den der di do dos du el ibn la le lo los san ten ter van von y zu zur'.split(' ')
)
const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv'])
/** "Department of Justice", "Centers for Disease Control": what joins the words of a body's name. */
const JOINS = new Set(['of', 'for', 'on', '&'])
/** What begins the name of many a body, and alone is no name: "Northern Alliance", "Republican National Committee". */
const QUALIFIER =
  /^(?:African|Arab|Black|Catholic|Central|Christian|Communist|Conservative|Democratic|Eastern|House|Islamic|Jewish|Labour|Liberal|Muslim|National|Northern|Republican|Social|Socialist|Southern|States|Western|White|Young)$/
/** Surnames that are words of other kinds, and go on after a first name ("Carla May"). */
const AMBIGUOUS =
  /^(?:may|will|white|black|west|east|north|march|august|april|june|case|best|young|long|man|little|good|early|last|past)$/

/** What follows a surname that begins a sentence, though its word could begin any ("May said"). */
const VERB = /^(?:said|says|told|added|announced|wrote|asked|replied|has|had|was|is|will|also|did|would)$/

/** Whether a word is a small word of family names, also where it has capitals ("VAN"). */
export const isParticle = ({ word }: Token): boolean => PARTICLES.has(word.toLowerCase())

/** Whether a word only says which one a body, or somebody, is ("Northern", "Republican"). */
export const isQualifier = (token: Token): boolean => QUALIFIER.test(token.word)

/** Whether a word joins the words of a body's name. */
export const joinsNames = (token: Token): boolean => JOINS.has(token.word)

/** Words that have a capital in the middle of a sentence that is no headline: a capital at its beginning says nothing. */
export const properWords = (layout: Layout): Set<string> => {
  const found = new Set<string>()
  const small = smallWords(layout)
  for (const sentence of layout.sentences) {
    const end = endOfHeadline(layout, sentence, small)
    sentence.tokens.forEach((token, i) => {
      if (i < end) return
      const word = plain(token.word)
      const surname = AMBIGUOUS.test(word) && isFirstName(beforeInitial(sentence.tokens, i)?.word ?? '')
      if (token.capital && (surname || (!opens(sentence.tokens, i) && !notNames.has(word)))) found.add(word)
    })
  }
  return found
}

/** The capital word before another, or before its middle initial: "Ada H. White". */
const beforeInitial = (tokens: readonly Token[], i: number): Token | null => {
  const isInitial = tokens[i - 1]?.word === '.' && tokens[i - 2]?.word.length === 1
  const before = tokens[isInitial ? i - 3 : i - 1]
  return before?.capital ? before : null
}

/** The runs of a sentence, in order. */
export const runsIn = ({ tokens }: Sentence, proper: ReadonlySet<string>): Run[] => {
  const runs: Run[] = []
  for (let i = 0; i < tokens.length; i++) {
    if (!begins(tokens, i, proper)) continue
    const first = i
    while (i + 1 < tokens.length && !tokens[i].owns) {
      const step = goesOn(tokens, i)
      if (!step) break
      i += step
    }
    runs.push({ first, tokens: tokens.slice(first, i + 1) })
  }
  return runs
}

/** Whether a word stands where any word has a capital: first in its sentence, or after a mark other than a comma. */
const opens = (tokens: readonly Token[], i: number): boolean => {
  const before = tokens[i - 1]
  if (!before) return true
  if (!before.mark || /^[,&-]$/.test(before.word)) return false
  return !(/^["”’']$/.test(before.word) && /^[,]$/.test(tokens[i - 2]?.word ?? ''))
}

const begins = (tokens: readonly Token[], i: number, proper: ReadonlySet<string>): boolean => {
  const [here, next] = tokens.slice(i, i + 2)
  if (here.mark || !here.capital) return opensWithParticle(tokens, i)
  if (/^[RDIL]-|-year-old$/.test(here.word)) return false
  const word = plain(here.word)
  // "Said Ruiz, …": a first name too, but only where the article prints it inside a sentence.
  if (word === 'said' && opens(tokens, i) && !proper.has(word)) return false
  if (next?.capital && countryOf(`${here.word} ${next.word}`)) return true
  if (next?.capital && here.word === 'New' && !opens(tokens, i)) return true
  const leads = isFirstName(here.word) && (!!next?.capital || PARTICLES.has(next?.word ?? ''))
  const surname = AMBIGUOUS.test(word) && proper.has(word) && (!opens(tokens, i) || VERB.test(next?.word ?? ''))
  if (notNames.has(word) && !leads && !surname && !(isQualifier(here) && next?.capital)) return /^(?:mr|mrs|ms)$/.test(word)
  if (!opens(tokens, i) || proper.has(word) || titles.has(word) || roles.has(word) || countryOf(here.word)) return true
  const after = tokens.slice(i + 1, i + 3).map(token => token.word)
  // "Say Norway": a word that opens a sentence is no part of a country's name.
  if (goesOn(tokens, i) === 1 && (countryOf(after[0]) || countryOf(after.join(' ')))) return false
  if (goesOn(tokens, i)) return true
  return /\p{Lu}.*\p{Lu}/u.test(here.word) || (isFirstName(here.word) && !!next && !next.mark)
}

/** "van der Meer", "bin Rashid": small words that a family name begins with. */
const opensWithParticle = (tokens: readonly Token[], i: number): boolean => {
  if (!/^(?:bin|van|von|al|el|ibn|de|di|della|der|den|ter|du|dos)$/.test(tokens[i].word)) return false
  const next = tokens[i + 1]
  return !!next && (next.capital || (PARTICLES.has(next.word) && !!tokens[i + 2]?.capital))
}

/** How many tokens further the same name goes on: 0 when it ends here. */
const goesOn = (tokens: readonly Token[], i: number): number => {
  const [here, next, after, third] = tokens.slice(i, i + 4)
  if (!next) return 0
  if (next.word === '.') return here.word.length === 1 && isNickname(tokens, i + 1) ? 5 : afterStop(here, next, after)
  if (next.word === ',' && after && SUFFIXES.has(plain(after.word))) return 2
  if (next.word === '&' && after?.capital) return 2
  if (isNickname(tokens, i)) return 4
  if (next.mark) return 0
  if (next.capital) return stops(next, here) ? 0 : 1
  if (PARTICLES.has(next.word) && after?.capital && next.word !== 'la') return 2
  if (PARTICLES.has(next.word) && PARTICLES.has(after?.word ?? '') && third?.capital) return 3
  if (next.word === 'and' && portfolios.has(plain(here.word))) return after?.capital && !isFirstName(after.word) ? 2 : 0
  if (!JOINS.has(next.word) || !isJoined(here)) return 0
  if (after?.capital && !stops(after, here)) return 2
  return after?.word === 'the' && third?.capital ? 3 : 0
}

const isJoined = ({ word }: Token) => bodies.has(plain(word)) || /^(?:Secretary|Minister)$/.test(word)

/** "J. Ruiz", "Sen. Ruiz": a full stop that ends no sentence. */
const afterStop = (here: Token, stop: Token, after: Token | undefined): number => {
  if (stop.start !== here.end || !after?.capital || SUFFIXES.has(plain(here.word))) return 0
  return (here.word.length === 1 || titles.has(plain(here.word))) && !stops(after, here) ? 2 : 0
}

/** "Maria “Mia” Kowalska" */
const isNickname = (tokens: readonly Token[], i: number): boolean => {
  const [here, opening, name, closing, next] = tokens.slice(i, i + 5)
  if (!next?.capital || !(isFirstName(here.word) || here.word === '.') || !name.capital || /^\p{Lu}{2}/u.test(name.word))
    return false
  return /^["“”'‘’(]$/.test(opening.word) && /^["“”'’)]$/.test(closing.word)
}

// "Ada Ruiz On Friday": a word that is no name ends it, but "May" after a first name goes on.
const stops = (next: Token, here: Token): boolean => {
  const word = plain(next.word)
  return notNames.has(word) && !(AMBIGUOUS.test(word) && isFirstName(here.word)) && !isQualifier(next)
}
