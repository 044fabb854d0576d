import { html } from 'hono/html'
import type { ArticleLine, StatementLine, StoryLine } from '../answer/wire/index.ts'
import { articleItem, type Html, type Page, statementItem } from '../pages/bits.ts'
import { count } from '../pages/say.ts'
import { storyItem } from '../pages/story.ts'

/** What the first page shows: the lists of the site, and the day on which it was made. */
export type Contents = {
  made: string
  stories: StoryLine[]
  statements: StatementLine[]
  articles: ArticleLine[]
  speakers: number
}

/** As many of a list as the first page shows; the whole list is a page of its own. */
const FIRST = 20

/** The first page: what is in the folder. */
export const contentsPage = ({ made, stories, statements, articles, speakers }: Contents): Page => ({
  title: 'Overview',
  at: '/',
  body: html`<header class="page-head"><h1>From the record</h1>
<p class="lead">Who said what, when and where, and how every outlet printed it: ${count(statements.length, 'statement')} of <a href="/speakers">${count(speakers, 'speaker')}</a> in ${count(articles.length, 'article')}. Written on ${made.slice(0, 10)}.</p></header>
${list('Stories', '/stories', stories, one => storyItem(one, 3))}
${list('Statements', '/statements', statements, one => statementItem(one, 3))}
${list('Articles', '/articles', articles, one => articleItem(one, 3))}`
})

const list = <One>(name: string, path: string, all: readonly One[], item: (one: One) => Html): Html | '' =>
  all.length
    ? html`<section><div class="section-head"><h2>${name}</h2><p class="tools"><a href="${path}">all ${all.length}</a></p></div><ul class="lines">${all.slice(0, FIRST).map(item)}</ul></section>`
    : ''
