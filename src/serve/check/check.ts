import { setImmediate } from 'node:timers/promises'
import type { Quotation } from '../../store/index.ts'
import type { Text } from '../../text/index.ts'
import type { Form } from '../../types.ts'
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
import { type Passage, wordsIn } from './compare.ts'
import { alone, type Drafted, readDraft } from './draft.ts'
import { isShort, LADDER } from './ladder.ts'
import { type Match, matchesOf } from './match.ts'
import { placeIn } from './place.ts'
import { sayDifference, sayDisputed, sayLimit, saySearched, sayStitched, wherePrinted } from './say.ts'
import { stitchedOf } from './stitched.ts'

/** Checks a draft, or one quotation, against the record. */
export const checkView = async (look: Look, stages: Stages, input: CheckInput): Promise<CheckView> => {
  const { text, drafted } =
    input.text === undefined ? quoteOf(input) : await readDraft(stages, input.text, input.published ?? null)
  const searched = searchedIn(look)
  const known = { outlet: input.outlet ?? null, article: input.article ?? null }
  const checked = (one: Drafted, n: number): CheckedQuote => {
    const claim: Claim = { ...known, speaker: one.speaker && { name: one.speaker.name, kind: one.speaker.kind }, said: one.said }
    const at = one.at.map(({ start, end }) => ({ start, end, words: text.chars.slice(start, end) }))
    const { state, sentence, ...rest } = verdictOf(look, stages, { text, at: one.at, direct: true }, one.form, claim, searched)
    // The verdict stands first: who reads a long answer from its beginning has it.
    return { n: n + 1, state, sentence, at, form: one.form, claim, ...rest }
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

type Verdict = Omit<CheckedQuote, 'n' | 'at' | 'form' | 'claim'>

const NOTHING = { evidence: null, nearest: null, printed: null, printings: null }

const verdictOf = (look: Look, stages: Stages, draft: Passage, form: Form, claim: Claim, searched: Searched): Verdict => {
  const words = draft.at.map(({ start, end }) => draft.text.chars.slice(start, end)).join(' ')
  if (!searched.articles)
    return { ...NOTHING, state: 'cannot-measure', sentence: 'Nothing can be told: the record holds no articles.' }
  const matches = matchesOf(look, stages, draft, words, claim)
  const rung = LADDER.find(({ holds }) => matches.some(match => holds(match, { form, words })))
  const match = rung && matches.find(one => rung.holds(one, { form, words }))
  if (!match || (rung.state === 'altered' && match.cells.some(one => one.kind === 'added' || one.kind === 'differs')))
    return (
      stitchedVerdict(look, stages, draft, claim) ??
      (match ? said(match) : withoutMatch(look, draft.text, words, form, matches, searched))
    )
  return said(match)

  function said(one: Match): Verdict {
    const { state, say } = rung!
    const evidence = evidenceOf(look, draft.text, one)
    const nearest = state === 'misattributed' ? matches.find(other => other.as && other.whose === 'yes') : undefined
    const other = state === 'found' ? matches.find(({ as, whose }) => as === 'exact' && whose === 'no') : undefined
    const disputed = other ? sayDisputed(quotationView(look, other.quotation)) : ''
    const limit = one.as === 'exact' && one.whose !== 'no' ? sayLimit(evidence.cells) : ''
    return {
      ...NOTHING,
      state,
      sentence: `${say({ ...one, ...evidence }, claim, sayDifference(evidence.cells))}${limit}${disputed}`,
      evidence,
      nearest: nearest ? evidenceOf(look, draft.text, nearest) : null,
      printings: printingsOf(look, one.quotation)
    }
  }
}

/** What is said of sentences that stand in the record, each by itself. */
const stitchedVerdict = (look: Look, stages: Stages, draft: Passage, claim: Claim): Verdict | null => {
  const pieces = stitchedOf(look, stages, draft, claim)
  if (!pieces) return null
  const [evidence, ...others] = pieces.map(({ match }) => evidenceOf(look, draft.text, match))
  const sentence = sayStitched(pieces.map(({ words }, n) => ({ words, quotation: [evidence, ...others][n].quotation })))
  return { ...NOTHING, state: 'altered', sentence, evidence, nearest: others.find(one => one.link !== evidence.link) ?? null }
}

/** What is no quotation of the record is shown beside the one that has so much of it, and is not a turn of phrase. */
const NEAR = 0.6
const NEAR_WORDS = 6

/** What is said where no quotation of the record is the one that is claimed. */
const withoutMatch = (
  look: Look,
  draft: Text,
  words: string,
  form: Form,
  matches: readonly Match[],
  searched: Searched
): Verdict => {
  const near = matches.find(one => one.as) ?? matches.find(one => one.share >= NEAR && wordsIn(words) >= NEAR_WORDS)
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
    sentence: sayDifference(shown)
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
