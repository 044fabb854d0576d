import { type Span, span } from '../text/index.ts'
import { isQuoted, type Layout } from './layout.ts'
import { countryOf, type Gender, genderOfRole, plain, sameFirstName } from './lists.ts'
import { type Draft, genderOf, isJunior, type Member, type Mention, memberOf, wordsOf } from './members.ts'
import { findNames, type NameRun } from './names.ts'
import { type Named, placesOf } from './places.ts'

/** The cast of an article; `unclear` holds names that two members share and nothing decides between. */
export type Cast = {
  readonly members: readonly Member[]
  readonly unclear: readonly Mention[]
  /** The mentions that a span touches. */
  placesIn(span: Span): readonly Named[]
}

/** Who is named in an article: full names first, then surnames, first names and acronyms to the full name they stand for. */
export const findCast = (layout: Layout): Cast => {
  const mentions = findNames(layout).map(run => mentionOf(layout, run))
  const drafts: Draft[] = []
  const surnames = new Map<string, Draft[]>()
  const long = mentions.filter(mention => wordsOf(mention.run).length > 1)
  for (const mention of long.toSorted((a, b) => wordsOf(b.run).length - wordsOf(a.run).length || a.start - b.start))
    join(drafts, surnames, mention)
  const known = callNames(drafts)
  const unclear: Mention[] = []
  const short = mentions.filter(one => wordsOf(one.run).length === 1)
  // "Mr Ruiz" first: where only an Ada Ruiz is named in full he is somebody else, and "Ruiz" may then mean either.
  const holders = addOfficeHolders(known, short)
  for (const mention of short
    .filter(one => !holders.has(one))
    .toSorted((a, b) => Number(!!titleGender(b)) - Number(!!titleGender(a)) || a.start - b.start)) {
    const [word] = wordsOf(mention.run)
    const told = titleGender(mention)
    const fits = known
      .called(mention, word)
      .filter(draft => stands(mention, word, draft))
      .filter(draft => !told || (genderOf(draft) ?? told) === told)
    const best = fits.length > 1 ? nearest(mention, fits) : fits[0]
    if (fits.length && !best) unclear.push(mention)
    else if (best) best.loose.push(mention)
    else known.add({ words: [[word]], runs: [mention], loose: [] })
  }
  const juniors = new Set(drafts.filter(isYounger).flatMap(draft => draft.words.map(full => full.join(' '))))
  const isElder = (draft: Draft) => !isYounger(draft) && draft.words.some(full => full.length > 1 && juniors.has(full.join(' ')))
  const members = drafts.map(draft => memberOf(layout, draft, isElder(draft)))
  return { members, unclear, placesIn: placesOf(members, unclear) }
}

/** The drafts by each of their words and by their initials, so that a bare name is not held against everybody in a long text. */
const callNames = (drafts: Draft[]) => {
  const names = new Map<string, Set<number>>()
  const note = (draft: Draft, number: number) => {
    for (const name of [...draft.words.flat(), ...draft.runs.map(one => initialsOf(one.run))])
      names.set(name, (names.get(name) ?? new Set()).add(number))
  }
  drafts.forEach(note)
  return {
    add(draft: Draft) {
      note(draft, drafts.push(draft) - 1)
    },
    /** Those that a bare name, or the acronym that it may be, can mean, in their order. */
    called: (mention: Mention, word: string): Draft[] =>
      [...new Set([...(names.get(word) ?? []), ...(names.get(lettersOf(mention)) ?? [])])]
        .sort((a, b) => a - b)
        .map(number => drafts[number])
  }
}

/** So many sentences after "President Ruiz" nobody names the same Ruiz in full for the first time as one who speaks. */
const FAR = 6
const SPEAKS = /^(?:added|said|says|told|tweeted|wrote)$/

/** "President Ruiz …, Ruiz … and far below "Tom Ruiz said", once: the one with the office is named by that alone, and is another. */
const addOfficeHolders = (known: ReturnType<typeof callNames>, short: readonly Mention[]): ReadonlySet<Mention> => {
  const holders = new Set<Mention>()
  for (const mention of short) {
    const [word] = wordsOf(mention.run)
    const office = mention.run.before.at(-1)
    if (!office || mention.quoted || !/^(?:chancellor|king|minister|pope|premier|president|queen)$/.test(plain(office.word)))
      continue
    const bearers = known.called(mention, word).filter(draft => stands(mention, word, draft))
    const [only] = bearers
    if (bearers.length !== 1 || only.runs.length !== 1 || wordsOf(only.runs[0].run).at(-1) !== word) continue
    const [{ run, sentence, quoted }] = only.runs
    const isIntroduced =
      !quoted && !run.before.length && SPEAKS.test(run.sentence.tokens[run.first + run.tokens.length]?.word ?? '')
    if (!isIntroduced || sentence - mention.sentence < FAR) continue
    holders.add(mention)
    known.add({ words: [[word]], runs: [mention], loose: [] })
  }
  return holders
}

const mentionOf = (layout: Layout, run: NameRun): Mention => {
  const last = run.tokens[run.tokens.length - 1]
  const dot = /^(?:jr|sr)$/i.test(last.word) && layout.chars[last.end] === '.' ? 1 : 0
  const at = span(run.tokens[0].start, last.end + dot)
  return { ...at, run, sentence: run.sentence.number, quoted: isQuoted(layout, at), owns: last.owns }
}

const titleGender = ({ run }: Mention): Gender => run.before.map(token => genderOfRole(token.word)).find(Boolean) ?? null

/** Who shares a full name shares its last word: `surnames` keeps those that do together. */
const join = (drafts: Draft[], surnames: Map<string, Draft[]>, mention: Mention): void => {
  const words = wordsOf(mention.run)
  const last = words[words.length - 1]
  const same = surnames
    .get(last)
    ?.find(
      draft => draft.words.some(other => sameName(words, other, mention.run.kind)) && !isOtherGeneration(mention, words, draft)
    )
  if (!same) {
    const draft = { words: [words], runs: [mention], loose: [] }
    drafts.push(draft)
    surnames.set(last, [...(surnames.get(last) ?? []), draft])
  } else {
    same.runs.push(mention)
    if (!same.words.some(other => other.join(' ') === words.join(' '))) same.words.push(words)
  }
}

/** "Ben Ruiz" and "Ben Ruiz Jr." in one article are two; "Ben T. Ruiz Jr." may be the "Ben Ruiz" who is printed without it. */
const isOtherGeneration = ({ run }: Mention, words: readonly string[], draft: Draft): boolean =>
  draft.words.some(other => other.join(' ') === words.join(' ')) && draft.runs.every(one => isJunior(one.run) !== isJunior(run))

const isYounger = ({ runs }: Draft): boolean =>
  runs.length > 0 && runs.every(({ run }) => isJunior(run) && !run.tokens.some(token => /^sr$/i.test(token.word)))

/** Whether two full names are one: the same words, one the other's end ("van der Meer"), or one surname with first names that agree. */
const sameName = (a: readonly string[], b: readonly string[], kind: NameRun['kind']): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.join(' ') === long.join(' ')) return true
  if (short.length < 2) return false
  if (long.slice(-short.length).join(' ') === short.join(' ')) return kind !== 'body' || long.length - short.length === 1
  if (kind === 'body') return false
  if (short.at(-1) !== long.at(-1)) return false
  return (
    sameFirstName(short[0], long[0]) ||
    long.slice(0, -1).some(word => word === short[0]) ||
    short.slice(0, -1).some(word => word.length > 2 && word === long[0])
  )
}

const stands = (mention: Mention, word: string, { words, runs }: Draft): boolean => {
  if (words.some(full => full.length === 1 && full[0] === word)) return true
  const body = runs.some(one => one.run.kind === 'body')
  if (body)
    return mention.run.the
      ? words.some(full => full.at(-1) === word && !countryOf(word)) || isAcronym(mention, runs)
      : isAcronym(mention, runs)
  if (mention.run.the && mention.run.before.length === 0) return false
  // "Orlenia" is no short form of the "Orlenia Harbour Initiative".
  const isPerson = runs.some(one => one.run.kind === 'person')
  return words.some(
    full =>
      full.at(-1) === word ||
      (full[0] === word && (isPerson || !countryOf(word))) ||
      (full.length > 2 && full.slice(1).includes(word) && word.length > 2)
  )
}

const isAcronym = (mention: Mention, runs: readonly Mention[]): boolean => {
  const letters = lettersOf(mention)
  return /^\p{Lu}{2,6}$/u.test(letters) && runs.some(({ run }) => initialsOf(run) === letters)
}

const lettersOf = ({ run }: Mention): string => run.tokens[0].word.replaceAll('.', '')

const initialsOf = ({ tokens }: NameRun): string =>
  tokens.map(token => (/^\p{Lu}/u.test(token.word) ? token.word[0] : '')).join('')

/** Which of several that share a name a bare name means: the one named in full most often, or in this sentence or the one before. */
const nearest = (mention: Mention, fits: readonly Draft[]): Draft | null => {
  const scored = fits
    .map(draft => {
      const near = draft.runs.some(run => run.start < mention.start && mention.sentence - run.sentence <= 1)
      const own = draft.words.some(full => full.at(-1) === wordsOf(mention.run)[0])
      const first = Math.min(...draft.runs.map(run => run.sentence))
      const person = draft.runs.some(one => one.run.kind === 'person')
      return {
        draft,
        score:
          Math.min(draft.runs.length, 6) +
          (near ? 1.5 : 0) +
          (first < 4 ? 2 : 0) +
          (own ? 4 : 0) +
          (first <= mention.sentence ? 1 : 0) +
          (person ? 3 : 0) -
          (draft.runs.every(one => isJunior(one.run)) ? 3 : 0) +
          draft.loose.length * 0.3
      }
    })
    .sort((a, b) => b.score - a.score)
  if (scored.length > 1 && scored[0].score - scored[1].score < 0.5) return null
  return scored[0]?.draft ?? null
}
