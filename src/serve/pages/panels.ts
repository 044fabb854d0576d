import { html } from 'hono/html'
import { printer } from '../answer/summary.ts'
import type { ArticleLine, OriginView, StatementView } from '../answer/wire/index.ts'
import { chip, few, type Html, href, outletOf, placeOf, titleOf } from './bits.ts'
import { count, list, RELATIONS, sayOrigins } from './say.ts'

/** Who left a statement out, of whom it cannot be told, and why. */
export const leftOut = ({
  leftOutBy,
  leftOutInAll,
  cannotTell,
  cannotTellInAll,
  unrelated
}: StatementView): Html => html`<section class="panel" aria-labelledby="left-out"><h2 id="left-out">Left out by</h2>
${leftOutBy.length ? html`${few(leftOutBy, articleLink, leftOutInAll)}<p class="fine">Full texts are held and searched.</p>` : noneLeftOut(cannotTellInAll + unrelated > 0)}
${cannotTell.length ? html`<h3>Can’t tell</h3>${byReason(cannotTell).map(([why, articles]) => html`<p class="fine">${count(articles.length, 'article')}: ${why}</p>${few(articles, articleLink)}`)}${cannotTellInAll > cannotTell.length ? html`<p class="fine">and of ${cannotTellInAll - cannotTell.length} more</p>` : ''}` : ''}
${unrelated ? html`<p class="fine">${count(unrelated, 'other article is', 'other articles are')} not counted: of another story, and no statement is shared with these.</p>` : ''}</section>`

/** Which headlines quote it, and how they stand to the fullest reading. */
export const headlinesOf = ({ variants }: StatementView): Html => {
  const articles = new Set(variants.map(one => one.quotation.article.id)).size
  const quoting = variants.filter(({ quotation }) => quotation.part === 'headline')
  return html`<section class="panel" aria-labelledby="headlines"><h2 id="headlines">Headlines that quote it: ${quoting.length} of ${articles}</h2>
${
  quoting.length
    ? html`<ul>${quoting.map(({ quotation, relation }) => html`<li><b>${outletOf(quotation.article)}</b> <a href="${placeOf(quotation)}" dir="auto">${titleOf(quotation.article)}</a> ${chip(RELATIONS[relation].name, RELATIONS[relation].tone)}</li>`)}</ul>`
    : html`<p class="fine">${articles === 1 ? 'The article that carries it does' : 'None of the articles that carry it do'} so in the headline.</p>`
}</section>`
}

const articleLink = (article: ArticleLine): Html =>
  html`<li><a href="${href('a', article.id)}"><b>${outletOf(article)}</b> ${titleOf(article)}</a></li>`

const noneLeftOut = (doubtful: boolean): Html =>
  doubtful
    ? html`<p>Of no article can it be said that it leaves this out.</p>`
    : html`<p>Every article of the record carries it.</p>`

const byReason = (all: StatementView['cannotTell']): [string, ArticleLine[]][] => {
  const reasons = new Map<string, ArticleLine[]>()
  for (const { article, why } of all) reasons.set(why, [...(reasons.get(why) ?? []), article])
  return [...reasons]
}

/** How many independent origins a statement has, and what joins those that count as one. */
export const origins = (
  statement: StatementView
): Html => html`<section class="panel" aria-labelledby="origins"><h2 id="origins">Independent origins: ${sayOrigins(statement.origins)}</h2>
${
  statement.originReasons.length ? html`<ul class="origins">${statement.originReasons.map(origin)}</ul>` : aloneOrApart(statement)
}</section>`

const aloneOrApart = ({ variants: [first, ...others] }: StatementView): Html =>
  others.every(({ quotation }) => quotation.article.id === first.quotation.article.id)
    ? html`<p>One article alone prints it.</p>`
    : html`<p>No shared copy and no agency credit was found among these articles. That they did not take it from one another is not proved.</p>`

const origin = ({
  articles,
  because
}: OriginView): Html => html`<li><b>${list([...new Set(articles.map(printer))])}</b> ${articles.length > 1 ? 'count as one' : ''}
<ul>${because.map(({ note, spans }) => html`<li>${note}${[...new Set(spans.map(one => one.words))].slice(0, 2).map(words => html` <q dir="auto">${words}</q>`)}</li>`)}</ul></li>`
