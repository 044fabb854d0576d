import { checkSpan } from '../../laws.ts'
import type { Store } from '../../store/index.ts'
import { fold, type Span, type Text } from '../../text/index.ts'
import type { Assertion, Named, Pointed, QuoteId, Some, SpeakerId, SpeakerKind } from '../../types.ts'
import { type Asked, NotCorrected, type Way } from './asked.ts'
import { pointAt, theOnly } from './meant.ts'

const aboutQuotation = (make: (store: Store, quotation: Pointed, asked: Asked) => Assertion): Way => {
  return (store, asked) => {
    const { id } = theOnly(store, asked.id, ['quotation'])
    const quotation = pointAt(store, id as QuoteId)
    return { says: make(store, quotation, asked), concerned: [quotation.article] }
  }
}

const speakerNow = (store: Store, { id }: Pointed): Named | null => store.quotation(id)!.attribution.speaker

/** That a quotation is right, and whose it is. */
export const confirm = aboutQuotation((store, quotation) => ({
  kind: 'confirm',
  quotation,
  speaker: speakerNow(store, quotation)
}))

/** That something is no quotation. */
export const reject = aboutQuotation((_, quotation) => ({ kind: 'reject', quotation }))

/** Which words are quoted. */
export const bounds = aboutQuotation((store, quotation, { with: parts }) => {
  if (!parts.length) throw new NotCorrected('Say which words are quoted, as the article prints them.')
  const { text } = store.article(quotation.article)!
  let near = quotation.quote.content[0].start
  const content = parts.map(words => {
    const found = nearest(text, words, near)
    if (!found) throw new NotCorrected(`These words do not stand in the article: ${words}`)
    near = found.end
    return found
  })
  const broken = content.slice(1).some((one, n) => one.start < content[n].end)
  if (broken) throw new NotCorrected('The parts of a quotation are given in the order in which the article prints them.')
  return { kind: 'bounds', quotation, content: content as unknown as Some<Span> }
})

/** The place of these words that is nearest to another one: as they stand there, or with other marks and spaces. */
const nearest = (text: Text, words: string, near: number): Span | null => {
  const target = fold(text.chars)
  const wanted = fold(words.trim()).chars
  let best: Span | null = null
  for (let at = target.chars.indexOf(wanted); at >= 0 && wanted; at = target.chars.indexOf(wanted, at + 1)) {
    const found = target.toSource(at, at + wanted.length)
    if (!best || Math.abs(found.start - near) < Math.abs(best.start - near)) best = found
  }
  return best && checkSpan(text, best).length === 0 ? best : null
}

/** Who said it. */
export const speaker = aboutQuotation((store, quotation, asked) => {
  const name = asked.with.join(' ').trim()
  if (!name) throw new NotCorrected('Say who the speaker is, or “nobody”.')
  const machine = store.machineEntry(quotation.article).quotations.find(one => one.id === quotation.id)
  const instead = machine?.attribution.speaker ?? null
  return {
    kind: 'speaker',
    quotation,
    speaker: name.toLowerCase() === 'nobody' ? null : namedSo(store, name, asked.kind),
    instead
  }
})

/** Somebody of the record who is called exactly so, or somebody new to it. */
const namedSo = (store: Store, name: string, kind: SpeakerKind | undefined): Named => {
  const wanted = fold(name).chars
  const known = store.speaker(name as SpeakerId)
  const called = known
    ? [known]
    : store
        .speakers()
        .filter(one => !kind || one.kind === kind)
        .filter(one => fold(one.name).chars === wanted)
  const [one] = called
  if (called.length > 1)
    throw new NotCorrected(`${name} may mean several: ${called.map(({ id, kind }) => `${id} (${kind})`).join(', ')}.`)
  return one ? { name: one.name, kind: one.kind, names: [one.name] } : { name, kind: kind ?? 'person', names: [name] }
}
