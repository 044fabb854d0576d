import { covers } from '../text/index.ts'
import { germanName } from './german.ts'
import { endOfHeadline, smallWords, splitHeadline } from './headlines.ts'
import { isQuoted, type Layout, type Sentence, type Token } from './layout.ts'
import { bodies, countryOf, groups, isDemonym, isFirstName, plain, portfolios, roles, titles } from './lists.ts'
import { isParticle, isQualifier, joinsNames, properWords, type Run, runsIn } from './runs.ts'

/**
 * A name where it is printed. `tokens` are the name's own words, from the place `first` in its sentence on, without title, role or demonym; `before` holds
 * those that stood before them, from the place `from` on. `the` says that an article stands before all. `kind` is null where the words alone don't tell.
 */
export type NameRun = {
  readonly sentence: Sentence
  readonly from: number
  readonly first: number
  readonly tokens: readonly Token[]
  readonly before: readonly Token[]
  readonly kind: 'person' | 'body' | null
  readonly the: boolean
}

const COMPANY = new Set(['inc', 'corp', 'ltd', 'llc', 'plc', 'gmbh', 'holdings', 'bros'])

/** The names in an article, in order; in a headline that gives every word a capital only names that the body prints too are looked for. */
export const findNames = (layout: Layout): NameRun[] => {
  const proper = properWords(layout)
  const surnames = surnamesIn(layout)
  const pairs = pairsIn(layout, proper)
  const small = smallWords(layout)
  return layout.sentences.flatMap(sentence => {
    const end = endOfHeadline(layout, sentence, small)
    const all = runsIn(sentence, proper).flatMap(run => (run.first < end ? splitHeadline(run, proper) : run))
    const parts = layout.language === 'de' ? all.flatMap(run => germanName(sentence, run) ?? []) : all
    return parts
      .flatMap(run => nameOf(sentence, cutRun(withoutOthers(sentence, run, pairs), proper, pairs), surnames) ?? [])
      .filter(run => run.kind || !isOfTitle(layout, run) || isNamedOutside(layout, run))
  })
}

/** How many words the title of a broadcast, book or column has at most. */
const TITLE_WORDS = 6

/** "the broadcast “Harbour Week”": words in marks that all have capitals name a work, and nobody who speaks. */
const isOfTitle = ({ marked }: Layout, { sentence, first, tokens }: NameRun): boolean => {
  const marks = marked.find(one => covers(one, tokens[0]))
  if (!marks) return false
  // Words and their marks on both sides, as far as a title could reach: a sentence may be as long as its text.
  const near = sentence.tokens.slice(Math.max(0, first - 3 * TITLE_WORDS), first + 3 * TITLE_WORDS)
  const own = near.filter(token => !token.mark && covers(marks, token))
  return (
    own.length > 1 &&
    own.length <= TITLE_WORDS &&
    own.every(token => token.capital || /^(?:a|and|at|for|in|of|on|the|to|with)$/.test(token.word))
  )
}

/** "“Ruiz Tonight”", where a Ruiz is named elsewhere too. */
const isNamedOutside = (layout: Layout, { tokens }: NameRun): boolean => {
  const own = new Set(tokens.map(token => token.word))
  return layout.sentences.some(sentence => sentence.tokens.some(token => own.has(token.word) && !isQuoted(layout, token)))
}

const isOffice = (word: string) => roles.has(word) || titles.has(word) || groups.has(word)

/** Words for an office or trade that many a family is called by; "Florence Mayor" is a town's mayor. */
const SURNAME =
  /^(?:barber|baker|bishop|cardinal|carpenter|champion|chancellor|coach|constable|cook|cousin|dean|driver|duke|farmer|fellow|friend|guard|hunter|judge|justice|king|lord|major|man|marshal|master|model|monk|page|painter|parent|peer|player|pope|priest|prince|provost|sailor|sergeant|shepherd|singer|skipper|star|trader|waiter|warden|winner|worker)$/

/** Surnames that are also words for an office ("Peter Dean"): what follows a first name. */
const surnamesIn = (layout: Layout): Set<string> => {
  const found = new Set<string>()
  for (const { tokens } of layout.sentences)
    tokens.forEach((token, i) => {
      const word = plain(token.word)
      const before = tokens[i - 1]
      if (token.capital && before && isFirstName(before.word) && !isOffice(plain(before.word)) && SURNAME.test(word))
        found.add(word)
    })
  return found
}

/** First name and surname, where nothing else stands beside them: "ada ruiz". */
const pairsIn = (layout: Layout, proper: ReadonlySet<string>): Set<string> => {
  const runs = layout.sentences.flatMap(sentence => runsIn(sentence, proper))
  const two = runs.filter(({ tokens }) => tokens.length === 2 && isFirstName(tokens[0].word))
  return new Set(two.map(({ tokens }) => tokens.map(token => plain(token.word)).join(' ')))
}

/** A run without what stands beside its name in capitals of another making. */
const withoutOthers = (sentence: Sentence, run: Run, pairs: ReadonlySet<string>): Run =>
  withoutVerb(sentence, withoutButton(withoutAcronym(run, pairs)))

/** "WATCH Ada Ruiz", "SNN Ada Ruiz": a button, or an outlet, in capitals before a first name that is not. */
const withoutButton = ({ first, tokens }: Run): Run => {
  const [button, ...name] = tokens
  const isShouted = /^\p{Lu}{3,}$/u.test(button.word) && name.length > 1 && name.every(({ word }) => word !== word.toUpperCase())
  const isButton = isShouted && !titles.has(plain(button.word)) && isFirstName(name[0].word) && !isBody(name)
  return isButton ? { first: first + 1, tokens: name } : { first, tokens }
}

/** "Ruiz Lists Her Demands": in a headline that was not known for one, the verb before a word that begins another phrase. */
const withoutVerb = (sentence: Sentence, { first, tokens }: Run): Run => {
  const verb = tokens[tokens.length - 1]
  const next = sentence.tokens[first + tokens.length]
  const isVerb =
    tokens.length > 1 && /\p{Ll}{2}s$/u.test(verb.word) && !verb.owns && /^(?:A|An|Her|His|Its|The|Their)$/.test(next?.word ?? '')
  const isOther = isBody(tokens) || isFirstName(verb.word) || countryOf(tokens.map(token => token.word).join(' '))
  return isVerb && !isOther ? { first, tokens: tokens.slice(0, -1) } : { first, tokens }
}

/** "CTO Ruiz", where an Ada Ruiz is named too: an office that no list has. */
const withoutAcronym = ({ first, tokens }: Run, pairs: ReadonlySet<string>): Run => {
  const [office, name] = tokens
  const isOffice =
    tokens.length === 2 && /^\p{Lu}{3,}$/u.test(office.word) && name.word !== name.word.toUpperCase() && !isFirstName(office.word)
  const isKnown = isOffice && [...pairs].some(pair => pair.endsWith(` ${plain(name.word)}`))
  return isKnown ? { first: first + 1, tokens: [name] } : { first, tokens }
}

/** Words grown together, as where a link's text runs into the next: "RuizMayor". */
const isGlued = ({ word }: Token) => /\p{Ll}\p{Lu}/u.test(word.replace(/^(?:Mc|Mac|De|Di|Du|La|Le|Fitz)(?=\p{Lu})/u, ''))

/** A run cut where a name ends though the capitals go on: "Ada Ruiz Election Day", "Ada Ruiz Brandt" where both are names of their own. */
const cutRun = ({ first, tokens }: Run, proper: ReadonlySet<string>, pairs: ReadonlySet<string>): Run => {
  const cut = (end: number): Run => ({ first, tokens: tokens.slice(0, end) })
  if (tokens.slice(2).some(isGlued)) {
    const opens = tokens.findIndex(token => !token.mark && !isOffice(plain(token.word)))
    const again = tokens.findIndex((token, i) => i > opens && isFirstName(token.word))
    return cut(again > 0 ? again : tokens.findIndex(isGlued))
  }
  if (tokens.length < 3 || !isFirstName(tokens[0].word) || isBody(tokens) || isParticle(tokens[1])) return { first, tokens }
  if (tokens.slice(2).some(token => token.mark || !token.capital || /^(?:jr|sr|i{2,3}|iv)$/i.test(token.word)))
    return { first, tokens }
  const pair = pairs.has(
    tokens
      .slice(0, 2)
      .map(token => plain(token.word))
      .join(' ')
  )
  const goesOn = proper.has(plain(tokens[tokens.length > 3 ? 1 : 2].word))
  return goesOn && (pair || tokens.length > 3) ? cut(2) : { first, tokens }
}

const nameOf = (sentence: Sentence, { first, tokens }: Run, surnames: ReadonlySet<string>): NameRun | null => {
  const all = tokens.filter(token => !token.mark || token.word === '&')
  if (!all.length) return null
  const the = /^the$/i.test(sentence.tokens[first - 1]?.word ?? '')
  const run = (kind: NameRun['kind'], own: readonly Token[]): NameRun | null => {
    if (!own.length || own.every(token => token.word.length === 1)) return null
    const before = all.slice(0, all.indexOf(own[0]))
    return { sentence, from: first, first: sentence.tokens.indexOf(own[0]), tokens: own, before, kind, the }
  }
  const isSurname = (i: number) => surnames.has(plain(all[i].word)) && i === all.length - 1 && (i > 0 || !the)
  const last = all.findLastIndex((token, i) => isOffice(plain(token.word)) && !isSurname(i))
  const rest = all.slice(last + 1)
  const opensWithName = isFirstName(all[0].word) && !titles.has(plain(all[0].word))
  // "Sen. N", "Secretary of State N": what follows the office is the name.
  if (last >= 0 && rest.length && !(last === 0 && opensWithName)) {
    const behind = joinsNames(rest[0]) ? behindOffice(rest) : rest
    if (!isBody(behind) && !joinsNames(behind[0])) return run('person', withoutDemonyms(behind))
  }
  const held = isHeld(sentence, first) && (!isFirstName(all[0].word) || countryOf(all[0].word)) ? behindOffice(all) : all
  if (held.length < all.length && held.length > 1 && !isBody(held)) return run('person', held)
  if (isBody(all)) {
    // "House Republican N", "Lund Herald N"
    const behind = all.findIndex((token, i) => i > 0 && i < all.length - 1 && isFirstName(token.word))
    return behind > 0 && !isBody(all.slice(behind)) ? run('person', all.slice(behind)) : run('body', all)
  }
  if (last >= 0 && !rest.length) return null
  if (last >= 0 && !opensWithName) return null
  const printed = all.map(token => token.word).join(' ')
  if (isDemonym(printed) || isDemonym(printed.replace(/s$/, ''))) return null
  if (countryOf(printed)) return run('body', all)
  const own = withoutDemonyms(all)
  if (own.length < 3 && isDemonym(own[own.length - 1].word)) return null
  return run(own.length > 1 && isFirstName(own[0].word) ? 'person' : null, own)
}

/** "Chief of | Staff N", "Ambassador to the | United Nations N": a name after an office, of which the capitals are cut in two. */
const isHeld = ({ tokens }: Sentence, first: number): boolean => {
  const at = /^the$/.test(tokens[first - 1]?.word ?? '') ? first - 2 : first - 1
  return /^(?:of|for|to)$/.test(tokens[at]?.word ?? '') && isOffice(plain(tokens[at - 1]?.word ?? ''))
}

/** What is left of a run when what the office is of is taken off; all of it, where nothing would be left. */
const behindOffice = (tokens: readonly Token[]): readonly Token[] => {
  const named = tokens.findIndex((token, i) => i > 0 && isFirstName(token.word))
  const other = tokens.findIndex(token => !joinsNames(token) && !/^the$/i.test(token.word) && !portfolios.has(plain(token.word)))
  const at = other > 0 && portfolios.has(plain(tokens[other - 1].word)) ? other : named
  return at > 0 ? tokens.slice(at) : tokens
}

const isBody = (tokens: readonly Token[]): boolean =>
  tokens.some((token, i) => {
    const surname = i === 1 && tokens.length === 2 && isFirstName(tokens[0].word)
    return !surname && (bodies.has(plain(token.word)) || COMPANY.has(plain(token.word)) || token.word === '&')
  })

const PARTY = /^(?:Communist|Conservative|Democratic|House|Labour|Liberal|Republican|Socialist)$/

/** "Russian N", "Danish-born N", "House Republican N"; the words of "Black River Union" are its name. */
const saysWhich = (token: Token, next: Token): boolean =>
  isDemonym(token.word) ||
  /^U\.?[SKN]\.?A?\.?$/.test(token.word) ||
  (/-\p{Ll}/u.test(token.word) && isFirstName(next.word)) ||
  (isQualifier(token) && (PARTY.test(token.word) || isQualifier(next) || isFirstName(next.word)))

const withoutDemonyms = (tokens: readonly Token[]): readonly Token[] => {
  let at = 0
  while (at < tokens.length - 1 && saysWhich(tokens[at], tokens[at + 1])) at++
  const rest = tokens.slice(at)
  if (rest.length < 3) return rest
  const pair = `${rest[0].word} ${rest[1].word}`
  const place = countryOf(pair) && (rest.length === 3 || isFirstName(rest[2].word))
  return isDemonym(pair) || place ? rest.slice(2) : rest
}
