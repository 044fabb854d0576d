import { html } from 'hono/html'
import type { ArticleLine, Listed, SpeakerLine, SpeakerView, StatementLine } from '../answer/wire/index.ts'
import { articleItem, chip, type Html, href, type Page, paged, statementItem } from './bits.ts'
import { speakerForms } from './correcting.ts'
import { count, fewNames, KINDS, sayDate } from './say.ts'

/** The articles, the latest first; those without a day at the end. */
export const articlesPage = (articles: Listed<ArticleLine>): Page => ({
  title: 'Articles',
  at: '/articles',
  body: html`<header class="page-head"><h1>Articles</h1><p class="lead">${count(articles.all, 'article')}, the latest first.</p></header>
${articles.all ? paged(articles, {}, shown => html`<ul class="lines">${shown.map(one => articleItem(one, 2))}</ul>`) : nothingYet}`
})

/** What an empty record says, and what to do about it. */
export const nothingYet: Html = html`<p class="empty">Nothing has been read yet. <code>onrecord add PATH</code> reads articles into the record.</p>`

/** Everybody who is quoted, the most quoted first or by name; `name` is what was looked for. */
export const speakersPage = (speakers: Listed<SpeakerLine>, { name, by }: { name: string; by: string }): Page => ({
  title: 'Speakers',
  at: '/speakers',
  body: html`<header class="page-head"><h1>Speakers</h1>
<p class="lead">${count(speakers.all, 'speaker')}${name ? html` who may be meant by <b dir="auto">${name}</b>. <a href="/speakers">Show all</a>` : ': persons, bodies, and those no outlet names.'}</p>
<form class="filter" action="/speakers"><label for="name">Called</label> <input id="name" name="name" value="${name}" autocomplete="off" dir="auto"> <button>Show</button>
<span class="tools">${order('quotations', 'most quoted first', by !== 'name', name)} ${order('name', 'by name', by === 'name', name)}</span></form></header>
${speakers.all ? paged(speakers, given({ name, by }), shown => html`<ul class="lines">${shown.map(speakerItem)}</ul>`) : name ? html`<p class="empty">Nobody of that name is quoted.</p>` : nothingYet}`
})

const given = (query: Record<string, string>) => Object.fromEntries(Object.entries(query).filter(([, value]) => value))

const order = (by: string, words: string, chosen: boolean, name: string): Html =>
  chosen ? html`<b>${words}</b>` : html`<a class="tool" href="/speakers?${new URLSearchParams(given({ name, by }))}">${words}</a>`

const speakerItem = (speaker: SpeakerLine): Html => html`<li class="line" data-item><div>
<h2><a href="${href('p', speaker.id)}" dir="auto">${speaker.name}</a> ${speaker.kind === 'person' ? '' : chip(KINDS[speaker.kind])}</h2>
<p class="under">${alsoPrinted(speaker)}</p></div>
<p class="under">${count(speaker.quotations, 'quotation')} in ${count(speaker.statements, 'statement')}, ${fewNames(speaker.outlets) || 'outlet not named'}</p></li>`

const alsoPrinted = ({ name, names }: SpeakerLine): Html | '' => {
  const others = names.filter(one => one !== name)
  return others.length ? html`Also printed as ${others.map((one, i) => html`${i ? ', ' : ''}<q dir="auto">${one}</q>`)}` : ''
}

/** One speaker: the names as printed, and what they said by day. */
export const speakerPage = (speaker: SpeakerView, token: string | null = null): Page => ({
  title: speaker.name,
  at: '/speakers',
  body: html`<header class="page-head"><p class="eyebrow"><a href="/speakers">Speaker</a> · ${KINDS[speaker.kind]}</p><h1 dir="auto">${speaker.name}</h1>
<p class="lead">${count(speaker.quotations, 'quotation')} in ${count(speaker.statements, 'statement')}, printed by ${speaker.outlets.length ? `${count(speaker.outlets.length, 'outlet')}: ${fewNames(speaker.outlets)}` : 'an outlet that is not named'}.</p><p class="fine">${alsoPrinted(speaker)}${speaker.said.pages > 1 ? html` The most printed are on the first page; each page goes by day, back from the latest.` : ''}</p></header>
${speakerTabs(speaker, 'said')}
${paged(speaker.said, {}, shown => html`${byDay(shown).map(saidOn)}`)}
${speakerForms(speaker, token)}`
})

/** The views of one speaker, and a search that begins with the name. */
export const speakerTabs = ({ id, name }: Pick<SpeakerView, 'id' | 'name'>, here: 'said' | 'subjects' | 'carried'): Html => {
  const views = [
    ['said', href('p', id), 'Statements'],
    ['subjects', `/positions?${new URLSearchParams({ speaker: id })}`, 'By subject and time'],
    ['carried', `/matrix?${new URLSearchParams({ speaker: name })}`, 'Who carried what']
  ] as const
  const search = `/find?${new URLSearchParams({ draft: `speaker:"${name.replaceAll('"', '')}" ` })}`
  return html`<nav class="tabs" aria-label="Views of this speaker"><ul>${views.map(([view, path, words]) => html`<li><a class="tool" href="${path}"${view === here ? html` aria-current="page"` : ''}>${words}</a></li>`)}<li class="apart"><a class="tool" href="${search}">Find in what they said</a></li></ul></nav>`
}

const saidOn = ([day, said]: [string, StatementLine[]]): Html =>
  html`<section class="day story-day"><h2>${day ? sayDate(day) : 'Day not printed'}</h2><ul class="lines">${said.map(one => statementItem(one, 3, { over: 'nothing' }))}</ul></section>`

/** Statements by the day they were said, the latest first, those without a day at the end. */
const byDay = (said: readonly StatementLine[]): [string, StatementLine[]][] => {
  const days = new Map<string, StatementLine[]>()
  for (const one of said) {
    const day = one.said?.date ?? ''
    days.set(day, [...(days.get(day) ?? []), one])
  }
  return [...days].sort(([a], [b]) => b.localeCompare(a))
}

/** Every statement, or those of one speaker. */
export const statementsPage = (statements: Listed<StatementLine>, speaker: string): Page => ({
  title: speaker ? `Statements of ${speaker}` : 'Statements',
  at: '/statements',
  body: html`<header class="page-head"><h1>Statements</h1>
<p class="lead">${count(statements.all, 'statement')}${speaker ? html` of <b dir="auto">${speaker}</b>. <a href="/statements">Show all</a>` : ', the most printed first'}. ${chip('machine', 'machine')} <span class="fine">put together by rules</span></p>
<form class="filter" action="/statements"><label for="speaker">Said by</label> <input id="speaker" name="speaker" value="${speaker}" autocomplete="off" dir="auto"> <button>Show</button></form></header>
${statements.all ? paged(statements, speaker ? { speaker } : {}, shown => html`<ul class="lines">${shown.map(one => statementItem(one, 2))}</ul>`) : speaker ? html`<p class="empty">No statement is known of that name.</p>` : nothingYet}`
})
