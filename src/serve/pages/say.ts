import type { ChangeKind, Completeness, Dated, Form, Part, Relation, SpeakerKind } from '../../types.ts'
import type { CellState, CorrectionView, InVersion, SaidView } from '../answer/wire/index.ts'

export { count } from '../answer/count.ts'

/** A list in a sentence: `A`, `A and B`, `A, B and C`. */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`

/** As many names as a line takes; of the rest it says how many they are. */
const FEW_NAMES = 4

/** The first names of a long list, and how many more there are: `A, B, C, D and 9 more`. */
export const fewNames = (names: readonly string[]): string =>
  names.length > FEW_NAMES + 1 ? `${names.slice(0, FEW_NAMES).join(', ')} and ${names.length - FEW_NAMES} more` : list(names)

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** An ISO 8601 day, month, year or interval as people write it; what is in no such form is shown as it stands. */
export const sayDate = (iso: string): string => {
  const [from, to] = iso.split('/')
  if (to) return sayInterval(from, to)
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(from) ?? []
  if (!year) return iso
  return [day && Number(day), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(' ')
}

const sayInterval = (from: string, to: string): string => {
  if (!/^\d{4}/.test(from) || !/^\d{4}/.test(to)) return `${from}/${to}`
  const [first, last] = [sayDate(from), sayDate(to)]
  const shared = first.slice(first.indexOf(' '))
  return last.endsWith(shared) && from.length === 10 ? `${first.split(' ')[0]}–${last}` : `${first} – ${last}`
}

/** A printed moment, cut to its precision: the day, and the time with its offset where the page gives one. */
export const sayDated = ({ value, precision }: Dated): string => {
  const [, time, offset = ''] = /T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?/.exec(value) ?? []
  const day = sayDate(value.slice(0, 10))
  if (!time || precision === 'day' || precision === 'month' || precision === 'year') return day
  return `${day}, ${time}${offset === 'Z' || /^[+-]00:?00$/.test(offset) ? ' UTC' : offset && ` UTC${offset}`}`
}

/** The version of a page that was read at an instant. */
export const sayVersion = (seen: string): string =>
  `the version read ${sayDated({ value: seen, precision: 'minute', evidence: '' })}`

/** What became of a correction in a newer version of its page, as a clause. */
export const sayCarried = ({ seen, standing, note }: Pick<InVersion, 'seen' | 'standing' | 'note'>): string => {
  if (standing === 'stays') return `not carried over to ${sayVersion(seen)}, because ${note}`
  return `carried over to ${sayVersion(seen)}${standing === 'applies' ? '' : `: ${STANDINGS[standing].name}${note ? `, ${note}` : ''}`}`
}

/** A day without its year, for narrow places where the year stands elsewhere: `4 Mar`. */
export const sayShort = (iso: string): string => {
  const [, , month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso) ?? []
  return day ? `${Number(day)} ${MONTHS[Number(month) - 1].slice(0, 3)}` : sayDate(iso)
}

/** A date with its months cut to three letters, for narrow places. */
export const sayBriefDate = (iso: string): string => sayDate(iso).replace(/\p{L}{4,}/gu, month => month.slice(0, 3))

/** A chance as people read it; a certainty is never rounded up to 100 %. */
export const sayChance = (chance: number): string => `${chance < 1 ? Math.min(99, Math.round(chance * 100)) : 100} %`

/** How many independent origins there are, as a range where it is one. */
export const sayOrigins = ({ least, most }: { least: number; most: number }): string =>
  least === most ? String(least) : `${least}–${most}`

/** The day something was said, or that none is printed. */
export const sayDay = (said: SaidView | null): string => (said?.date ? sayDate(said.date) : 'day not printed')

/** How a variant stands to the fullest reading: a name for the column, and what it means. */
export const RELATIONS: Record<Relation, { name: string; means: string; tone: 'quiet' | 'differs' | 'loss' }> = {
  verbatim: { name: 'verbatim', means: 'word for word', tone: 'quiet' },
  accidentals: { name: 'same words', means: 'other points or spelling', tone: 'quiet' },
  excerpt: { name: 'excerpt', means: 'a part of it', tone: 'quiet' },
  'elided-marked': { name: 'cut, marked', means: 'the cut is shown', tone: 'differs' },
  'elided-silent': { name: 'cut, no mark', means: 'words dropped silently', tone: 'loss' },
  bracketed: { name: 'bracketed', means: 'the outlet’s words in it', tone: 'differs' },
  reworded: { name: 'reworded', means: 'other words inside the marks', tone: 'loss' },
  retranslated: { name: 'other translation', means: 'of the same utterance', tone: 'differs' },
  stitched: { name: 'stitched', means: 'separate sayings joined', tone: 'loss' },
  paraphrase: { name: 'told', means: 'in the outlet’s own words', tone: 'differs' }
}

/** What each form of quotation is, in a word. */
export const FORMS: Record<Form, string> = {
  direct: 'direct',
  indirect: 'indirect',
  mixed: 'partly quoted',
  scare: 'marks, no speech'
}

/** Where in the article a quotation stands. */
export const PARTS: Record<Part, string> = {
  headline: 'headline',
  dek: 'line under the headline',
  summary: 'key points',
  body: 'body',
  caption: 'caption'
}

/** What a speaker is. */
export const KINDS: Record<SpeakerKind, string> = { person: 'person', body: 'body', unnamed: 'unnamed' }

/** How much of an article is held, for its chip and in a sentence. */
export const HELD: Record<Completeness, { name: string; means: string }> = {
  full: { name: 'full text', means: 'The whole article is held, so what it leaves out can be said.' },
  teaser: { name: 'beginning only', means: 'Only the beginning is held: what it leaves out cannot be told.' },
  wall: { name: 'wall', means: 'A subscription or consent wall was read instead of the article.' },
  unknown: { name: 'fullness unknown', means: 'Whether the text is whole is not known: what it leaves out cannot be told.' }
}

/** A cell of the matrix: a sign, the word for it, and what it means. */
export const CELLS: Record<CellState, { sign: string; name: string; means: string }> = {
  verbatim: { sign: '“ ”', name: 'verbatim', means: 'the words, in marks' },
  partial: { sign: '“…”', name: 'partial', means: 'a part of the words, or cut' },
  paraphrase: { sign: '≈', name: 'told', means: 'in the outlet’s own words' },
  conflicting: { sign: '≠', name: 'conflict', means: 'given to somebody else' },
  changed: { sign: '↻', name: 'changed', means: 'an earlier version of the page prints it otherwise' },
  absent: { sign: '∅', name: 'absent', means: 'not there, and the full text is held and prints none of its words' },
  unknown: {
    sign: '?',
    name: 'can’t tell',
    means: 'no full text is held, it is older than what was said, or words of it stand there unquoted'
  }
}

/** What changed between two versions of a page, in a word or two. */
export const CHANGES: Record<ChangeKind, { name: string; tone: 'quiet' | 'differs' | 'loss' }> = {
  headline: { name: 'headline', tone: 'differs' },
  'post-added': { name: 'post added', tone: 'quiet' },
  'post-dropped': { name: 'post dropped', tone: 'loss' },
  'quotation-added': { name: 'quotation added', tone: 'quiet' },
  'quotation-dropped': { name: 'quotation dropped', tone: 'loss' },
  'quotation-cut': { name: 'quotation cut, no mark', tone: 'loss' },
  'quotation-shortened': { name: 'quotation cut, marked', tone: 'differs' },
  'quotation-lengthened': { name: 'more of a quotation', tone: 'quiet' },
  'quotation-reworded': { name: 'quotation reworded', tone: 'loss' },
  speaker: { name: 'other speaker', tone: 'loss' },
  verb: { name: 'other word for saying', tone: 'differs' },
  number: { name: 'number', tone: 'differs' },
  date: { name: 'day', tone: 'differs' },
  'correction-note': { name: 'note of correction', tone: 'quiet' }
}

/** What became of a correction: a word for it, and what it means. */
export const STANDINGS: Record<
  CorrectionView['standing'],
  { name: string; means: string; tone: 'person' | 'quiet' | 'differs' | 'loss' }
> = {
  applies: { name: 'applies', means: 'The record shows what this person said.', tone: 'person' },
  agrees: { name: 'machine agrees', means: 'The machine now judges so by itself.', tone: 'quiet' },
  disputed: {
    name: 'applies, disputed',
    means: 'The record shows what this person said; the machine now judges otherwise than it did then.',
    tone: 'differs'
  },
  outranked: { name: 'outranked', means: 'A later correction says otherwise.', tone: 'quiet' },
  lost: {
    name: 'waits',
    means: 'What it speaks of is not found in the record now; when it comes back, this applies again.',
    tone: 'loss'
  },
  stays: {
    name: 'not carried over',
    means: 'It still applies to the version of the page on which it was made, and not to this one.',
    tone: 'quiet'
  },
  undone: { name: 'taken back', means: 'Somebody took it back.', tone: 'quiet' },
  undoes: { name: 'takes back', means: 'It takes another correction back.', tone: 'quiet' }
}
