import { standing } from '../../flow.ts'
import type { Applied } from '../../store/index.ts'
import type { ArticleId, Assertion, Correction, Named, Pointed, QuoteId, Standing } from '../../types.ts'
import type { Look } from './look.ts'
import type { CorrectionView, InVersion } from './wire/index.ts'

/** Every correction of the record, the last first. */
export const correctionViews = (look: Look): readonly CorrectionView[] =>
  look.once('corrections', () => {
    const all = look.store.corrections()
    const left = new Set(standing(all).map(one => one.id))
    return [...all].reverse().map(one => correctionView(look, one, left.has(one.id), all))
  })

/** The corrections that concern an article, the last first. */
export const correctionsIn = (look: Look, article: ArticleId): CorrectionView[] => {
  const here = new Set<string>(look.store.outcomesIn(article).map(one => one.correction))
  return here.size ? correctionViews(look).flatMap(one => (here.has(one.id) ? as(one, article) : [])) : []
}

/** A correction as it stands with an article: where it was made on an older version, what became of it here. */
const as = (view: CorrectionView, article: ArticleId): CorrectionView => {
  const { versions = [], ...own } = view
  const here = versions.find(one => one.article === article)
  if (!here) return view
  const { standing, note, quotation, from } = here
  return { ...own, standing, note, quotation, carriedFrom: from }
}

/** The standing corrections that concern a quotation, the last first. */
export const correctionsOf = (look: Look, quotation: QuoteId): CorrectionView[] =>
  look
    .once('corrections by quotation', () => {
      const found = new Map<string, CorrectionView[]>()
      for (const view of correctionViews(look))
        for (const { quotation, article } of look.store.outcomesOf(view.id as Correction['id']))
          if (quotation) found.set(quotation, [...(found.get(quotation) ?? []), as(view, article)])
      return found
    })
    .get(quotation) ?? []

/** The best that became of a correction stands for it, since one that applies somewhere is not lost. */
const BEST: readonly Standing[] = ['applies', 'disputed', 'agrees', 'outranked', 'lost']
/** Of one that speaks of several quotations, each must be there. */
const WORST: readonly Standing[] = ['lost', 'outranked', 'disputed', 'agrees', 'applies']

const correctionView = (look: Look, correction: Correction, stands: boolean, all: readonly Correction[]): CorrectionView => {
  const { id, at, by, account = null, why, says } = correction
  const { outcomes, versions } = byVersion(look, says, look.store.outcomesOf(id))
  const became = stands
    ? becameOf(look, says, outcomes)
    : { standing: says.kind === 'undo' ? ('undoes' as const) : ('undone' as const), note: '' }
  const { article, quotation, words } = placeOf(look, says, outcomes)
  const about = says.kind === 'note' ? { about: says.about } : {}
  return {
    id,
    at,
    by,
    account,
    why,
    what: says.kind,
    ...about,
    sentence: sentenceOf(says, all),
    ...became,
    article,
    quotation,
    words,
    ...(versions.length ? { versions } : {})
  }
}

/** What became of a correction in the articles of which it was said, and in newer versions of their pages. */
const byVersion = (
  look: Look,
  says: Assertion,
  all: readonly Applied[]
): { outcomes: readonly Applied[]; versions: InVersion[] } => {
  const own = new Set(saidOf(says).map(look.store.present))
  const versionOf = (id: ArticleId) => ({ article: id, seen: look.article(id).seen })
  const versions = all.flatMap(({ article, quotation, standing, note }) => {
    const line = own.size && !own.has(article) ? look.store.versionsOf(look.article(article).address) : []
    const from = line.slice(0, Math.max(0, line.indexOf(article))).findLast(id => own.has(id))
    return from ? { ...versionOf(article), from: versionOf(from), quotation, standing, note } : []
  })
  return {
    outcomes: versions.length ? all.filter(one => own.has(one.article)) : all,
    versions: versions.sort((a, b) => (a.seen < b.seen ? -1 : a.seen > b.seen ? 1 : a.article < b.article ? -1 : 1))
  }
}

/** The articles of which a correction that may be carried over was said. */
const saidOf = (says: Assertion): readonly ArticleId[] => {
  if ('quotation' in says) return [says.quotation.article]
  if (says.kind === 'split-statement') return [...says.quotations, ...says.from].map(one => one.article)
  return says.kind === 'split-speaker' ? says.articles : []
}

const becameOf = (look: Look, says: Assertion, outcomes: readonly Applied[]): Pick<CorrectionView, 'standing' | 'note'> => {
  if (says.kind === 'merge-origins' || says.kind === 'split-origins') return originsNow(look, says)
  if (says.kind === 'merge-stories' || says.kind === 'split-story') return storiesNow(look, says)
  const order = /statement/.test(says.kind) ? WORST : BEST
  const found = order.map(standing => outcomes.find(one => one.standing === standing)).find(one => one)
  if (found) return { standing: found.standing, note: found.note }
  return {
    standing: 'lost',
    note: says.kind === 'merge-speakers' ? 'nobody of that name is quoted' : 'its article is not in the record'
  }
}

const originsNow = (
  look: Look,
  { kind, articles }: Extract<Assertion, { kind: 'merge-origins' | 'split-origins' }>
): Pick<CorrectionView, 'standing' | 'note'> => {
  const [a, b] = articles.map(id => look.originOf(look.store.present(id))?.id)
  if (!a || !b) return { standing: 'lost', note: 'one of its articles is not in the record' }
  if (kind === 'split-origins' && a === b) return { standing: 'disputed', note: 'they are still joined through other articles' }
  return { standing: 'applies', note: '' }
}

const storiesNow = (
  look: Look,
  says: Extract<Assertion, { kind: 'merge-stories' | 'split-story' }>
): Pick<CorrectionView, 'standing' | 'note'> => {
  const articles = says.kind === 'split-story' ? [...says.articles, says.from] : says.articles
  const stories = articles.map(id => look.store.storyOf(look.store.present(id)))
  if (stories.includes(null)) return { standing: 'lost', note: 'one of its articles is not in the record' }
  const last = stories.pop()
  const so = says.kind === 'merge-stories' ? stories[0] === last : !stories.includes(last!)
  return so ? { standing: 'applies', note: '' } : { standing: 'outranked', note: 'a later correction says otherwise' }
}

const placeOf = (
  look: Look,
  says: Assertion,
  outcomes: readonly Applied[]
): Pick<CorrectionView, 'article' | 'quotation' | 'words'> => {
  const pointed = pointedBy(says)
  const noted = says.kind === 'note' && typeof says.noted === 'string' ? [says.noted] : []
  const articles = 'articles' in says ? says.articles : pointed ? [pointed.article] : noted
  const id = articles.map(look.store.present).find(one => look.store.article(one))
  const line = id ? look.article(id) : null
  return {
    article: line && { id: line.id, address: line.address, outlet: line.outlet },
    quotation: outcomes.find(one => one.quotation)?.quotation ?? null,
    words: pointed ? pointed.quote.content.map(span => look.words(pointed.text, span)) : []
  }
}

const pointedBy = (says: Assertion): Pointed | null => {
  if ('quotation' in says) return says.quotation
  if ('quotations' in says) return says.quotations[0]
  return says.kind === 'note' && typeof says.noted !== 'string' ? says.noted : null
}

const nameOf = (named: Named | null) => named?.name ?? 'nobody by name'

const NOTED = { quotation: 'the quotation', statement: 'the statement', article: 'the article', story: 'the story' }

/** What a correction says, in the words after a name: "Mira Voss …". */
const sentenceOf = (says: Assertion, all: readonly Correction[]): string => {
  if (says.kind === 'confirm')
    return says.speaker ? `confirms the quotation, and that ${says.speaker.name} said it` : 'confirms the quotation'
  if (says.kind === 'reject') return 'says that this is no quotation'
  if (says.kind === 'bounds') return 'sets where the quotation begins and ends'
  if (says.kind === 'speaker') return `gives it to ${nameOf(says.speaker)} instead of ${nameOf(says.instead)}`
  if (says.kind === 'merge-speakers') return `says that ${says.from.name} is ${says.into.name}`
  if (says.kind === 'split-speaker')
    return `says that the ${says.speaker.name} of ${says.articles.length === 1 ? 'one article' : `${says.articles.length} articles`} is somebody else of that name`
  if (says.kind === 'merge-statements') return 'says that two statements are one'
  if (says.kind === 'split-statement')
    return `takes ${says.quotations.length === 1 ? 'a printing' : `${says.quotations.length} printings`} out of a statement`
  if (says.kind === 'merge-origins') return 'says that two articles carry the same copy'
  if (says.kind === 'split-origins') return 'says that two articles do not carry the same copy'
  if (says.kind === 'merge-stories') return 'says that two stories are one'
  if (says.kind === 'split-story')
    return `takes ${says.articles.length === 1 ? 'an article' : `${says.articles.length} articles`} out of a story`
  if (says.kind === 'note') return `notes on ${NOTED[says.about]}`
  const undone = all.find(one => one.id === says.correction)
  return undone ? `takes back what ${undone.by} said: ${sentenceOf(undone.says, all)}` : `takes back ${says.correction}`
}
