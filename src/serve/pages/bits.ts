import { html } from 'hono/html'
import { printer, printers } from '../answer/summary.ts'
import { withoutTurns } from '../answer/turns.ts'
import type { ArticleLine, Listed, QuotationView, SaidView, SpeakerName, StatementLine, Words } from '../answer/wire/index.ts'
import { count, FORMS, fewNames, HELD, list, PARTS, RELATIONS, sayDate, sayDated, sayDay, sayOrigins } from './say.ts'

/** A piece of a page: escaped HTML. */
export type Html = ReturnType<typeof html>

/** A whole page before its frame: what stands in the window's title, where it is in the navigation, the body, and the path that is a feed with `.atom` in it. */
export type Page = { title: string; at: string; body: Html; feed?: string }

/** The path of a thing, from its letter and id. */
export const href = (letter: 'a' | 'p' | 'st' | 'stories', id: string): string => `/${letter}/${encodeURIComponent(id)}`

/** The path of a page as a feed: the ending goes before the query. */
export const feedPath = (path: string, ending: 'atom' | 'feed.json'): string => path.replace(/(?=\?|$)/, `.${ending}`)

/** The place of a quotation in the reader. */
export const placeOf = ({ id, article }: { id: string; article: { id: string; quotations?: number } }): string =>
  `${href('a', article.id)}${(article.quotations ?? 0) > QUOTATIONS_IN_PART ? `?at=${encodeURIComponent(id)}` : ''}#q-${encodeURIComponent(id)}`

/** As many quotations as a part of a long article has: in a longer one, a place says in which part it is. */
export const QUOTATIONS_IN_PART = 100

/** Who printed an article; softly where the outlet is not named and its site or file stands for it. */
export const outletOf = (article: Pick<ArticleLine, 'outlet' | 'address'>): Html =>
  article.outlet
    ? html`<span dir="auto">${article.outlet}</span>`
    : html`<span class="unprinted" title="outlet not named" dir="auto">${printer(article)}</span>`

/** An article's title; where none is printed, its first words in the soft style, and that it is so. */
export const titleOf = (article: ArticleLine): Html =>
  article.title
    ? html`<span dir="auto">${article.title}</span>`
    : html`${article.opening ? html`<span class="unprinted" dir="auto">${article.opening} …</span> ` : ''}<span class="no-title">no headline printed</span>`

/** The same without a style, for the window's title and what is read aloud. */
export const titleInWords = ({ title, opening }: ArticleLine): string =>
  withoutTurns(title ?? (opening ? `${opening} … (no headline printed)` : 'No headline printed'))

/** Words as they stand in their text, one piece after the other; what does not check says why instead. */
export const joined = (words: readonly Words[]): string =>
  words.map(one => (one.refused ? `(refused: ${one.refused})` : one.words)).join(' ')

/** Whether a line of words begins with a quotation mark, which then hangs in the margin. */
export const hangs = (words: readonly Words[]): boolean => /^["'“‘«„]/.test(words[0]?.words ?? '')

/** Words as printed, in the serif, in whichever direction they are written. */
export const printed = (words: readonly Words[]): Html => html`<span class="printed" dir="auto">${joined(words)}</span>`

/** The most words of a statement that a line shows; three lines of them on a wide window. */
const BRIEF = 45

/** A statement's words for a line; where they are cut for room, in our words and not with dots, which an outlet could have printed. */
export const brief = (words: readonly Words[], most = BRIEF): Html => {
  const all = joined(words)
  const pieces = all.split(/(\s+)/)
  if (pieces.length <= 2 * most + 10) return html`${all}`
  const left = count((pieces.length + 1) / 2 - most, 'word')
  return html`${pieces.slice(0, 2 * most - 1).join('')} <span class="more">and ${left} more</span>`
}

/** A small label; its tone is only an echo of its words. */
export const chip = (words: string, tone = ''): Html => html`<span class="chip ${tone}">${words}</span>`

/** A speaker with a link to all they said, or that nobody could be named. */
export const speakerLink = (speaker: SpeakerName | null): Html =>
  speaker
    ? html`<a class="speaker" href="${href('p', speaker.id)}" dir="auto">${speaker.name}</a>${speaker.kind === 'unnamed' ? html` ${chip('unnamed')}` : ''}`
    : html`<span class="speaker none">speaker not known</span>`

/** The words that say it is said, after a dot; a colon alone is no words. */
export const cueAfter = ({ cue }: QuotationView): Html | '' =>
  cue && /\p{L}/u.test(cue.words) ? html` · <q class="cue" dir="auto">${cue.words}</q>` : ''

/** Where a printing stands: part and day, and which version of its page it is, where there are several. */
export const whereabouts = ({ article, part }: QuotationView): Html =>
  html`${PARTS[part]} · ${article.published ? sayDate(article.published.value.slice(0, 10)) : 'undated'}${versionAfter(article)}`

const versionAfter = ({ version }: ArticleLine): string => (version ? ` · version ${version.n} of ${version.of}` : '')

/** The form of a quotation, under the line that stands for it in the reader. */
export const formMark = ({ form }: QuotationView): Html => html`<span class="form ${form}">${FORMS[form]}</span>`

/** How full the held text is. */
export const heldChip = ({ completeness }: ArticleLine): Html =>
  html`<span class="chip ${completeness === 'full' ? 'held' : 'part'}" title="${HELD[completeness].means}">${HELD[completeness].name}</span>`

/** A heading inside a list: h2 where the list is the page, h3 where it stands in a section of it. */
export const itemHead = (level: 2 | 3 | 4, inner: Html): Html =>
  level === 2 ? html`<h2>${inner}</h2>` : level === 3 ? html`<h3>${inner}</h3>` : html`<h4>${inner}</h4>`

/** An article in a line: outlet (where the list is not one outlet’s), title, day, how much is held. */
export const articleItem = (article: ArticleLine, level: 2 | 3, named = true): Html => html`<li class="line" data-item><div>
<p class="over">${named ? html`<b>${outletOf(article)}</b> · ` : ''}${article.published ? sayDated(article.published) : 'undated'}${article.section ? html` · <span dir="auto">${article.section}</span>` : ''}</p>
${itemHead(level, html`<a href="${href('a', article.id)}">${titleOf(article)}</a>`)}
${article.dek ? html`<p class="dek" dir="auto">${article.dek}</p>` : ''}</div>
<p class="under">${article.version ? `version ${article.version.n} of ${article.version.of} · ` : ''}${article.byline.length ? html`<span dir="auto">${list(article.byline)}</span> · ` : ''}${count(article.quotations, 'quotation')} ${heldChip(article)}</p></li>`

/** The relations that tell something, once each, as labels. */
export const relationChips = ({ relations }: StatementLine): Html[] =>
  [...new Set(relations)]
    .filter(relation => relation !== 'verbatim' && relation !== 'excerpt')
    .map(relation => html`${chip(RELATIONS[relation].name, RELATIONS[relation].tone)} `)

const placeAfter = (said: SaidView | null): Html | '' => (said?.place ? html` · <span dir="auto">${said.place.words}</span>` : '')

/** The most things of one kind that are listed at once, and the most that open below them: of what is more, the number tells enough. */
const FEW = 8
const MANY = 100

/** A list whose first things show, and the others open; `all` is how many there are where not all of them are here. */
export const few = <T>(things: readonly T[], item: (thing: T) => Html, all = things.length): Html => {
  const rest = things.slice(FEW, FEW + MANY)
  const unseen = all - FEW - rest.length
  return html`<ul>${things.slice(0, FEW).map(item)}</ul>${rest.length ? html`<details><summary>and ${count(all - FEW, 'other')}</summary><ul>${rest.map(item)}</ul>${unseen > 0 ? html`<p>and ${unseen} more</p>` : ''}</details>` : ''}`
}

/** The lines of a page of a long list, and links to its neighbours; `query` is the rest of the address. */
export const paged = <Line>(
  { lines, page, pages }: Listed<Line>,
  query: Record<string, string>,
  drawn: (lines: readonly Line[]) => Html
): Html => {
  if (pages === 1) return drawn(lines)
  const link = (to: number, name: string) =>
    to < 1 || to > pages ? '' : html`<a class="tool" href="?${new URLSearchParams({ ...query, page: String(to) })}">${name}</a>`
  return html`${drawn(lines)}<nav class="pages" aria-label="Pages of this list">${link(page - 1, 'previous')} <span>page ${page} of ${pages}</span> ${link(page + 1, 'next')}</nav>`
}

const overOf = ({ speaker, said }: StatementLine, over: 'speaker and day' | 'speaker' | 'day'): Html => {
  const day = html`${sayDay(said)}${placeAfter(said)}`
  if (over === 'day') return day
  return over === 'speaker' ? html`${speakerLink(speaker)}${placeAfter(said)}` : html`${speakerLink(speaker)} · ${day}`
}

/** A statement in a line: the words, whose, when, and who printed it; `note` says what differs, `over` what stands above the words and not already around the list. */
export const statementItem = (
  statement: StatementLine,
  level: 2 | 3 | 4,
  { note = '', over = 'speaker and day' }: { note?: string; over?: 'speaker and day' | 'speaker' | 'day' | 'nothing' } = {}
): Html => html`<li class="line" data-item><div>
${over === 'nothing' ? '' : html`<p class="over">${overOf(statement, over)}</p>`}
${itemHead(level, html`<a class="saying" href="${href('st', statement.id)}" dir="auto">${brief(statement.words)}</a>`)}</div>
<div class="beside">${note ? html`<p class="note" dir="auto">${note}</p>` : ''}<p class="under">${count(statement.printings, 'printing')}, ${fewNames(printers(statement))}${
  statement.outlets.length + statement.unnamed > 1
    ? html`; ${sayOrigins(statement.origins)} independent ${statement.origins.most === 1 ? 'origin' : 'origins'}`
    : ''
}</p>${note ? '' : html`<p class="under">${relationChips(statement)}</p>`}</div></li>`
