import type { ArticleId, Statement } from '../../types.ts'
import { articleLine, carriersOf, statementLine, versionsAt } from './lines.ts'
import type { Look } from './look.ts'
import { printsWordsOf } from './printed.ts'
import type { StatementView } from './wire/index.ts'

type Absences = Pick<StatementView, 'leftOutBy' | 'leftOutInAll' | 'cannotTell' | 'cannotTellInAll' | 'unrelated'>

/** Who left a statement out: near articles that are held in full, and do not give its words to somebody else. Of the other near ones it cannot be told, for a reason each. */
export const absencesOf = (look: Look, statement: Statement): Absences => {
  const printers = new Set([...carriersOf(look, statement), ...statement.conflicts.map(id => look.quotation(id).article)])
  const addresses = new Set([...printers].map(id => look.article(id).address))
  // What one version of a page carries, the page carries.
  const known = new Set([...printers, ...[...addresses].flatMap(one => versionsAt(look, one))])
  const near = [...nearOf(look, statement)].filter(id => !known.has(id))
  const told = look.store.ranked.inOrder(near).map(id => ({ id, why: whyUnknown(look, statement, id) }))
  const [without, untold] = [told.filter(one => !one.why), told.filter(one => one.why)]
  return {
    leftOutBy: without.slice(0, MOST_ABSENT).map(one => articleLine(look, one.id)),
    leftOutInAll: without.length,
    cannotTell: untold.slice(0, MOST_ABSENT).map(({ id, why }) => ({ article: articleLine(look, id), why: why! })),
    cannotTellInAll: untold.length,
    unrelated: look.once('latest', look.store.ranked.latest).length - known.size - near.length
  }
}

/** As many articles are named that left a statement out, or of which it can't be told: of the others the number tells enough. */
const MOST_ABSENT = 100

const HELD = {
  teaser: 'only the beginning of the article is held',
  wall: 'only a wall is held: a subscription, consent or robot page',
  unknown: 'whether the whole article is held is not known'
}

const PRINTED = 'words of it stand in its text, and were not read as this quotation'

/** Why it cannot be said that an article leaves a statement out; null when it can: its full text is held and prints none of the words, it is about the same things, and it is not older than them. */
export const whyUnknown = (look: Look, statement: Statement, id: ArticleId): string | null => {
  const { text, completeness } = look.article(id)
  const fault = look.fault(text.id)
  if (fault) return fault
  if (!nearOf(look, statement).has(id))
    return 'it is of another story, and shares no statement with the articles that carry this one'
  const why =
    tooEarly(look, statement, id) ?? tooLate(look, statement, id) ?? (completeness === 'full' ? null : HELD[completeness])
  return why ?? (printsWordsOf(look, statement, id) ? PRINTED : null)
}

/** Nobody leaves out what was not said yet: an article is as late as its day of publication, or the last day that its quotations were said on. */
const tooEarly = (look: Look, statement: Statement, id: ArticleId): string | null => {
  const said = day(statementLine(look, statement).said?.date)
  const known = said ?? daysPrinted(look, statement)[0]
  if (!known) return null
  const { published, updated } = look.article(id)
  const printed = day(updated?.value ?? published?.value)
  const until = said ? 'said' : 'first printed'
  if (printed) return printed < known ? `it was published before this was ${until}` : null
  const days = look.quotationsOf(id).flatMap(one => day(one.said.date) ?? [])
  return days.some(one => one >= known) ? null : `it is undated, and tells of nothing that was ${until} as late`
}

/** The days of the printings that say theirs, the first one first. */
const daysPrinted = (look: Look, statement: Statement): string[] =>
  look.once(`printed ${statement.id}`, () =>
    carriersOf(look, statement)
      .flatMap(id => day(look.article(id).published?.value) ?? [])
      .sort()
  )

/** So many days after the last printing, an article of the same running events has no reason to repeat what was said. */
const DAYS_LATE = 7

const tooLate = (look: Look, statement: Statement, id: ArticleId): string | null => {
  const last = daysPrinted(look, statement).at(-1)
  const printed = day(look.article(id).published?.value)
  if (!last || !printed) return null
  const late = (Date.parse(printed) - Date.parse(last)) / 86_400_000 > DAYS_LATE
  return late ? 'it was published more than a week after the last that prints it' : null
}

/** The day of an ISO 8601 date, time or interval's beginning; null for what is less precise. */
const day = (date: string | null | undefined): string | null => /^\d{4}-\d{2}-\d{2}/.exec(date ?? '')?.[0] ?? null

// "About the same things": of one story, or another statement is shared. Who quotes the same person in the same days may write of something else:
// on a thousand articles of sixty outlets 96 of 100 absences rested on that alone, and hardly any of them was one.
/** The articles that are about the same things as those that carry a statement, these among them. */
export const nearOf = (look: Look, statement: Statement): ReadonlySet<ArticleId> =>
  look.once(`near ${statement.id}`, () => {
    const carriers = carriersOf(look, statement)
    const stories = new Set(carriers.flatMap(one => look.store.storyOf(one) ?? []))
    return new Set([...look.store.nearTo(carriers), ...[...stories].flatMap(one => look.store.story(one)?.articles ?? [])])
  })
