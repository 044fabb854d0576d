import type { Store, Thing } from '../../store/index.ts'
import type { Pointed, QuoteId, SpeakerId } from '../../types.ts'
import { called } from '../answer/called.ts'
import { NotHere } from '../answer/wire/index.ts'
import { NotCorrected } from './asked.ts'

/** A thing by its id or the beginning of it, by the address of its page, and an article or a speaker by its own address or name. */
export const meant = (store: Store, typed: string, kind?: Thing['kind']): Thing => {
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

/** A quotation as a correction points at it, with its article and its text. */
export const pointAt = (store: Store, id: QuoteId): Pointed => {
  const { article, quote } = store.quotation(id)!
  return { id, article, text: store.article(article)!.text.id, quote }
}

/** The one thing of these kinds whose id begins so. */
export const theOnly = (store: Store, typed: string, kinds: readonly Thing['kind'][]): Thing => {
  const all = store.beginningWith(typed).filter(one => kinds.includes(one.kind))
  const [first, second] = all.some(one => one.id === typed) ? all.filter(one => one.id === typed) : all
  if (!first) throw new NotHere(`The record holds no ${kinds.join(', ')} whose id begins with ${typed}.`)
  if (second) throw new NotHere(`${typed} may mean several things: ${all.map(one => `${one.kind} ${one.id}`).join(', ')}.`)
  return first
}
