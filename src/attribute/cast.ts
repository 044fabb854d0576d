import { type Span, span } from '../text/index.ts'
import { isQuoted, type Layout } from './layout.ts'
import { countryOf, type Gender, genderOfName, genderOfRole, isFirstName, plain, sameFirstName } from './lists.ts'
import { findNames, type NameRun } from './names.ts'
import { type Role, rolesBeside } from './roles.ts'

/** One place where a member of the cast is named. `sentence` is its number in the layout; `owns` that it is printed as a possessive. */
export type Mention = Span & {
  readonly run: NameRun
  readonly sentence: number
  readonly quoted: boolean
  readonly owns: boolean
}

/** Somebody, or a body, that an article names: every form it prints, and what it says that they are. */
export type Member = {
  readonly kind: 'person' | 'body'
  readonly name: string
  readonly forms: readonly string[]
  readonly gender: Gender
  /** False where nothing but its capitals says that this is a person: it may be a body too. */
  readonly sure: boolean
  readonly roles: readonly Role[]
  readonly mentions: readonly Mention[]
}

/** The cast of an article; `unclear` holds names that two members share and nothing decides between. */
export type Cast = { readonly members: readonly Member[]; readonly unclear: readonly Mention[] }

type Draft = { words: string[][]; runs: Mention[]; loose: Mention[] }

/** "U.N. Security Council" and "United Nations Security Council" are one body's names. */
const ACRONYMS: Readonly<Record<string, readonly string[]>> = {
  EU: ['european', 'union'],
  UK: ['united', 'kingdom'],
  UN: ['united', 'nations'],
  US: ['united', 'states']
}

const wordsOf = (run: NameRun): string[] =>
  run.tokens
    .flatMap(token => ACRONYMS[token.word.replaceAll('.', '')] ?? plain(token.word))
    .filter(word => !/^(?:jr|sr|ii|iii|iv|&)$/.test(word))

/** Who is named in an article: full names first, then surnames, first names and acronyms to the full name they stand for. */
export const findCast = (layout: Layout): Cast => {
  const mentions = findNames(layout).map(run => mentionOf(layout, run))
  const drafts: Draft[] = []
  const long = mentions.filter(mention => wordsOf(mention.run).length > 1)
  for (const mention of long.toSorted((a, b) => wordsOf(b.run).length - wordsOf(a.run).length || a.start - b.start))
    join(drafts, mention)
  const unclear: Mention[] = []
  const short = mentions.filter(one => wordsOf(one.run).length === 1)
  // "Mr Ruiz" first: where only an Ada Ruiz is named in full he is somebody else, and "Ruiz" may then mean either.
  for (const mention of short.toSorted((a, b) => Number(!!titleGender(b)) - Number(!!titleGender(a)) || a.start - b.start)) {
    const [word] = wordsOf(mention.run)
    const told = titleGender(mention)
    const fits = drafts.filter(draft => stands(mention, word, draft)).filter(draft => !told || (genderOf(draft) ?? told) === told)
    const best = fits.length > 1 ? nearest(mention, fits) : fits[0]
    if (fits.length && !best) unclear.push(mention)
    else if (best) best.loose.push(mention)
    else drafts.push({ words: [[word]], runs: [mention], loose: [] })
  }
  return { members: drafts.map(draft => memberOf(layout, draft)), unclear }
}

const mentionOf = (layout: Layout, run: NameRun): Mention => {
  const last = run.tokens[run.tokens.length - 1]
  const dot = /^(?:jr|sr)$/i.test(last.word) && layout.chars[last.end] === '.' ? 1 : 0
  const at = span(run.tokens[0].start, last.end + dot)
  return { ...at, run, sentence: run.sentence.number, quoted: isQuoted(layout, at), owns: last.owns }
}

const titleGender = ({ run }: Mention): Gender => run.before.map(token => genderOfRole(token.word)).find(Boolean) ?? null

const join = (drafts: Draft[], mention: Mention): void => {
  const words = wordsOf(mention.run)
  const same = drafts.find(draft => draft.words.some(other => sameName(words, other, mention.run.kind)))
  if (!same) drafts.push({ words: [words], runs: [mention], loose: [] })
  else {
    same.runs.push(mention)
    if (!same.words.some(other => other.join(' ') === words.join(' '))) same.words.push(words)
  }
}

/** Whether two full names are one: the same words, one the other's end ("Suu Kyi"), or one surname with first names that agree. */
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
  return words.some(
    full => full.at(-1) === word || full[0] === word || (full.length > 2 && full.slice(1).includes(word) && word.length > 2)
  )
}

const isAcronym = (mention: Mention, runs: readonly Mention[]): boolean => {
  const letters = mention.run.tokens[0].word.replaceAll('.', '')
  if (!/^\p{Lu}{2,6}$/u.test(letters)) return false
  return runs.some(
    ({ run }) =>
      run.tokens
        .map(token => token.word)
        .filter(word => /^\p{Lu}/u.test(word))
        .map(word => word[0])
        .join('') === letters
  )
}

/** Which of several that share a name a bare name means: the one named in full most often, or in this sentence or the one before. */
const nearest = (mention: Mention, fits: readonly Draft[]): Draft | null => {
  const scored = fits
    .map(draft => {
      const near = draft.runs.some(run => run.start < mention.start && mention.sentence - run.sentence <= 1)
      const own = draft.words.some(full => full.at(-1) === wordsOf(mention.run)[0])
      const first = Math.min(...draft.runs.map(run => run.sentence))
      return {
        draft,
        score:
          Math.min(draft.runs.length, 6) +
          (near ? 1.5 : 0) +
          (first < 4 ? 2 : 0) +
          (own ? 4 : 0) +
          (first <= mention.sentence ? 1 : 0) +
          draft.loose.length * 0.3
      }
    })
    .sort((a, b) => b.score - a.score)
  if (scored.length > 1 && scored[0].score - scored[1].score < 0.5) return null
  return scored[0]?.draft ?? null
}

const genderOf = ({ words, runs, loose }: Draft): Gender => {
  for (const { run } of [...runs, ...loose])
    for (const token of run.before) {
      const told = genderOfRole(token.word)
      if (told) return told
    }
  for (const full of words) if (full.length > 1 && genderOfName(full[0])) return genderOfName(full[0])
  for (const { run } of [...runs, ...loose])
    for (const role of rolesBeside(run)) if (genderOfRole(role.head)) return genderOfRole(role.head)
  // A man's first name alone may be a surname ("Grant"), a woman's hardly ever is.
  return words[0].length === 1 && genderOfName(words[0][0]) === 'woman' ? 'woman' : null
}

const memberOf = (layout: Layout, draft: Draft): Member => {
  const mentions = [...draft.runs, ...draft.loose].sort((a, b) => a.start - b.start)
  const text = (mention: Mention) => layout.chars.slice(mention.start, mention.end).replace(/\s+/g, ' ')
  const forms = [...new Set(mentions.map(text))]
  const roles = mentions.flatMap(mention => rolesBeside(mention.run))
  const kind = kindOf(draft, roles)
  return {
    kind,
    name: fullest(draft, kind, text),
    forms,
    gender: kind === 'person' ? genderOf(draft) : null,
    sure: isSure(draft, roles),
    roles,
    mentions
  }
}

/** The longest form; not one in capitals, nor one that a sentence's first word has grown on ("Follow Lund Herald"). */
const fullest = ({ runs }: Draft, kind: Member['kind'], text: (mention: Mention) => string): string => {
  const forms = new Set(runs.map(text))
  const clean = runs.filter(one => {
    const form = text(one)
    const grown = one.run.first === 0 && forms.has(form.slice(form.indexOf(' ') + 1)) && kind === 'body'
    return !grown && (form !== form.toUpperCase() || kind === 'body')
  })
  return (clean.length ? clean : runs).map(text).reduce((best, form) => (form.length > best.length ? form : best))
}

const isSure = ({ words, runs, loose }: Draft, roles: readonly Role[]): boolean =>
  roles.length > 0 ||
  [...runs, ...loose].some(one => one.run.kind) ||
  loose.some(one => words.some(full => full.length > 1 && full.at(-1) === wordsOf(one.run)[0])) ||
  (runs.length > 0 && words[0].length === 1 && isFirstName(words[0][0])) ||
  !!countryOf(words[0].join(' '))

const kindOf = ({ words, runs, loose }: Draft, roles: readonly Role[]): Member['kind'] => {
  const all = [...runs, ...loose]
  if (runs.some(one => one.run.kind === 'body')) return 'body'
  if (runs.some(one => one.run.kind === 'person') || roles.length) return 'person'
  if (countryOf(words[0].join(' '))) return 'body'
  if (all.filter(one => one.run.the).length * 2 > all.length) return 'body'
  const [first] = runs
  return first.run.tokens.length === 1 &&
    /\p{Lu}.*\p{Lu}|^\p{Lu}+$/u.test(first.run.tokens[0].word) &&
    !/^(?:Mc|Mac|O[’'])/.test(first.run.tokens[0].word)
    ? 'body'
    : 'person'
}
