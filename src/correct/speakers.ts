import { fold } from '../text/index.ts'
import type { Article, ArticleId, Assertion, Correction, Judged, Named, Outcome } from '../types.ts'
import type { Ground } from './place.ts'
import { olderVersions } from './versions.ts'

type Merge = Correction & { readonly says: Extract<Assertion, { kind: 'merge-speakers' }> }
type Split = Correction & { readonly says: Extract<Assertion, { kind: 'split-speaker' }> }

/** The quotations of an article with the speakers whom people made one, or set apart; and which of the corrections had something to do here. */
export const correctSpeakers = (
  article: Article,
  quotations: readonly Judged[],
  corrections: readonly Correction[],
  ground: Ground
): { quotations: Judged[]; outcomes: Outcome[] } => {
  const merges = corrections.filter((one): one is Merge => one.says.kind === 'merge-speakers')
  const parting = corrections.filter((one): one is Split => one.says.kind === 'split-speaker')
  const isOfAny = ({ says }: Split, articles: readonly ArticleId[]) =>
    says.articles.some(id => articles.includes(ground.present(id)))
  const own = parting.filter(one => isOfAny(one, [article.id]))
  const older = parting.length ? olderVersions(article, ground) : []
  const splits = [...parting.filter(one => !own.includes(one) && isOfAny(one, older)), ...own]
  const used = new Set<Correction>()
  const corrected = quotations.map(one => {
    const merged = mergedInto(one.attribution.speaker, merges, used)
    const speaker = setApart(merged, splits, used)
    return speaker === one.attribution.speaker ? one : { ...one, attribution: { ...one.attribution, speaker } }
  })
  const idle = splits.filter(one => !used.has(one))
  return {
    quotations: corrected,
    outcomes: [
      ...[...used].map(({ id }): Outcome => ({ correction: id, quotation: null, standing: 'applies', note: '' })),
      ...idle.map(({ id, says }): Outcome => {
        const { name } = says.speaker
        return own.some(one => one.id === id)
          ? { correction: id, quotation: null, standing: 'lost', note: `${name} is quoted there no longer` }
          : {
              correction: id,
              quotation: null,
              standing: 'stays',
              note: `no ${name} is quoted there, or it was said anew of this version`
            }
      })
    ]
  }
}

const isOf = (speaker: Named, { kind, name, names }: Named) =>
  speaker.kind === kind && !speaker.apart && [name, ...names].some(one => fold(one).chars === fold(speaker.name).chars)

// One may be made one with another who was made one with a third; a circle ends where it began.
const mergedInto = (speaker: Named | null, merges: readonly Merge[], used: Set<Correction>): Named | null => {
  const passed = new Set<Merge>()
  let now = speaker
  for (;;) {
    const next = now && merges.find(one => !passed.has(one) && isOf(now!, one.says.from) && !isOf(now!, one.says.into))
    if (!now || !next) return now
    passed.add(next)
    used.add(next)
    const { name, kind } = next.says.into
    now = { name, kind, names: [...new Set([...now.names, now.name])] }
  }
}

const setApart = (speaker: Named | null, splits: readonly Split[], used: Set<Correction>): Named | null => {
  const split = speaker && splits.findLast(one => isOf(speaker, one.says.speaker))
  if (!speaker || !split) return speaker
  used.add(split)
  return { ...speaker, apart: split.id }
}
