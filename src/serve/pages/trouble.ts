import { html } from 'hono/html'
import type { Page } from './bits.ts'

/** A page that says what went wrong, and where to go on. */
export const troublePage = (title: string, sentence: string): Page => ({
  title,
  at: '',
  body: html`<header class="page-head"><h1>${title}</h1><p class="lead" dir="auto">${sentence}</p></header>
<p><a href="/">Overview</a> · <a href="/statements">Statements</a> · <a href="/articles">Articles</a> · <a href="/speakers">Speakers</a></p>`
})
