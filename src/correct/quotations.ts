import { fold, overlap, type Span } from '../text/index.ts'
import type { Article, Attribution, Correction, Judged, Named, Outcome, QuoteId, Saying, Some, Standing } from '../types.ts'
import { carryAll, type Ground, locate, restored, sameSpans } from './place.ts'
import { carriedOver, type Word } from './versions.ts'

/** What people said of one quotation, the first word first, those of older versions before all others, and the machine's own quotation, if it has one there. */
type Case = { readonly words: Word[]; readonly content: Some<Span>; readonly found: Judged | null }

const NOTHING_SAID: Saying = { date: null, place: null, occasion: null, because: [], witness: null, way: null }

/** The quotations of an article as people corrected them, and what became of each correction. */
export const correctQuotations = (
  article: Article,
  machine: readonly Judged[],
  corrections: readonly Correction[],
  ground: Ground
): { quotations: Judged[]; outcomes: Outcome[] } => {
  const words = corrections.filter((one): one is Word => 'quotation' in one.says)
  const mine = words.filter(one => ground.present(one.says.quotation.article) === article.id)
  const { carried, outcomes } = carriedOver(article, words, ground)
  const { cases, lost } = casesOf(article, machine, [...carried, ...mine], ground)
  const decided = cases.map(one => decide(one, article, ground))
  const touched = new Set(cases.map(one => one.found))
  const quotations = [...machine.filter(one => !touched.has(one)), ...decided.flatMap(one => one.quotation ?? [])]
  return { quotations: inOrder(quotations), outcomes: [...decided.flatMap(one => one.outcomes), ...lost, ...outcomes] }
}

/** Quotations in the order of their words, each with its number in its attribution. */
export const inOrder = (quotations: readonly Judged[]): Judged[] =>
  quotations
    .toSorted(
      (a, b) =>
        a.quote.content[0].start - b.quote.content[0].start || a.attribution.quote - b.attribution.quote || (a.id < b.id ? -1 : 1)
    )
    .map((one, n) => ({ ...one, attribution: { ...one.attribution, quote: n } }))

const casesOf = (article: Article, machine: readonly Judged[], words: readonly Word[], ground: Ground) => {
  const cases = new Map<string, Case>()
  const lost: Outcome[] = []
  const keys = new Map<string, string>()
  for (const one of words) {
    const { quotation } = one.says
    const content = carryAll(quotation.quote.content, quotation.text, article, ground)
    if (!content) {
      lost.push(outcome(one, null, 'lost', 'its words no longer stand in the article, or stand in two places'))
      continue
    }
    const found = locate(quotation, content, machine)
    // Whoever points at a quotation whose bounds were corrected points at the same one, though its words are others by now.
    const key = keys.get(quotation.id) ?? found?.id ?? quotation.id
    keys.set(quotation.id, key)
    const known = cases.get(key)
    if (known) known.words.push(one)
    else cases.set(key, { words: [one], content, found })
  }
  return { cases: [...cases.values()], lost }
}

const decide = (one: Case, article: Article, ground: Ground): { quotation: Judged | null; outcomes: Outcome[] } => {
  const { words, found } = one
  const last = words[words.length - 1]
  const at = found?.id ?? last.says.quotation.id
  if (last.says.kind === 'reject') {
    const outcomes = words.map(word => (word === last ? outcome(word, at, ...rejecting(found)) : outranked(word, at, words)))
    return { quotation: null, outcomes }
  }
  const bounding = words.findLast(word => word.says.kind === 'bounds' && !isConfirmedOtherwise(word, one, article, ground))
  const naming = words.findLast(word => word.says.kind === 'speaker' || word.says.kind === 'confirm')
  const bounds = bounding ? boundsOf(bounding, article, ground) : null
  const base = found ?? putBack(last, one.content, article)
  const quotation = named(bounds ? rebound(base, bounds) : { ...base, quote: { ...base.quote, confidence: 1 } }, naming)
  const outcomes = words.map(word => {
    if (word === bounding) return bounds ? outcome(word, at, ...standsAgainst(bounds, one)) : outcome(word, at, 'lost', GONE)
    if (word === naming) return outcome(word, at, ...namesAgainst(word, found))
    return outranked(word, at, words)
  })
  return { quotation, outcomes }
}

const GONE = 'the words that it gives no longer stand in the article'

const outcome = ({ id }: Word, quotation: QuoteId | null, standing: Standing, note = ''): Outcome => ({
  correction: id,
  quotation,
  standing,
  note
})
const outranked = (word: Word, at: QuoteId, words: readonly Word[]): Outcome => {
  const byVersion = word.carried && words.some(one => !one.carried)
  const note = byVersion ? 'a correction of this version says otherwise' : 'a later correction says otherwise'
  return outcome(word, at, 'outranked', note)
}

const rejecting = (found: Judged | null): [Standing, string?] =>
  found ? ['applies'] : ['agrees', 'the machine no longer finds a quotation there']

const NOT_FOUND = 'the machine no longer finds this quotation: it is kept as it was corrected'

const boundsOf = ({ says }: Word, article: Article, ground: Ground): Some<Span> | null =>
  says.kind === 'bounds' ? carryAll(says.content, says.quotation.text, article, ground) : null

/** Whether somebody confirmed this version's quotation with other bounds than those that an older version's correction gives it. */
const isConfirmedOtherwise = (word: Word, { words }: Case, article: Article, ground: Ground): boolean => {
  const confirmed = words.findLast(one => !one.carried && one.says.kind === 'confirm')?.says.quotation
  const bounds = word.carried && confirmed ? boundsOf(word, article, ground) : null
  const content = bounds && carryAll(confirmed!.quote.content, confirmed!.text, article, ground)
  return content !== null && !sameSpans(content, bounds!)
}

const standsAgainst = (bounds: Some<Span>, { found, content }: Case): [Standing, string?] => {
  if (!found) return ['disputed', NOT_FOUND]
  if (sameSpans(found.quote.content, bounds)) return ['agrees', 'the machine now has these bounds itself']
  return sameSpans(found.quote.content, content) ? ['applies'] : ['disputed', 'the machine now has other bounds than it had then']
}

const namesAgainst = ({ says }: Word, found: Judged | null): [Standing, string?] => {
  if (!found) return ['disputed', NOT_FOUND]
  if (says.kind !== 'speaker' && says.kind !== 'confirm') return ['applies']
  const now = found.attribution.speaker
  if (sameName(now, says.speaker))
    return says.kind === 'confirm' ? ['applies'] : ['agrees', 'the machine now names this speaker itself']
  if (says.kind === 'speaker' && sameName(now, says.instead)) return ['applies']
  return ['disputed', `the machine now ${now ? `gives it to ${now.name}` : 'names nobody'}`]
}

/** Whether two name the same one, or nobody. */
export const sameName = (a: Named | null, b: Named | null): boolean =>
  a && b ? a.kind === b.kind && fold(a.name).chars === fold(b.name).chars : a === b

const putBack = ({ says: { quotation } }: Word, content: Some<Span>, article: Article): Judged => ({
  id: quotation.id,
  quote: { ...restored(quotation, content, article), confidence: 1 },
  attribution: { quote: 0, speaker: null, because: [], confidence: 0, why: 'put back by a person' },
  saying: NOTHING_SAID
})

const rebound = (one: Judged, content: Some<Span>): Judged => {
  const outside = (at: Span | null) => (at && content.some(span => overlap(span, at)) ? null : at)
  return { ...one, quote: { ...one.quote, content, cue: outside(one.quote.cue), confidence: 1 } }
}

const named = (one: Judged, word: Word | undefined): Judged => {
  if (word?.says.kind !== 'speaker' && word?.says.kind !== 'confirm') return one
  const { speaker } = word.says
  const why = word.says.kind === 'confirm' ? 'confirmed by a person' : 'corrected by a person'
  const because = sameName(speaker, one.attribution.speaker) ? one.attribution.because : []
  const attribution: Attribution = { ...one.attribution, speaker, because, confidence: 1, why }
  return { ...one, attribution }
}
