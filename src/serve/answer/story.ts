import { fold } from '../../text/index.ts'
import type { Article, ArticleId, Statement, StatementId, Story, StoryId } from '../../types.ts'
import { correctionsIn } from './corrections.ts'
import { articleLine, LONGEST_HEAD, quotationView, speakerName, statementLine, versionsAt } from './lines.ts'
import type { Look } from './look.ts'
import { cellOf } from './matrix.ts'
import { daysOf } from './story-days.ts'
import { headsOf } from './story-heads.ts'
import { printer } from './summary.ts'
import {
  type ArticleLine,
  type Headline,
  type HeadlineBeside,
  type Lane,
  type MatrixCell,
  NotHere,
  type StoryLine,
  type StoryRow,
  type StoryView,
  type Voice
} from './wire/index.ts'

/** As many rows as a story's table shows: what stands in most articles. */
const MOST_ROWS = 25

/** As many speakers as are shown with who quotes them. */
const MOST_VOICES = 12

/** Of so many articles, the first that joined, the headlines are weighed against each other. */
const MOST_HEADLINES = 30

/** As many articles as are looked at together: as many columns as a table has. A longer story is read from its latest days back. */
const AT_ONCE = 30

const storyOf = (look: Look, id: string): Story => {
  const story = look.store.story(id as StoryId)
  if (!story) throw new NotHere(`The record holds no story ${id}.`)
  return story
}

/** A story in a line. */
export const storyLine = (look: Look, id: string): StoryLine =>
  look.once(`story line ${id}`, () => {
    const { id: now, articles } = storyOf(look, id)
    const { outlets, ...extent } = look.store.extentOf(now)
    return {
      id: now,
      headline: headlineOf(look, articles.slice(0, MOST_HEADLINES)),
      articles: articles.length,
      outlets: [...outlets],
      ...extent
    }
  })

/** The headline that shares most words with the others: a real one, of a real outlet, the first of those that share as much. */
const headlineOf = (look: Look, articles: readonly ArticleId[]): Headline | null => {
  const printed = articles.flatMap(id => headlineIn(look, look.article(id)) ?? [])
  const bags = printed.map(one => new Set(fold(one.words.words).chars.match(/[\p{L}\p{N}]+/gu)))
  const shares = bags.map(one => bags.reduce((sum, other) => sum + sharedBy(one, other), 0))
  return printed[shares.indexOf(Math.max(...shares))] ?? null
}

const sharedBy = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  [...a].filter(word => b.has(word)).length / (Math.sqrt(a.size * b.size) || 1)

const headlineIn = (look: Look, { id, text, blocks, address, outlet }: Article): Headline | null => {
  const block = blocks.find(one => one.kind === 'title' && one.end - one.start <= LONGEST_HEAD)
  const words = block && look.words(text.id, block)
  return words && !words.refused ? { words, article: { id, address, outlet } } : null
}

/** A story with its articles, its days, who carried what, and its headlines beside what was said. */
export const storyView = (look: Look, id: string, asked = 1): StoryView => {
  const all = look.store.ranked.inOrder(storyOf(look, id).articles)
  const pages = Math.ceil(all.length / AT_ONCE)
  const page = Math.min(Math.max(1, Math.trunc(asked)), pages)
  const sorted = all.slice(Math.max(0, all.length - page * AT_ONCE), all.length - (page - 1) * AT_ONCE)
  const columns = latestReadings(look, sorted)
  const among = look.store.statementsAmong(sorted)
  const shared = among.filter(one => one.articles > 1 || look.statement(one.id).conflicts.length)
  return {
    ...storyLine(look, id),
    asked: id,
    page,
    pages,
    lines: sorted.map(one => articleLine(look, one)),
    lanes: lanesOf(look, sorted),
    days: daysOf(look, sorted, among),
    columns,
    rows: shared.slice(0, MOST_ROWS).map(one => rowOf(look, one.id, columns)),
    moreRows: Math.max(0, shared.length - MOST_ROWS),
    partly: columns.flatMap(one => partly(articleLine(look, one)) ?? []),
    heads: headsOf(look, columns),
    headlines: sorted.flatMap(one => besideOf(look, one)),
    voices: voicesIn(look, sorted),
    notes: sorted.flatMap(one => correctionsIn(look, one)).filter(one => one.about === 'story')
  }
}

/** Of several versions of one page the one that was read last: what the others print shows in its cells. */
const latestReadings = (look: Look, articles: readonly ArticleId[]): ArticleId[] => {
  const latest = new Map<string, ArticleId>()
  for (const id of articles) {
    const { address, seen } = look.article(id)
    const known = latest.get(address)
    if (!known || look.article(known).seen < seen) latest.set(address, id)
  }
  return articles.filter(id => latest.get(look.article(id).address) === id)
}

const WHY_PARTLY = {
  teaser: 'only its beginning is held',
  wall: 'only a wall is held',
  unknown: 'whether it is held whole is not known'
}

const partly = (article: ArticleLine) =>
  article.completeness === 'full' ? null : { article, why: WHY_PARTLY[article.completeness] }

const rowOf = (look: Look, id: StatementId, columns: readonly ArticleId[]): StoryRow => {
  const statement = look.statement(id)
  const cells = columns.map(article => changedOr(look, statement, article))
  return {
    statement: statementLine(look, statement),
    cells,
    prints: cells.filter(one => one.quotations.length).length,
    searched: cells.filter(one => one.state !== 'unknown').length
  }
}

/** The cell of an article, or that an earlier version of its page made something else of the statement. */
const changedOr = (look: Look, statement: Statement, article: ArticleId): MatrixCell => {
  const now = cellOf(look, statement, article)
  const others = versionsAt(look, look.article(article).address).filter(id => id !== article)
  const before = others.map(id => cellOf(look, statement, id))
  const known = before.filter(one => one.state !== 'unknown' && now.state !== 'unknown')
  const other = known.find(one => one.state !== now.state || String(one.relations) !== String(now.relations))
  return other ? { ...now, state: 'changed', quotations: now.quotations.length ? now.quotations : other.quotations } : now
}

const lanesOf = (look: Look, articles: readonly ArticleId[]): Lane[] => {
  const lanes = new Map<string, Lane>()
  for (const id of articles) {
    const origin = look.originOf(id)
    const shared = origin && origin.articles.filter(one => articles.includes(one)).length > 1
    const lane = lanes.get(shared ? origin.id : id) ?? {
      origin: shared ? origin.id : null,
      articles: [],
      because: shared ? [...new Set(origin.because.map(one => one.note))] : []
    }
    lane.articles.push(id)
    lanes.set(shared ? origin.id : id, lane)
  }
  return [...lanes.values()]
}

const besideOf = (look: Look, article: ArticleId): HeadlineBeside[] => {
  const headline = headlineIn(look, look.article(article))
  if (!headline) return []
  return look.quotationsOf(article).flatMap(one => {
    if (one.quote.part !== 'headline' || !one.statement) return []
    const statement = look.statement(one.statement)
    const variant = statement.variants.find(({ quotation }) => quotation === one.id)
    if (!variant || statement.variants.length < 2) return []
    return [
      { headline, quotation: quotationView(look, one), statement: statementLine(look, statement), relation: variant.relation }
    ]
  })
}

const voicesIn = (look: Look, articles: readonly ArticleId[]): Voice[] => {
  const voices = new Map<string, { voice: Voice; all: number }>()
  for (const id of articles)
    for (const { speaker } of look.quotationsOf(id)) {
      const name = speakerName(look, speaker)
      if (!name || name.kind === 'unnamed') continue
      const kept = voices.get(name.id) ?? { voice: { speaker: name, by: [] }, all: 0 }
      const outlet = printer(look.article(id))
      const by = kept.voice.by.find(one => one.outlet === outlet)
      if (by) by.quotations++
      else kept.voice.by.push({ outlet, quotations: 1 })
      voices.set(name.id, { ...kept, all: kept.all + 1 })
    }
  return [...voices.values()]
    .sort(
      (a, b) => b.voice.by.length - a.voice.by.length || b.all - a.all || (a.voice.speaker.name < b.voice.speaker.name ? -1 : 1)
    )
    .slice(0, MOST_VOICES)
    .map(one => one.voice)
}
