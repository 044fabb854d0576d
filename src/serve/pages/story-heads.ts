import { html } from 'hono/html'
import type { StoryHead, StoryView } from '../answer/wire/index.ts'
import { type Html, href, outletOf, titleOf } from './bits.ts'
import { wordByWord } from './differences.ts'
import { count, sayBriefDate, sayDated } from './say.ts'

/** The headlines of a story's articles side by side, each with what it said in the versions of its page before. */
export const headsSideBySide = ({ heads }: StoryView): Html | '' => {
  if (heads.length < 2 && !heads.some(one => one.changes.length)) return ''
  const changed = heads.filter(one => one.changes.length).length
  return html`<section aria-labelledby="heads"><div class="section-head"><h2 id="heads">Headlines side by side</h2><p class="tools">${changed ? `${count(changed, 'was', 'were')} changed later` : 'none was changed in what was read'}</p></div>
<ul class="heads">${heads.map(head)}</ul></section>`
}

const head = ({ article, changes }: StoryHead): Html => html`<li data-item>
<p class="over"><b>${outletOf(article)}</b>${article.published ? ` · ${sayBriefDate(article.published.value.slice(0, 10))}` : ''}</p>
<h3><a href="${href('a', article.id)}">${titleOf(article)}</a></h3>
${article.dek ? html`<p class="dek" dir="auto">${article.dek}</p>` : ''}
${changes.map(({ seen, change }) => html`<div class="change"><p class="fine">changed, read ${sayDated({ value: seen, precision: 'minute', evidence: '' })}</p>${wordByWord(change)}</div>`)}</li>`
