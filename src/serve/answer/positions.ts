import type { SpeakerId, Statement } from '../../types.ts'
import type { Stages } from '../pipes.ts'
import { called } from './called.ts'
import { speakerLine, statementLine } from './lines.ts'
import type { Look } from './look.ts'
import {
  type Answers,
  NotHere,
  type PositionsSide,
  type PositionsView,
  type ReportedBy,
  type StatementLine,
  type WordingView
} from './wire/index.ts'

/** As many statements of a speaker as are looked at, the latest: subjects of more would not fit a page, and take a second. */
const LATEST = 300

/** As many changes of wording as are shown, the latest. */
const MOST_WORDINGS = 40

/** What one speaker, or two, said by subject and time; what was said again in other words; and how outlets report it. */
export const positionsView = (
  look: Look,
  { subjectsOf }: Pick<Stages, 'subjectsOf'>,
  { speaker, with: other }: Answers['positions']['input']
): PositionsView => {
  const speakers = [...new Set([speaker, ...(other ? [other] : [])].map(one => theOne(look, one)))]
  return look.once(`positions ${speakers.join(' ')}`, () => {
    const all = speakers.map(id => look.store.ranked.said(id))
    const sides = all.map(one => one.slice(0, LATEST).map(look.statement))
    const latest = sides.flat()
    const uttered = latest.map(one => {
      const { article, quote } = look.quotation(one.variants[0].quotation)
      return { text: look.article(article).text, content: quote.content }
    })
    const subjects = subjectsOf(uttered)
    const under = new Set(subjects.flatMap(one => one.sayings))
    const of = (n: number) => speakers.indexOf(latest[n].speaker as SpeakerId)
    const shared = (one: (typeof subjects)[number]) => new Set(one.sayings.map(of)).size
    return {
      sides: speakers.map((id, n) => sideOf(look, id, sides[n])),
      subjects: [...subjects]
        .sort((a, b) => shared(b) - shared(a))
        .map(({ word, sayings }) => ({
          word: look.cited(word),
          statements: inTime(sayings.map(n => statementLine(look, latest[n])))
        })),
      looked: latest.length,
      others: latest.length - under.size,
      more: all.reduce((sum, one) => sum + one.length, 0) - latest.length
    }
  })
}

const theOne = (look: Look, typed: string): SpeakerId => {
  if (look.store.speaker(typed as SpeakerId)) return typed as SpeakerId
  const meant = called(look.store.speakers(), typed)
  if (!meant.length) throw new NotHere(`Nobody in the record is called ${typed}.`)
  if (meant.length > 1)
    throw new NotHere(
      `“${typed}” may mean ${meant.length} speakers: ${meant
        .slice(0, 5)
        .map(one => `${one.name} (${one.id})`)
        .join(', ')}.`
    )
  return meant[0].id
}

const dayOf = ({ said }: StatementLine): string => said?.date?.split('/')[0] ?? ''

const inTime = (lines: readonly StatementLine[]): StatementLine[] =>
  [...lines].sort((a, b) => (dayOf(a) || '9').localeCompare(dayOf(b) || '9'))

const sideOf = (look: Look, id: SpeakerId, said: readonly Statement[]): PositionsSide => {
  const days = said.map(one => dayOf(statementLine(look, one))).filter(Boolean)
  return {
    speaker: speakerLine(look, look.speaker(id)),
    first: days.at(-1) ?? null,
    last: days[0] ?? null,
    undated: said.length - days.length,
    reported: reportedBy(look, id),
    wordings: wordingsOf(look, said)
  }
}

const reportedBy = (look: Look, id: SpeakerId): ReportedBy[] => {
  const outlets = new Map<string | null, ReportedBy>()
  for (const { outlet, form, quotations } of look.store.reported(id)) {
    const one = outlets.get(outlet) ?? { outlet, quotations: 0, direct: 0, mixed: 0, indirect: 0, scare: 0 }
    outlets.set(outlet, { ...one, quotations: one.quotations + quotations, [form]: quotations })
  }
  return [...outlets.values()].sort((a, b) => b.quotations - a.quotations)
}

/** Pairs of echoes, the latest first, in each the earlier first: two statements of which both days are known, and whose words differ. */
const wordingsOf = (look: Look, said: readonly Statement[]): WordingView[] => {
  const found: WordingView[] = []
  for (const later of said)
    for (const id of later.echoes) {
      const earlier = look.store.statement(id)
      if (!earlier || earlier.speaker !== later.speaker) continue
      const [a, b] = [statementLine(look, earlier), statementLine(look, later)]
      if (!dayOf(a) || dayOf(a) >= dayOf(b)) continue
      found.push({ earlier: a, later: b, change: { kinds: [], before: a.words[0] ?? null, after: b.words[0] ?? null } })
      if (found.length === MOST_WORDINGS) return found
    }
  return found
}
