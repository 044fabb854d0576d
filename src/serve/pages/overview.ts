import { html } from 'hono/html'
import type {
  ArticleLine,
  Listed,
  StatementLine,
  StatementView,
  StoryLine,
  SummaryView,
  VariantView
} from '../answer/wire/index.ts'
import { articleItem, type Html, href, type Page, speakerLink, statementItem } from './bits.ts'
import { collation } from './collation.ts'
import { nothingYet } from './lists.ts'
import { saidLine } from './said.ts'
import { count, RELATIONS } from './say.ts'
import { storyItem } from './story.ts'

/** The record at a glance: its numbers, the statements whose printings differ most (the first one collated), and its latest stories and articles. */
export const overviewPage = (
  summary: SummaryView,
  lead: StatementView | null,
  stories: Listed<StoryLine>,
  articles: Listed<ArticleLine>
): Page => ({
  title: 'Overview',
  at: '/',
  body: html`<header class="page-head"><h1>The record</h1>
<p class="lead">Who said what, when and where, and how every outlet printed it.</p></header>
${articles.all ? html`${figures(summary)}${differing(summary, lead)}${running(stories)}${latest(articles)}` : nothingYet}`
})

const figures = (summary: SummaryView): Html => {
  const shown: [string, number, string, string?][] = [
    ['/articles', summary.articles, 'article'],
    ['/outlets', summary.outlets, 'outlet'],
    ['/speakers', summary.speakers, 'speaker'],
    ['/articles', summary.quotations, 'quotation'],
    ['/statements', summary.statements, 'statement'],
    ['/matrix', summary.shared, 'of them in more than one article', 'of them in more than one article']
  ]
  return html`<ul class="figures" aria-label="The record in numbers">${shown.map(
    ([path, n, one, many = `${one}s`]) =>
      html`<li><a href="${path}"><b>${n.toLocaleString('en-GB')}</b><span>${n === 1 ? one : many}</span></a></li>`
  )}</ul>`
}

/** The statement to lay open first: the most telling one whose table shows the difference, which a conflict's or a retelling's does not. */
export const leadOf = ({ differing }: SummaryView): string | null => {
  const shows = ({ relations }: StatementLine) => relations.some(one => one !== 'paraphrase' && RELATIONS[one].tone !== 'quiet')
  return differing.find(({ statement }) => shows(statement))?.statement.id ?? null
}

const differing = ({ differing }: SummaryView, lead: StatementView | null): Html => {
  if (!differing.length)
    return html`<section><h2>Where the printings differ</h2><p class="empty">No statement is printed in different words so far.</p></section>`
  return html`<section aria-labelledby="differ"><div class="section-head"><h2 id="differ">Where the printings differ</h2><p class="tools"><a class="tool" href="/statements">all statements</a></p></div>
${lead ? leading(lead, differing.find(({ statement }) => statement.id === lead.id)!.note) : ''}
<ul class="lines">${differing.filter(({ statement }) => statement.id !== lead?.id).map(({ statement, note }) => statementItem(statement, 3, { note }))}</ul></section>`
}

const leading = (lead: StatementView, note: string): Html => html`<article class="leading" data-item>
<p class="over">${speakerLink(lead.speaker)} · ${saidLine(lead.said)}</p>
<h3><a href="${href('st', lead.id)}">${note}</a></h3>
${collation(telling(lead), 'glanced')}
${lead.variants.length > SHOWN_ROWS ? html`<p class="under"><a href="${href('st', lead.id)}">All ${lead.variants.length} printings</a></p>` : ''}</article>`

/** The base and the three rows that tell most: enough to see the difference, little enough to leave room for the next one. */
const SHOWN_ROWS = 4

const telling = (lead: StatementView): StatementView => {
  const [base, ...others] = lead.variants
  const weight = ({ relation }: VariantView) => ['quiet', 'differs', 'loss'].indexOf(RELATIONS[relation].tone)
  const shown = others.sort((a, b) => weight(b) - weight(a)).slice(0, SHOWN_ROWS - 1)
  return { ...lead, variants: [base, ...shown] }
}

/** As many stories as are seen without scrolling for them. */
const SHOWN_STORIES = 6

const running = ({ lines, all }: Listed<StoryLine>): Html | '' => {
  const several = lines.filter(one => one.articles > 1).slice(0, SHOWN_STORIES)
  return several.length
    ? html`<section aria-labelledby="stories"><div class="section-head"><h2 id="stories">Stories in more than one article</h2><p class="tools"><a class="tool" href="/stories">all ${count(all, 'story', 'stories')}</a></p></div>
<ul class="lines two">${several.map(one => storyItem(one, 3))}</ul></section>`
    : ''
}

const latest = (
  articles: Listed<ArticleLine>
): Html => html`<section aria-labelledby="articles"><div class="section-head"><h2 id="articles">Latest articles</h2><p class="tools">${articles.all > SHOWN_ARTICLES ? html`${SHOWN_ARTICLES} of <a class="tool" href="/articles">${count(articles.all, 'article')}</a>` : count(articles.all, 'article')}</p></div>
<ul class="lines two">${articles.lines.slice(0, SHOWN_ARTICLES).map(one => articleItem(one, 3))}</ul></section>`

/** As many as stand on a screen in two columns. */
const SHOWN_ARTICLES = 12
