import { html } from 'hono/html'
import { printer } from '../answer/summary.ts'
import type { DayView, Headline, HeadlineBeside, Listed, Passage, StoryLine, StoryView, Voice } from '../answer/wire/index.ts'
import {
  articleItem,
  brief,
  chip,
  type Html,
  href,
  itemHead,
  outletOf,
  type Page,
  paged,
  placeOf,
  speakerLink,
  statementItem
} from './bits.ts'
import { storyForms } from './correcting.ts'
import { nothingYet } from './lists.ts'
import { grid } from './matrix.ts'
import { notesBeside } from './notes.ts'
import { CELLS, count, fewNames, RELATIONS, sayDate } from './say.ts'
import { headsSideBySide } from './story-heads.ts'
import { timeline } from './story-time.ts'

/** The stories: those of more than one article first. */
export const storiesPage = (stories: Listed<StoryLine>): Page => ({
  title: 'Stories',
  at: '/stories',
  body: html`<header class="page-head"><h1>Stories</h1>
<p class="lead">${count(stories.all, 'story', 'stories')}: articles about the same running events, those of more than one article first. ${chip('machine', 'machine')} <span class="fine">put together by what they share; each is called by one outlet’s headline</span></p></header>
${stories.all ? paged(stories, {}, shown => html`<ul class="lines">${shown.map(one => storyItem(one))}</ul>`) : nothingYet}`
})

/** A story in a line. */
export const storyItem = (story: StoryLine, level: 2 | 3 = 2): Html => html`<li class="line" data-item><div>
<p class="over">${span(story)}</p>
${itemHead(level, html`<a href="${href('stories', story.id)}">${called(story)}</a>`)}
${story.headline ? html`<p class="under">${whose(story.headline)}</p>` : ''}</div>
<p class="under">${story.headline ? `${count(story.articles, 'article')} ${outletsOf(story)}; ` : ''}${count(story.statements, 'statement')}</p></li>`

const called = (story: StoryLine): Html =>
  story.headline
    ? html`<span dir="auto">${story.headline.words.words}</span>`
    : html`<span class="unprinted">${count(story.articles, 'article')} ${outletsOf(story)}</span> <span class="no-title">no headline printed</span>`

const whose = ({ article }: Headline): Html => html`Headline of <a href="${href('a', article.id)}">${outletOf(article)}</a>`

const span = ({ first, last }: StoryLine): string => {
  if (!first || !last) return 'days not printed'
  return first === last ? sayDate(first) : sayDate(`${first}/${last}`)
}

const outletsOf = ({ outlets, unnamed }: StoryLine): string =>
  [
    outlets.length ? `of ${fewNames(outlets)}` : '',
    unnamed ? `${count(unnamed, 'article names', 'articles name')} no outlet` : ''
  ]
    .filter(Boolean)
    .join('; ')

/** A story: when what was said and published, in which copy, who carried what, and its headlines beside what was said. */
export const storyPage = (story: StoryView, token: string | null = null): Page => ({
  title: story.headline?.words.words ?? 'A story',
  at: '/stories',
  body: html`<header class="page-head"><p class="eyebrow"><a href="/stories">Story</a> · ${span(story)}</p>
<h1>${called(story)}</h1>
<p class="lead">${story.headline ? html`${whose(story.headline)}. ` : ''}${count(story.articles, 'article')} ${outletsOf(story)}; ${count(story.statements, 'statement')}. ${chip('machine', 'machine')} <span class="fine">put together by what they share</span></p>
${story.pages > 1 ? html`<p class="lead">Below are ${story.page === 1 ? 'its latest' : 'an earlier'} ${count(story.lines.length, 'article')}: page ${story.page} of ${story.pages}, from the latest back.</p>` : ''}
${story.asked === story.id ? '' : html`<p class="fine">The story at this address has gone into <a href="${href('stories', story.id)}">this one</a>.</p>`}
<div class="acts">${contents(story)}${notesBeside(story.notes, { id: story.id, back: href('stories', story.id), token })}</div></header>
${timeline(story)}
${days(story)}
${carried(story)}
${headsSideBySide(story)}
${headlines(story)}
${voices(story)}
<section aria-labelledby="its-articles"><h2 id="its-articles">Articles</h2><ul class="lines two">${story.lines.map(one => articleItem(one, 3))}</ul></section>
${story.pages > 1 ? paged({ ...story, all: story.articles }, {}, () => html``) : ''}
${storyForms(story, token)}`
})

/** The parts of the page, for who looks for one of them. */
const contents = ({ rows, heads, headlines, voices, lines }: StoryView): Html[] => {
  const parts: [string, string, boolean][] = [
    ['days', 'Day by day', true],
    ['carried', 'Who carried what', rows.length > 0],
    ['heads', 'Headlines', heads.length > 1],
    ['headlines', 'Headlines beside what was said', headlines.length > 0],
    ['voices', 'Who is quoted by whom', voices.length > 0],
    ['its-articles', count(lines.length, 'article'), true]
  ]
  return parts.filter(([, , has]) => has).map(([id, name]) => html`<a href="#${id}">${name}</a> `)
}

const days = ({ days }: StoryView): Html =>
  html`<section aria-labelledby="days"><div class="section-head"><h2 id="days">Day by day</h2></div>${days.map(dayOf)}</section>`

const dayOf = ({ day, said, more, told, published }: DayView): Html => html`<div class="story-day">
<h3 id="${day ? `day-${day}` : 'day-unknown'}">${day ? sayDate(day) : 'Day not printed'}</h3>
<div>${said.length ? html`<p class="eyebrow">Said</p><ul class="lines">${said.map(one => statementItem(one, 4, { over: 'speaker' }))}</ul>${more ? html`<p class="fine">and ${count(more, 'further statement')}</p>` : ''}` : ''}
${told.length ? html`<p class="eyebrow">Told of this day</p><ul>${told.map(passage)}</ul>` : ''}
${published.length ? html`<p class="fine">Published: ${published.map((one, i) => html`${i ? ', ' : ''}<a href="${href('a', one.id)}">${outletOf(one)}</a>`)}</p>` : ''}</div></div>`

const passage = ({ words, articles }: Passage): Html =>
  html`<li class="passage"><span class="printed" dir="auto">${brief([words])}</span> <span class="fine">${articles.map((one, i) => html`${i ? ', ' : ''}<a href="${href('a', one.id)}">${outletOf(one)}</a>`)}</span></li>`

const carried = ({ lines, columns, rows, moreRows, partly }: StoryView): Html => {
  if (!rows.length)
    return html`<section><h2>Who carried what</h2><p class="empty">No statement of this story stands in two of its articles.</p></section>`
  const articles = columns.flatMap(id => lines.find(one => one.id === id) ?? [])
  const noted = rows.map(one => ({
    ...one,
    note: ` · in ${one.prints} of the ${count(one.searched, 'article')} that can be told about`
  }))
  return html`<section aria-labelledby="carried"><h2 id="carried">Who carried what</h2>
<p class="lead">${searchedIn(articles.length, partly)}${moreRows ? ` ${count(moreRows, 'further statement')} in more than one article ${moreRows === 1 ? 'is' : 'are'} not shown.` : ''}</p>
<ul class="legend">${Object.values(CELLS).map(({ sign, name, means }) => html`<li><b aria-hidden="true">${sign}</b> ${name}: ${means}</li>`)}</ul>
${grid(articles, noted)}</section>`
}

/** What was searched for what is absent, and how complete it is. */
const searchedIn = (all: number, partly: StoryView['partly']): Html => {
  const whole = all - partly.length
  if (!partly.length)
    return html`${count(all, 'article is', 'articles are')} held in full and ${all === 1 ? 'was' : 'were all'} searched.`
  return html`${whole} of ${count(all, 'article')} ${whole === 1 ? 'is' : 'are'} held in full and ${whole === 1 ? 'was' : 'were'} searched; of ${partly.map(({ article, why }, i) => html`${i ? ', ' : ''}<a href="${href('a', article.id)}">${outletOf(article)}</a> (${why})`)} it can’t be said what ${partly.length === 1 ? 'it leaves' : 'they leave'} out.`
}

const headlines = ({ headlines }: StoryView): Html | '' =>
  headlines.length
    ? html`<section aria-labelledby="headlines"><h2 id="headlines">Headlines beside what was said</h2><ul class="lines">${headlines.map(beside)}</ul></section>`
    : ''

/** As many words of a statement as stand beside a headline on a few lines. */
const BESIDE_WORDS = 25

const beside = ({ headline, quotation, statement, relation }: HeadlineBeside): Html => html`<li class="line" data-item><div>
<p class="over"><b>${outletOf(headline.article)}</b></p>
<h3><a href="${placeOf(quotation)}" dir="auto">${headline.words.words}</a></h3></div>
<div class="beside"><p class="over">${speakerLink(statement.speaker)}, in the fullest reading ${RELATIONS[relation].tone === 'quiet' ? '' : chip(RELATIONS[relation].name, RELATIONS[relation].tone)}</p>
<p><a class="saying" href="${href('st', statement.id)}" dir="auto">${brief(statement.words, BESIDE_WORDS)}</a></p></div></li>`

const voices = ({ voices, lines }: StoryView): Html | '' => {
  if (!voices.length) return ''
  const outlets = [...new Set(lines.map(printer))].filter(name =>
    voices.some(one => one.by.some(({ outlet }) => outlet === name))
  )
  const cell = (voice: Voice, name: string) => voice.by.find(one => one.outlet === name)?.quotations ?? 0
  return html`<section aria-labelledby="voices"><h2 id="voices">Who is quoted by whom</h2>
<div class="matrix-frame" tabindex="0" role="region" aria-label="Speakers against outlets"><table class="matrix">
<thead><tr><td class="corner">quotations</td><th scope="col">in all</th>${outlets.map(name => html`<th scope="col" dir="auto">${name}</th>`)}</tr></thead>
<tbody>${voices.map(voice => html`<tr><th scope="row">${speakerLink(voice.speaker)}</th><td><b>${voice.by.reduce((sum, one) => sum + one.quotations, 0)}</b></td>${outlets.map(name => html`<td>${cell(voice, name) || html`<span class="none">–</span>`}</td>`)}</tr>`)}</tbody></table></div></section>`
}
