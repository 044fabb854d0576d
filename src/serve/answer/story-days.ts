import type { ArticleId, Form, StatementId } from '../../types.ts'
import { articleLine, statementLine } from './lines.ts'
import type { Look } from './look.ts'
import { bare } from './statement.ts'
import type { DayView, Passage } from './wire/index.ts'

/** Statements and sentences that one day of a story lists: those in most articles, of these the speaker's own words, and the fullest; and those that the first articles print. */
const MOST_SAID = 5
const MOST_TOLD = 3

/** What was said, what is told and what was published on each day of a story, in order; at the end what has no day. */
export const daysOf = (look: Look, articles: readonly ArticleId[], statements: readonly Carried[]): DayView[] => {
  const inOrder = [...statements].sort((a, b) => b.articles - a.articles || worthOf(look, b.id) - worthOf(look, a.id))
  const said = byDay(
    inOrder.map(one => one.id),
    id => oneDay(statementLine(look, look.statement(id)).said?.date)
  )
  const published = byDay(articles, id => dayOf(look.article(id).published?.value))
  const told = toldOn(look, articles)
  const days = [...new Set([...said.keys(), ...published.keys(), ...told.keys()])].sort((a, b) => (a < b ? -1 : 1))
  return [...days.filter(one => one !== UNKNOWN), ...days.filter(one => one === UNKNOWN)].map(day => {
    const here = said.get(day) ?? []
    return {
      day: day === UNKNOWN ? null : day,
      said: here.slice(0, MOST_SAID).map(id => statementLine(look, look.statement(id))),
      more: Math.max(0, here.length - MOST_SAID),
      told: told.get(day) ?? [],
      published: (published.get(day) ?? []).map(id => articleLine(look, id))
    }
  })
}

/** A statement, and how many of the story's articles carry it. */
type Carried = { readonly id: StatementId; readonly articles: number }

/** How much a reader has of a form: whole sentences of the speaker's before words in marks, and these before what is told. */
const FORM: Record<Form, number> = { direct: 3, mixed: 2, indirect: 1, scare: 0 }

/** Characters beyond which a longer statement is not worth more. */
const FULL = 200

const worthOf = (look: Look, id: StatementId): number => {
  const { quote } = look.quotation(look.statement(id).variants[0].quotation)
  const length = quote.content.reduce((sum, { start, end }) => sum + end - start, 0)
  return FORM[quote.form] * FULL + Math.min(FULL, length)
}

/** Stands for the day that nobody prints. */
const UNKNOWN = ''

const dayOf = (date: string | null | undefined) => /^\d{4}-\d{2}-\d{2}/.exec(date ?? '')?.[0] ?? UNKNOWN

/** The day of what was said on one day: what was said at some time between two is of neither. */
const oneDay = (date: string | null | undefined) => {
  const [first, last = first] = (date ?? '').split('/').map(dayOf)
  return first === last ? first : UNKNOWN
}

const byDay = <Id>(ids: readonly Id[], of: (id: Id) => string): Map<string, Id[]> => {
  const days = new Map<string, Id[]>()
  for (const id of ids) days.set(of(id), [...(days.get(of(id)) ?? []), id])
  return days
}

/** The sentences that tell of each day: chosen, never written. One that several articles print stands once, with all of them. */
const toldOn = (look: Look, articles: readonly ArticleId[]): Map<string, Passage[]> => {
  const days = new Map<string, Passage[]>()
  for (const id of articles) {
    const { text, address, outlet } = look.article(id)
    for (const { day, start, end } of look.store.mentionsOf(id)) {
      const words = look.words(text.id, { start, end })
      if (words.refused) continue
      const here = days.get(day) ?? []
      const known = here.find(one => bare(one.words.words) === bare(words.words))
      if (known) known.articles.push({ id, address, outlet })
      else here.push({ words, articles: [{ id, address, outlet }] })
      days.set(day, here)
    }
  }
  for (const [day, told] of days) days.set(day, mostTold(told))
  return days
}

/** Those that most articles print, and of these the first. */
const mostTold = (told: readonly Passage[]) => [...told].sort((a, b) => b.articles.length - a.articles.length).slice(0, MOST_TOLD)
