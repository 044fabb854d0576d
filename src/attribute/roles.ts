import type { Sentence, Token } from './layout.ts'
import { bodies, countryOf, groups, isDemonym, notNames, plain, roles, titles } from './lists.ts'
import type { NameRun } from './names.ts'

/** What somebody is, as printed at one place: the head noun, and the words around it, countries under one name. */
export type Role = { readonly head: string; readonly words: ReadonlySet<string> }

const TITLE_ROLES: Readonly<Record<string, string>> = {
  sen: 'senator',
  rep: 'representative',
  gov: 'governor',
  gen: 'general',
  lt: 'lieutenant',
  col: 'colonel',
  adm: 'admiral',
  prof: 'professor',
  dr: 'doctor',
  amb: 'ambassador',
  rev: 'pastor',
  sgt: 'sergeant',
  capt: 'captain',
  msgr: 'priest'
}

/** Heads that news writes for one another: the first of a line is what the others are taken for. */
const ALIKE = new Map(
  [
    'representative congressman congresswoman lawmaker legislator',
    'senator lawmaker legislator',
    'nominee candidate contender hopeful frontrunner front-runner challenger standard-bearer',
    'spokesman spokeswoman spokesperson press-secretary',
    'ceo executive boss chief',
    'president leader executive commander-in-chief commander ruler',
    'premier leader chief',
    'chairman chairwoman chair chairperson head',
    'attorney lawyer counsel barrister solicitor prosecutor',
    'professor academic scholar expert',
    'economist expert analyst',
    'analyst expert',
    'doctor physician surgeon',
    'officer policeman policewoman cop',
    'businessman businesswoman mogul tycoon billionaire magnate entrepreneur developer',
    'reporter journalist correspondent',
    'director head chief',
    'pastor preacher priest minister',
    'mp lawmaker legislator parliamentarian',
    'assemblyman assemblywoman lawmaker legislator',
    'governor leader',
    'mayor leader',
    'cleric imam ayatollah leader',
    'player star striker footballer quarterback',
    'author writer novelist',
    'actor star',
    'actress star'
  ].map(row => [row.split(' ')[0], new Set(row.split(' '))])
)

/** Whether two heads can be said of one person: the same, or written for one another ("Sen." and "the lawmaker"). */
export const alikeHeads = (a: string, b: string): boolean =>
  a === b ||
  [...ALIKE.values()].some(set => set.has(a) && set.has(b) && (ALIKE.get(a)?.has(b) || ALIKE.get(b)?.has(a) || set.size < 4))

/** The Role that a phrase's words tell; null when no noun of the lists heads it. */
export const roleOf = (tokens: readonly Token[]): Role | null => {
  const own = tokens.filter(token => !token.mark)
  const stop = own.findIndex((token, i) => i > 0 && /^(?:of|at|for|to|in|from|with|on|who|that|whose|and|by)$/.test(token.word))
  const chunk = stop < 0 ? own : own.slice(0, stop)
  const at = chunk.findLastIndex(token => isHead(token.word))
  if (at < 0) return null
  const head = plain(chunk[at].word)
  const words = own.filter(
    token =>
      !notNames.has(plain(token.word)) ||
      isDemonym(token.word) ||
      /^(?:democrat|republican|conservative|labour|liberal)/i.test(token.word)
  )
  // A prime minister is a premier, and no other minister.
  if (head === 'minister' && chunk[at - 1]?.word.toLowerCase() === 'prime')
    return { head: 'premier', words: new Set([...wordsOf(words), 'premier']) }
  // A vice president is no president.
  const deputy = /^(?:vice|deputy)$/i.test(chunk[at - 1]?.word ?? '')
  if (deputy) return { head: `vice-${head}`, words: new Set(wordsOf(words.filter(token => token !== chunk[at]))) }
  return { head: TITLE_ROLES[head] ?? head, words: new Set(wordsOf(words)) }
}

const isHead = (word: string) => roles.has(plain(word)) || plain(word) in TITLE_ROLES || groups.has(plain(word))

const wordsOf = (tokens: readonly Token[]): string[] => {
  const found: string[] = []
  for (let i = 0; i < tokens.length; i++) {
    const pair = tokens[i + 1] && countryOf(`${tokens[i].word} ${tokens[i + 1].word}`)
    found.push(pair || countryOf(tokens[i].word) || TITLE_ROLES[plain(tokens[i].word)] || party(plain(tokens[i].word)))
    if (pair) i++
  }
  return found
}

const party = (word: string) =>
  word.startsWith('democrat') ? 'democratic' : word.startsWith('republican') || word === 'gop' ? 'republican' : word

/** The Roles printed beside a name: "Sen. N", "the mayor, N", "N, a professor at X,". */
export const rolesBeside = (run: NameRun): Role[] => {
  const { tokens } = run.sentence
  const start = run.from
  const end = run.first + span(run)
  const found = [phraseBefore(tokens, start, run.before), phraseAfter(run.sentence, end), appositiveBefore(tokens, start)]
  return found.flatMap(phrase => (phrase?.length ? (roleOf(phrase) ?? []) : []))
}

const span = ({ sentence, first, tokens }: NameRun) => sentence.tokens.indexOf(tokens[tokens.length - 1]) - first + 1

const phraseBefore = (tokens: readonly Token[], start: number, before: readonly Token[]): readonly Token[] => {
  let at = start
  while (at > 0 && start - at < 7) {
    const { word, mark } = tokens[at - 1]
    if (mark && word !== '-') break
    if (!/^[A-Z]/.test(word) && notNames.has(plain(word)) && !/^(?:of|former|then)$/.test(word)) break
    at--
  }
  const phrase = [...tokens.slice(at, start), ...before]
  const last = phrase.findLastIndex(token => isHead(token.word))
  if (last < 0) return []
  const rest = phrase.slice(last + 1)
  return rest.length === 0 ||
    (rest.length > 1 && rest.length < 5 && rest[0].word === 'of') ||
    titles.has(plain(phrase[last].word))
    ? phrase
    : []
}

const FINITE =
  /^(?:said|says|told|tells|is|are|was|were|has|had|have|will|would|added|adds|announced|called|urged|warned|wrote|asked|did|does|met|left|came|went|made|took|gave)$/

const phraseAfter = ({ tokens }: Sentence, end: number): readonly Token[] => {
  const mark = tokens[end]?.word
  if (mark !== ',' && mark !== '(' && mark !== '—' && mark !== '–') return []
  const from = end + 1
  let to = from
  while (to < tokens.length && to - from < 16 && !/^[,.;:)—–“”"]$/.test(tokens[to].word)) to++
  const phrase = tokens.slice(from, to)
  const head = phrase.findIndex(token => isHead(token.word))
  const opens =
    /^(?:the|a|an|his|her|their|its|our|my|one)$/i.test(phrase[0]?.word ?? '') ||
    phrase[0]?.owns ||
    phrase[0]?.capital ||
    roles.has(plain(phrase[0]?.word ?? ''))
  // "In Ribe, the mayor said": what has a verb of its own is a clause, not an apposition.
  const relative = phrase.findIndex(token => /^(?:who|whom|whose|which|that)$/.test(token.word))
  const clause = phrase.slice(0, relative < 0 ? phrase.length : relative).some(token => FINITE.test(token.word))
  return opens && head >= 0 && head < 10 && !clause && tokens[to]?.word !== ':' ? phrase : []
}

const appositiveBefore = (tokens: readonly Token[], start: number): readonly Token[] => {
  if (tokens[start - 1]?.word !== ',') return []
  let from = start - 1
  while (from > 0 && start - from < 14 && !/^[,.;:)—–“”"]$/.test(tokens[from - 1].word)) from--
  const phrase = tokens.slice(from, start - 1)
  const definite = phrase.findLastIndex(
    (token, i) => /^(?:the|an?|his|her|their|its)$/i.test(token.word) || (token.owns && i < phrase.length - 1)
  )
  if (definite < 0) return []
  const own = phrase.slice(definite)
  return roleOf(own) && !own.some(token => /^(?:said|says|told|is|was|has|had)$/.test(token.word)) ? own : []
}

/** Nouns that mean a body already named ("the paper"), each with the words that such a body's name holds. */
export const BODY_NOUNS: Readonly<Record<string, RegExp>> = {
  newspaper:
    /times|post|journal|tribune|herald|guardian|gazette|daily|news|mail|telegraph|globe|star|sun|chronicle|record|courier|observer|press|today/,
  paper:
    /times|post|journal|tribune|herald|guardian|gazette|daily|news|mail|telegraph|globe|star|sun|chronicle|record|courier|observer|press|today/,
  ministry: /ministry|department/,
  department: /department|ministry/,
  agency: /agency|bureau|administration|press|service/,
  court: /court|tribunal/,
  committee: /committee|panel/,
  panel: /committee|panel|commission/,
  commission: /commission|panel/,
  council: /council/,
  bank: /bank|reserve/,
  university: /university|college|institute/,
  party: /party/,
  union: /union|federation|association/,
  company: /inc|corp|company|group|ltd|motors|airlines|bank/,
  campaign: /campaign/,
  network: /news|tv|network|broadcasting|cnn|abc|nbc|cbs|bbc|fox/,
  bureau: /bureau/
}

/** Whether a noun heads a body's phrase. */
export const isBodyNoun = (word: string): boolean => bodies.has(plain(word)) || plain(word) in BODY_NOUNS
