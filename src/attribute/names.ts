import type { Layout, Sentence, Token } from './layout.ts'
import { bodies, countryOf, groups, isDemonym, isFirstName, notNames, plain, roles, titles } from './lists.ts'

/**
 * A name where it is printed. `tokens` are the name's own words, without title, role or demonym; `before` holds those that stood before them.
 * `kind` is null where the words alone don't tell a person from a body.
 */
export type NameRun = {
  readonly sentence: Sentence
  readonly first: number
  readonly tokens: readonly Token[]
  readonly before: readonly Token[]
  readonly kind: 'person' | 'body' | null
  readonly the: boolean
}

const PARTICLES = new Set(
  'al ap ben bin bint da dal de del della den der di do dos du el ibn la le lo los san ten ter van von y zu zur'.split(' ')
)
const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv'])
/** "Department of Justice", "Centers for Disease Control": what joins the words of a body's name. */
const JOINS = new Set(['of', 'for', 'on', '&', 'and'])
const COMPANY = new Set(['inc', 'corp', 'co', 'ltd', 'llc', 'plc', 'gmbh', 'ag', 'sa', 'group', 'holdings', 'bros'])

/** The names in an article, in order; in a headline that gives every word a capital only names that the body prints too are looked for. */
export const findNames = (layout: Layout): NameRun[] => {
  const proper = properWords(layout)
  const surnames = surnamesIn(layout)
  return layout.sentences.flatMap(sentence => {
    const capitalised = hasTitleCase(sentence)
    return runsIn(sentence, proper)
      .flatMap(run => (capitalised ? splitHeadline(run, proper) : [run]))
      .flatMap(run => nameOf(sentence, cutAfterSurname(run, proper), surnames))
  })
}

type Run = { first: number; tokens: Token[] }

/** Words that have a capital in the middle of a sentence that is no headline: a capital at its beginning says nothing. */
const properWords = (layout: Layout): Set<string> => {
  const found = new Set<string>()
  for (const sentence of layout.sentences) {
    if (hasTitleCase(sentence)) continue
    sentence.tokens.forEach((token, i) => {
      const opens = i === 0 || sentence.tokens[i - 1].mark
      if (token.capital && !opens && !notNames.has(plain(token.word))) found.add(plain(token.word))
    })
  }
  return found
}

/** Surnames that are also words for an office ("Howard Dean"): what follows a first name. */
const surnamesIn = (layout: Layout): Set<string> => {
  const found = new Set<string>()
  for (const { tokens } of layout.sentences)
    tokens.forEach((token, i) => {
      const word = plain(token.word)
      const before = tokens[i - 1]
      if (
        token.capital &&
        before &&
        isFirstName(before.word) &&
        !roles.has(plain(before.word)) &&
        (roles.has(word) || titles.has(word))
      )
        found.add(word)
    })
  return found
}

// A caption's capitals may run on after a name: "Ada Ruiz Election Day".
const cutAfterSurname = (run: Run, proper: ReadonlySet<string>): Run => {
  const { tokens } = run
  const long = tokens.length > 3 && isFirstName(tokens[0].word) && proper.has(plain(tokens[1].word))
  return long &&
    !tokens.slice(2).some(token => PARTICLES.has(token.word) || token.mark) &&
    bodies.has(plain(tokens[tokens.length - 1].word)) === false
    ? { first: run.first, tokens: tokens.slice(0, 2) }
    : run
}

const hasTitleCase = ({ tokens }: Sentence): boolean => {
  const long = tokens.filter(token => !token.mark && token.word.length > 3)
  return long.length > 3 && long.filter(token => token.capital || /^\d/.test(token.word)).length > 0.7 * long.length
}

const runsIn = ({ tokens }: Sentence, proper: ReadonlySet<string>): Run[] => {
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

const begins = (tokens: readonly Token[], i: number, proper: ReadonlySet<string>): boolean => {
  const { word, capital, mark } = tokens[i]
  if (mark || !capital)
    return !mark && PARTICLES.has(word) && !!tokens[i + 1]?.capital && /^(?:bin|van|von|al|el|ibn)$/.test(word)
  const known = plain(word)
  const place = tokens[i + 1]?.capital && countryOf(`${word} ${tokens[i + 1].word}`)
  if (place) return true
  if (notNames.has(known) && !(isFirstName(word) && tokens[i + 1]?.capital))
    return titles.has(known) && /^(?:mr|mrs|ms)$/.test(known)
  const opens = i === 0 || (tokens[i - 1].mark && !/[,&-]/.test(tokens[i - 1].word))
  if (!opens || proper.has(known) || titles.has(known) || roles.has(known) || countryOf(word)) return true
  return !!goesOn(tokens, i) || /\p{Lu}.*\p{Lu}/u.test(word)
}

/** How many tokens further the same name goes on: 0 when it ends here. */
const goesOn = (tokens: readonly Token[], i: number): number => {
  const [here, next, after, third] = tokens.slice(i, i + 4)
  if (!next) return 0
  if (next.word === '.' && next.start === here.end && (here.word.length === 1 || titles.has(plain(here.word))) && after?.capital)
    return (after.mark || stops(after, here) ? 0 : 2) || 0
  if (next.word === '.' && SUFFIXES.has(plain(here.word))) return 0
  if (next.word === ',' && after && SUFFIXES.has(plain(after.word))) return 2
  if (next.word === '&' && after?.capital) return 2
  if (
    /^["“”'‘’(]$/.test(next.word) &&
    after?.capital &&
    third &&
    /^["“”'’)]$/.test(third.word) &&
    tokens[i + 4]?.capital &&
    isFirstName(here.word) &&
    !/^[A-Z]{2}/.test(after.word)
  )
    return 4
  if (next.mark) return 0
  if (next.capital) return stops(next, here) ? 0 : 1
  if (PARTICLES.has(next.word) && after?.capital && next.word !== 'la') return 2
  if (PARTICLES.has(next.word) && PARTICLES.has(after?.word ?? '') && third?.capital) return 3
  if (
    JOINS.has(next.word) &&
    next.word !== 'and' &&
    (bodies.has(plain(here.word)) || /^(?:University|House|Council|Bank|Bureau|Secretary|Institute|Court)$/.test(here.word))
  ) {
    if (after?.capital && !stops(after, here)) return 2
    if (after?.word === 'the' && third?.capital) return 3
  }
  return 0
}

// "Ada Ruiz On Friday": a word that is no name ends it, but "Theresa May" and "Will" after a first name go on.
const stops = (next: Token, here: Token): boolean =>
  notNames.has(plain(next.word)) &&
  !(
    /^(?:may|will|white|black|west|east|north|march|august|april|june|case|best|young|long|man)$/.test(plain(next.word)) &&
    isFirstName(here.word)
  ) &&
  !/^(?:Democratic|Republican|Conservative|Labour|Liberal|Christian|Muslim|Islamic|States|Black|White|Western|Eastern|Northern|Southern|Catholic|Jewish|African|Arab|House|National|Young)$/.test(
    next.word
  )

/** The parts of a capitalised headline's run that the body prints as names. */
const splitHeadline = ({ first, tokens }: Run, proper: ReadonlySet<string>): Run[] => {
  const parts: Run[] = []
  let part: Token[] = []
  const close = (end: number) => {
    if (part.some(token => !token.mark)) parts.push({ first: first + end - part.length, tokens: part })
    part = []
  }
  tokens.forEach((token, i) => {
    if (proper.has(plain(token.word)) || (token.mark && part.length) || isFirstName(token.word)) part.push(token)
    else close(i)
  })
  close(tokens.length)
  return parts
}

const nameOf = (sentence: Sentence, { first, tokens }: Run, surnames: ReadonlySet<string>): NameRun[] => {
  const all = tokens.filter(token => !token.mark || token.word === '&')
  const the = /^the$/i.test(sentence.tokens[first - 1]?.word ?? '')
  const isSurname = (token: Token, i: number) => surnames.has(plain(token.word)) && i === all.length - 1 && (i > 0 || !the)
  const isRole = (token: Token, i: number) =>
    [roles, titles, groups].some(list => list.has(plain(token.word))) && !isSurname(token, i)
  const last = all.findLastIndex(isRole)
  const rest = all.slice(last + 1)
  const run = (kind: NameRun['kind'], own: Token[], before: Token[]): NameRun[] =>
    own.length ? [{ sentence, first: sentence.tokens.indexOf(own[0]), tokens: own, before, kind, the }] : []
  if (isBody(all) && !(last >= 0 && rest.length && !isBody(rest) && !JOINS.has(rest[0].word))) return run('body', all, [])
  if (last >= 0 && !rest.length) return all.length > 1 && isFirstName(all[0].word) && all.length < 4 ? run('person', all, []) : []
  if (last >= 0 && !(last === 0 && isFirstName(all[0].word) && !titles.has(plain(all[0].word))))
    return JOINS.has(rest[0].word) ? [] : run('person', dropDemonyms(rest), all.slice(0, last + 1))
  if (countryOf(all.map(token => token.word).join(' '))) return run('body', all, [])
  const own = dropDemonyms(all)
  const before = all.slice(0, all.length - own.length)
  if (own.length === 1 && /^(?:\p{Lu}\.?){2,}s?$/u.test(own[0].word) && own[0].word.length < 7) return run(null, own, before)
  return run(isFirstName(own[0].word) && own.length > 1 ? 'person' : null, own, before)
}

const isBody = (tokens: readonly Token[]): boolean =>
  tokens.some(
    (token, i) =>
      (bodies.has(plain(token.word)) && !(i === 0 && tokens.length === 2 && isFirstName(token.word))) ||
      COMPANY.has(plain(token.word))
  )

const dropDemonyms = (tokens: Token[]): Token[] => {
  let at = 0
  while (at < tokens.length - 1 && (isDemonym(tokens[at].word) || /^U\.?S\.?A?\.?$|^U\.?[KN]\.?$/.test(tokens[at].word))) at++
  if (tokens.length - at > 2 && isDemonym(`${tokens[at].word} ${tokens[at + 1].word}`)) at += 2
  return tokens.slice(at)
}
