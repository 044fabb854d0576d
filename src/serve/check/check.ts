import { setImmediate } from 'node:timers/promises'
import type { Quotation } from '../../store/index.ts'
import type { Text } from '../../text/index.ts'
import type { Form, QuoteId } from '../../types.ts'
import { articleLine, quotationView } from '../answer/lines.ts'
import { articleLink, quotationLink, statementLink } from '../answer/links.ts'
import type { Look } from '../answer/look.ts'
import type { QuotationView } from '../answer/wire/index.ts'
import {
  type CheckCell,
  type CheckedQuote,
  type CheckInput,
  type CheckView,
  type Claim,
  type Evidence,
  type Searched,
  STATES,
  type State
} from '../answer/wire/index.ts'
import type { Stages } from '../pipes.ts'
import { compareWording, type Passage, type Wording } from './compare.ts'
import { alone, type Drafted, readDraft } from './draft.ts'
import { dayFit, placeFit, speakerFit } from './fit.ts'
import { placeIn } from './place.ts'
import { sayDifference, sayDisputed, sayFound, sayMisattributed, saySearched, sayTold, sayWrong, wherePrinted } from './say.ts'

/** How many quotations of the record one claim is laid against: those that share most of its rare words. */
const MOST_COMPARED = 40

/** Fewer words than these are found by chance, unless the one who is named said just them. */
const LEAST_WORDS = 4

/** Words in another mouth are that person's only where so much of them is the same. */
const PLAINLY_THE_SAME = 0.8

/** Checks a draft, or one quotation, against the record. */
export const checkView = async (look: Look, stages: Stages, input: CheckInput): Promise<CheckView> => {
  const { text, drafted } =
    input.text === undefined ? quoteOf(input) : await readDraft(stages, input.text, input.published ?? null)
  const searched = searchedIn(look)
  const known = { outlet: input.outlet ?? null, article: input.article ?? null }
  const checked = (one: Drafted, n: number): CheckedQuote => {
    const claim: Claim = { ...known, speaker: one.speaker && { name: one.speaker.name, kind: one.speaker.kind }, said: one.said }
    const at = one.at.map(({ start, end }) => ({ start, end, words: text.chars.slice(start, end) }))
    return {
      n: n + 1,
      at,
      form: one.form,
      claim,
      ...verdictOf(look, stages, { text, at: one.at, direct: true }, one.form, claim, searched)
    }
  }
  const quotations: CheckedQuote[] = []
  for (const [n, one] of drafted.entries()) {
    quotations.push(checked(one, n))
    // A draft may hold thousands: others are answered between two of them.
    await setImmediate()
  }
  const counts = Object.fromEntries(STATES.map(state => [state, quotations.filter(one => one.state === state).length]))
  return { quotations, counts: counts as CheckView['counts'], searched, textHash: text.id }
}

const quoteOf = ({ quote = '', speaker, said }: CheckInput): { text: Text; drafted: Drafted[] } => {
  const { text, at } = alone(quote)
  const who = speaker ? { name: speaker, kind: 'person' as const } : null
  return { text, drafted: at.length ? [{ at, form: 'direct', speaker: who, said: said ?? null }] : [] }
}

/** What is searched. */
export const searchedIn = (look: Look): Searched =>
  look.once('searched', () => {
    const coverage = look.store.coverage()
    return { ...coverage, articles: coverage.full + coverage.teaser + coverage.wall + coverage.unknown }
  })

/** A quotation of the record beside a claim. */
type Match = Wording & {
  readonly quotation: Quotation
  /** Whether its outlet shows a cut in it: one that prints all is the better measure. */
  readonly isCut: boolean
  readonly whose: ReturnType<typeof speakerFit>
  readonly wrong: ('day' | 'place')[]
}

type Verdict = Omit<CheckedQuote, 'n' | 'at' | 'form' | 'claim'>

const NOTHING = { evidence: null, nearest: null, printed: null, printings: null }

const verdictOf = (look: Look, stages: Stages, draft: Passage, form: Form, claim: Claim, searched: Searched): Verdict => {
  const words = draft.at.map(({ start, end }) => draft.text.chars.slice(start, end)).join(' ')
  if (!searched.articles)
    return { ...NOTHING, state: 'cannot-measure', sentence: 'Nothing can be told: the record holds no articles.' }
  const matches = matchesOf(look, stages, draft, words, claim)
  for (const { state, holds, say } of LADDER) {
    const match = matches.find(one => holds(one, { form, words }))
    if (!match) continue
    const evidence = evidenceOf(look, draft.text, match)
    const nearest = state === 'misattributed' ? matches.find(one => one.as && one.whose === 'yes') : undefined
    const other = state === 'found' ? matches.find(one => one.as === 'exact' && one.whose === 'no') : undefined
    const disputed = other ? sayDisputed(quotationView(look, other.quotation)) : ''
    const sentence = `${say({ ...match, ...evidence }, claim, differenceOf(evidence.cells, words))}${disputed}`
    return {
      ...NOTHING,
      state,
      sentence,
      evidence,
      nearest: nearest ? evidenceOf(look, draft.text, nearest) : null,
      printings: printingsOf(look, match.quotation)
    }
  }
  return withoutMatch(look, draft.text, words, form, matches, searched)
}

const matchesOf = (look: Look, stages: Stages, draft: Passage, words: string, claim: Claim): Match[] =>
  look.store
    .candidates(words, MOST_COMPARED)
    .map((id: QuoteId): Match => {
      const quotation = look.quotation(id)
      const { text } = look.article(quotation.article)
      const sound = !look.fault(text.id)
      const { content, form } = quotation.quote
      const wording: Wording = sound
        ? compareWording(stages, draft, { text, at: content, direct: form === 'direct' })
        : { as: null, share: 0, relation: null, cells: [] }
      const wrong = [
        ...(dayFit(claim, quotation) === 'no' ? (['day'] as const) : []),
        ...(placeFit(look, claim, quotation) === 'no' ? (['place'] as const) : [])
      ]
      const isCut = content.some(span => /…|\.\.\./.test(look.words(text.id, span).words))
      return { ...wording, quotation, isCut, whose: speakerFit(look, claim, quotation), wrong }
    })
    .sort(
      (x, y) =>
        y.share - x.share ||
        RANKS.indexOf(x.whose) - RANKS.indexOf(y.whose) ||
        x.wrong.length - y.wrong.length ||
        Number(x.isCut) - Number(y.isCut)
    )

const RANKS = ['yes', 'unknown', 'no']

const differenceOf = (cells: readonly CheckCell[], words: string) => sayDifference(cells, /…|\.\.\.|\[/.test(words))

type Asked = { readonly form: Form; readonly words: string }
type Told = Omit<Match, 'quotation' | 'cells'> & Evidence

/** What a claim may be, in the order in which it is asked: the first that holds for a quotation of the record is the verdict. */
type Rung = {
  readonly state: State
  readonly holds: (match: Match, asked: Asked) => boolean
  readonly say: (told: Told, claim: Claim, difference: string) => string
}

const isShort = (words: string) => (words.match(/[\p{L}\p{N}]+/gu) ?? []).length < LEAST_WORDS
const alsoWrong = (...[quotation, claim, wrong]: Parameters<typeof sayWrong>) =>
  wrong.length ? ` Besides, it was ${sayWrong(quotation, claim, wrong)}.` : ''
const here = ({ wrong }: Match) => !wrong.length

const LADDER: readonly Rung[] = [
  {
    state: 'found',
    holds: (match, { words }) =>
      match.as === 'exact' && match.whose !== 'no' && here(match) && (!isShort(words) || match.whose === 'yes'),
    say: ({ quotation, cells }) => sayFound(quotation, !cells.some(one => one.kind === 'accidental'))
  },
  // Two words are in everybody's mouth: not found in the one that is named, they show nothing.
  {
    state: 'cannot-measure',
    holds: (match, { words }) => isShort(words) && match.as === 'exact',
    say: ({ quotation }) => `Too short to tell: so few words are said by chance. ${wherePrinted(quotation)} has them, too.`
  },
  {
    state: 'elsewhere',
    holds: match => match.as === 'exact' && match.whose !== 'no',
    say: ({ quotation, wrong }, claim) => `Real, but from elsewhere: ${sayWrong(quotation, claim, wrong)}.`
  },
  {
    state: 'misattributed',
    holds: match => match.as === 'exact',
    say: ({ quotation }, claim) => sayMisattributed(quotation, claim, '')
  },
  {
    state: 'altered',
    holds: (match, { words }) => match.as === 'told' && match.whose !== 'no' && !isShort(words),
    say: ({ quotation, wrong }, claim) => `${sayTold(quotation)}${alsoWrong(quotation, claim, wrong)}`
  },
  {
    state: 'altered',
    holds: (match, { words }) => match.as === 'altered' && match.whose !== 'no' && !isShort(words),
    say: ({ quotation, wrong }, claim, difference) =>
      `Altered against ${wherePrinted(quotation)}: ${difference || 'its words stand in another order'}.${alsoWrong(quotation, claim, wrong)}`
  },
  {
    state: 'misattributed',
    holds: (match, { words }) => match.as !== null && match.whose === 'no' && !isShort(words) && match.share >= PLAINLY_THE_SAME,
    say: ({ quotation }, claim, difference) => sayMisattributed(quotation, claim, difference)
  }
]

/** What is said where no quotation of the record is the one that is claimed. */
const withoutMatch = (
  look: Look,
  draft: Text,
  words: string,
  form: Form,
  matches: readonly Match[],
  searched: Searched
): Verdict => {
  const near = matches.find(one => one.as)
  const nearest = near ? evidenceOf(look, draft, near) : null
  const verdict = (state: State, sentence: string): Verdict => ({ ...NOTHING, nearest, state, sentence })
  if (form === 'indirect')
    return verdict('cannot-measure', 'Told in the draft’s own words: there are no words in marks to check.')
  if (isShort(words)) return verdict('cannot-measure', 'Too short to tell: so few words are said by chance.')
  const printed = printedIn(look, words)
  if (printed)
    return {
      ...verdict(
        'cannot-measure',
        `The words stand in ${wherePrinted(printed)}, but were not read there as anybody’s quotation.`
      ),
      printed
    }
  if (form === 'scare' && !nearest)
    return verdict('cannot-measure', 'The draft gives these words to nobody, and the record does not have them.')
  return verdict('not-in-record', `Not in the record. ${saySearched(searched)}`)
}

const printedIn = (look: Look, words: string): CheckedQuote['printed'] => {
  for (const id of look.store.printing(words, 3)) {
    const { text } = look.article(id)
    const span = look.fault(text.id) ? null : placeIn(text, words)
    if (span) return { article: articleLine(look, id), words: look.words(text.id, span), link: articleLink(id) }
  }
  return null
}

const evidenceOf = (look: Look, draft: Text, { quotation, cells }: Match): Evidence => {
  const { text } = look.article(quotation.article)
  const view = quotationView(look, quotation)
  const shown = cells.map(
    (one): CheckCell => ({
      kind: one.kind,
      telling: one.telling,
      draft: one.draft.map(({ start, end }) => ({ start, end, words: draft.chars.slice(start, end) })),
      record: one.record.map(span => look.words(text.id, span))
    })
  )
  return {
    link: quotationLink(quotation.article, quotation.id),
    quotation: view,
    cells: shown,
    sentence: sayDifference(shown, false)
  }
}

const lengthOf = ({ content }: QuotationView) => content.reduce((sum, { words }) => sum + words.length, 0)

const printingsOf = (look: Look, { statement, id }: Quotation): CheckedQuote['printings'] => {
  if (!statement) return null
  const { variants } = look.statement(statement)
  const all = new Set(variants.map(one => look.quotation(one.quotation).article)).size
  const alike = variants.every(({ relation }) => ['verbatim', 'accidentals', 'excerpt'].includes(relation))
  const [found, first] = [id, variants[0].quotation].map(one => quotationView(look, look.quotation(one)))
  const fullest = lengthOf(first) > lengthOf(found) ? first : null
  return { all, alike, fullest, statement, link: statementLink(statement) }
}
