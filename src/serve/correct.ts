import { z } from 'zod'
import { checkSpan } from '../laws.ts'
import type { Store, Thing } from '../store/index.ts'
import { fold, hashOf, type Span, type Text } from '../text/index.ts'
import type {
  ArticleId,
  Assertion,
  Correction,
  CorrectionId,
  Named,
  Pointed,
  QuoteId,
  Some,
  SpeakerId,
  SpeakerKind,
  StatementId,
  StoryId
} from '../types.ts'
import { called } from './answer/called.ts'
import { NotHere } from './answer/wire/index.ts'
import { whoAsks } from './gate/who.ts'

/** What can be said against the machine, or for it. */
export const WHATS = ['confirm', 'reject', 'bounds', 'speaker', 'merge', 'split', 'note', 'undo'] as const

/** A correction as it is asked for at every door: what, of which thing, with which words, name or other things; by whom, and why. */
export const asking = z.strictObject({
  what: z.enum(WHATS),
  id: z.string().min(1),
  with: z.array(z.string().min(1)).default([]),
  kind: z.enum(['person', 'body', 'unnamed']).optional(),
  by: z.string().trim().min(1).max(200),
  why: z.string().trim().min(1).max(2000)
})
export type Asked = z.infer<typeof asking>

/** A correction that cannot be made as it was asked for, with a sentence for people. */
export class NotCorrected extends Error {}

/** Adds what a person says to the record: a dated assertion that stays. Settling and weaving make it show. */
export const correct = (store: Store, asked: Asked, now: string): Correction => {
  const { says, concerned } = WAYS[asked.what](store, asked)
  const { by, why } = asked
  const id = `c-${hashOf([now, by, why, JSON.stringify(says)].join('\n')).slice(0, 12)}` as CorrectionId
  const { account = null } = whoAsks()
  const correction: Correction = { id, at: now, by, account, why, says }
  store.addCorrection(correction, concerned)
  return correction
}

type Made = { says: Assertion; concerned: readonly ArticleId[] }
type Way = (store: Store, asked: Asked) => Made

const aboutQuotation = (make: (store: Store, quotation: Pointed, asked: Asked) => Assertion): Way => {
  return (store, asked) => {
    const { id } = theOnly(store, asked.id, ['quotation'])
    const quotation = pointAt(store, id as QuoteId)
    return { says: make(store, quotation, asked), concerned: [quotation.article] }
  }
}

const speakerNow = (store: Store, { id }: Pointed): Named | null => store.quotation(id)!.attribution.speaker

const confirm = aboutQuotation((store, quotation) => ({ kind: 'confirm', quotation, speaker: speakerNow(store, quotation) }))

const reject = aboutQuotation((_, quotation) => ({ kind: 'reject', quotation }))

const bounds = aboutQuotation((store, quotation, { with: parts }) => {
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

const speaker = aboutQuotation((store, quotation, asked) => {
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

const merge: Way = (store, asked) => {
  const first = meant(store, asked.id)
  const [second, more] = asked.with.map(typed => meant(store, typed, first.kind))
  if (!second || more || first.kind !== second.kind)
    throw new NotCorrected(
      'Two things can be made one: two speakers, two statements or quotations, two stories, or the origins of two articles.'
    )
  if (first.id === second.id) throw new NotCorrected('These are one already.')
  if (first.kind === 'speaker') return mergeSpeakers(store, first.id as SpeakerId, second.id as SpeakerId)
  if (first.kind === 'article') return aboutOrigins('merge-origins', first.id as ArticleId, second.id as ArticleId)
  if (first.kind === 'story') return mergeStories(store, first.id as StoryId, second.id as StoryId)
  const [a, b] = [first, second].map(({ kind, id }) =>
    pointAt(store, kind === 'quotation' ? (id as QuoteId) : store.statement(id as StatementId)!.variants[0].quotation)
  )
  return { says: { kind: 'merge-statements', quotations: [a, b] }, concerned: [a.article, b.article] }
}

/** A thing by its id or the beginning of it, by the address of its page, and an article or a speaker by its own address or name. */
const meant = (store: Store, typed: string, kind?: Thing['kind']): Thing => {
  const id = /\/(?:st|p|a|stories)\/([\w-]+)(?:[?#].*)?$/.exec(typed)?.[1] ?? typed
  const versions = kind && kind !== 'article' ? [] : store.versionsOf(typed)
  if (versions.length) return { kind: 'article', id: versions[versions.length - 1] }
  if (kind === 'speaker' && !store.speaker(id as SpeakerId)) {
    const all = called(store.speakers(), typed)
    if (all.length === 1) return { kind: 'speaker', id: all[0].id }
    if (all.length > 1)
      throw new NotCorrected(`“${typed}” may mean several: ${all.map(one => `${one.name} (${one.id})`).join(', ')}.`)
  }
  return theOnly(store, id, kind ? [kind] : ['speaker', 'statement', 'article', 'story', 'quotation'])
}

const aboutOrigins = (kind: 'merge-origins' | 'split-origins', one: ArticleId, other: ArticleId): Made => {
  return { says: { kind, articles: [one, other] }, concerned: [one, other] }
}

const mergeStories = (store: Store, one: StoryId, other: StoryId): Made => {
  const [[a], [b]] = [one, other].map(id => store.story(id)!.articles)
  return { says: { kind: 'merge-stories', articles: [a, b] }, concerned: [a, b] }
}

const splitStory = (store: Store, id: StoryId, articles: readonly ArticleId[]): Made => {
  const all = store.story(id)!.articles
  const strange = articles.find(one => !all.includes(one))
  if (strange) throw new NotCorrected(`Article ${strange} is not of this story.`)
  const [left] = all.filter(one => !articles.includes(one))
  if (!left) throw new NotCorrected('Nothing would be left of the story.')
  return {
    says: { kind: 'split-story', articles: articles as unknown as Some<ArticleId>, from: left },
    concerned: [...articles, left]
  }
}

const mergeSpeakers = (store: Store, into: SpeakerId, from: SpeakerId): Made => {
  const [one, other] = [into, from].map(id => store.speaker(id)!)
  if (one.kind === 'unnamed' || other.kind === 'unnamed')
    throw new NotCorrected('Somebody unnamed is nobody elsewhere: say of each quotation who its speaker is.')
  const namings = store.namings(from)
  const names = [...new Set(namings.map(({ named }) => named.name))].sort()
  // "Quell" alone may be somebody else's name too: where a longer form is printed, the short one follows it by itself.
  const telling = names.filter(name => /\s/.test(name))
  const says: Assertion = {
    kind: 'merge-speakers',
    from: { name: other.name, kind: other.kind, names: telling.length ? telling : names },
    into: { name: one.name, kind: one.kind, names: [one.name] }
  }
  return { says, concerned: concernedBy(store, says) }
}

const split: Way = (store, asked) => {
  const first = meant(store, asked.id)
  if (!asked.with.length) throw new NotCorrected('Say what is to be split off.')
  if (first.kind === 'quotation') return keepApart(store, first.id as QuoteId, asked.with)
  if (first.kind === 'statement') return splitStatement(store, first.id as StatementId, asked.with)
  const articles = asked.with.map(typed => meant(store, typed, 'article').id as ArticleId)
  if (first.kind === 'story') return splitStory(store, first.id as StoryId, articles)
  if (first.kind === 'article') return aboutOrigins('split-origins', first.id as ArticleId, articles[0])
  const { name, kind } = store.speaker(first.id as SpeakerId)!
  const names = store.namings(first.id as SpeakerId).filter(one => articles.includes(one.article))
  if (!names.length) throw new NotCorrected(`${name} is not quoted there.`)
  const forms = [...new Set(names.map(({ named }) => named.name))].sort()
  return {
    says: { kind: 'split-speaker', speaker: { name, kind, names: forms }, articles: articles as unknown as Some<ArticleId> },
    concerned: articles
  }
}

/** Says of quotations that they are no utterance of another one's, whether or not the machine takes them for one. */
const keepApart = (store: Store, id: QuoteId, ids: readonly string[]): Made => {
  const [one, ...others] = [id, ...ids.map(other => theOnly(store, other, ['quotation']).id as QuoteId)].map(each =>
    pointAt(store, each)
  )
  return {
    says: { kind: 'split-statement', quotations: [one], from: others as unknown as Some<Pointed> },
    concerned: [one, ...others].map(each => each.article)
  }
}

const splitStatement = (store: Store, id: StatementId, ids: readonly string[]): Made => {
  const all = store.statement(id)!.variants.map(one => one.quotation)
  const out = ids.map(one => theOnly(store, one, ['quotation']).id as QuoteId)
  const strange = out.find(one => !all.includes(one))
  if (strange) throw new NotCorrected(`Quotation ${strange} is not of this statement.`)
  const [parted, left] = [out, all.filter(one => !out.includes(one))].map(some => some.map(one => pointAt(store, one)))
  if (!left.length) throw new NotCorrected('Nothing would be left of the statement.')
  return {
    says: {
      kind: 'split-statement',
      quotations: parted as unknown as Some<Pointed>,
      from: left as unknown as Some<Pointed>
    },
    concerned: [...parted, ...left].map(one => one.article)
  }
}

const note: Way = (store, asked) => {
  const { kind, id } = theOnly(store, asked.id, ['quotation', 'statement', 'article', 'story'])
  if (kind === 'article' || kind === 'story') {
    const article = kind === 'article' ? (id as ArticleId) : store.story(id as StoryId)!.articles[0]
    return { says: { kind: 'note', about: kind, noted: article }, concerned: [article] }
  }
  const base = kind === 'quotation' ? (id as QuoteId) : store.statement(id as StatementId)!.variants[0].quotation
  const noted = pointAt(store, base)
  return { says: { kind: 'note', about: kind as 'quotation' | 'statement', noted }, concerned: [noted.article] }
}

const undo: Way = (store, { id }) => {
  const found = store.corrections().filter(one => one.id.startsWith(id) || one.id.startsWith(`c-${id}`))
  if (!found.length) throw new NotHere(`There is no correction ${id}.`)
  if (found.length > 1) throw new NotHere(`${id} may mean several corrections: ${found.map(one => one.id).join(', ')}.`)
  return { says: { kind: 'undo', correction: found[0].id }, concerned: concernedBy(store, found[0].says) }
}

const concernedBy = (store: Store, says: Assertion): ArticleId[] => {
  const pointed = [
    ...('quotation' in says ? [says.quotation] : []),
    ...('quotations' in says ? says.quotations : []),
    ...(says.kind === 'split-statement' ? says.from : []),
    ...(says.kind === 'note' && typeof says.noted !== 'string' ? [says.noted] : [])
  ]
  const undone = says.kind === 'undo' ? store.corrections().find(one => one.id === says.correction) : undefined
  const named = says.kind === 'merge-speakers' ? [says.from, says.into] : says.kind === 'split-speaker' ? [says.speaker] : []
  return [
    ...pointed.map(one => store.present(one.article)),
    ...('articles' in says ? says.articles.map(store.present) : []),
    ...(says.kind === 'split-story' ? [store.present(says.from)] : []),
    ...(says.kind === 'note' && typeof says.noted === 'string' ? [store.present(says.noted)] : []),
    ...articlesNaming(store, named),
    ...(undone ? concernedBy(store, undone.says) : [])
  ]
}

/** The articles that quote anybody by one of these names. */
const articlesNaming = (store: Store, named: readonly Named[]): ArticleId[] => {
  const names = new Set(named.flatMap(one => [one.name, ...one.names]).map(name => fold(name).chars))
  if (!names.size) return []
  const speakers = store.speakers().filter(one => one.names.some(name => names.has(fold(name).chars)))
  return speakers.flatMap(one => store.namings(one.id).map(({ article }) => article))
}

const WAYS: Record<Asked['what'], Way> = { confirm, reject, bounds, speaker, merge, split, note, undo }

const pointAt = (store: Store, id: QuoteId): Pointed => {
  const { article, quote } = store.quotation(id)!
  return { id, article, text: store.article(article)!.text.id, quote }
}

/** The one thing of these kinds whose id begins so. */
const theOnly = (store: Store, typed: string, kinds: readonly Thing['kind'][]): Thing => {
  const all = store.beginningWith(typed).filter(one => kinds.includes(one.kind))
  const [first, second] = all.some(one => one.id === typed) ? all.filter(one => one.id === typed) : all
  if (!first) throw new NotHere(`The record holds no ${kinds.join(', ')} whose id begins with ${typed}.`)
  if (second) throw new NotHere(`${typed} may mean several things: ${all.map(one => `${one.kind} ${one.id}`).join(', ')}.`)
  return first
}
