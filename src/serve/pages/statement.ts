import { html } from 'hono/html'
import type { LineageView, QuotationView, StatementView, VariantView } from '../answer/wire/index.ts'
import {
  chip,
  formMark,
  type Html,
  href,
  joined,
  outletOf,
  type Page,
  placeOf,
  speakerLink,
  statementItem,
  whereabouts
} from './bits.ts'
import { collated } from './collated.ts'
import { rowsShown, type Showing } from './collation.ts'
import { saidBy } from './corrected.ts'
import { statementForms } from './correcting.ts'
import { family, MOST_FAMILY } from './family.ts'
import { ROWS } from './folded.ts'
import { fullest } from './fullest.ts'
import { judged } from './judged.ts'
import { notesAmong, notesBeside } from './notes.ts'
import { headlinesOf, leftOut, origins } from './panels.ts'
import { saidLine } from './said.ts'
import { count, sayDate, sayOrigins } from './say.ts'

/** A statement: its fullest reading, the numbers, the collation, and all that was kept apart from it. */
export const statementPage = (
  statement: StatementView,
  showing: Showing,
  lineage: LineageView | null = null,
  token: string | null = null
): Page => ({
  title: `${statement.speaker?.name ?? 'Speaker not known'}: ${joined(statement.words)}`,
  at: '/statements',
  body: html`${head(statement, token)}
${figures(statement)}
${collated(statement, showing, treeOf(statement, lineage))}
${family(statement, lineage)}${tooManyForATree(statement, lineage)}
${inContext(statement, showing)}
<div class="pair">${leftOut(statement)}<div>${headlinesOf(statement)}${origins(statement)}</div></div>
${conflicts(statement)}
${echoes(statement)}
${together(statement)}
${statementForms(statement, token)}`
})

/** Where the tree is: below, or, of many printings, on a page that draws it when it is asked for; null where there is none. */
const treeOf = ({ id, variants }: StatementView, lineage: LineageView | null): string | null => {
  if (lineage) return lineage.relatives.length > 1 ? '#family' : null
  return variants.length > MOST_FAMILY ? `${href('st', id)}?show=family#family` : null
}

/** Where the tree of many printings is, which takes a while to make. */
const tooManyForATree = ({ id, variants }: StatementView, lineage: LineageView | null): Html | '' =>
  lineage || variants.length <= MOST_FAMILY
    ? ''
    : html`<p><a class="tool" href="${href('st', id)}?show=family#family">Who has whose words: the tree of ${variants.length} printings</a></p>`

/** That nobody prints the speaker's own words, where it is so. */
const toldOnly = ({ variants }: StatementView): string =>
  variants.every(one => one.quotation.form === 'indirect') ? ': told, nobody prints it in marks' : ''

const head = (statement: StatementView, token: string | null): Html => {
  const { quotation } = statement.variants[0]
  return html`<header class="statement-head">
<p class="eyebrow"><a href="/statements">Statement</a></p>
<p class="whose">${speakerLink(statement.speaker)}</p>
<h1 class="unseen">What ${statement.speaker?.name ?? 'a speaker who is not known'} said, as each outlet printed it</h1>
${fullest(statement)}
<p class="saying-line">Said ${saidLine(statement.said)}</p>
<div class="saying-line">Fullest reading: <a href="${placeOf(quotation)}"><b>${outletOf(quotation.article)}</b>, ${whereabouts(quotation)}</a> · ${formMark(quotation)}${toldOnly(statement)} ${judged(quotation)}</div>
<div class="acts"><a class="tool" href="/cite/${encodeURIComponent(statement.id)}">Cite</a> <a class="tool" href="/cite/${encodeURIComponent(statement.id)}#embed">Embed</a>${statement.speaker ? html` <a class="tool" href="/matrix?speaker=${encodeURIComponent(statement.speaker.name)}">Who carried what of theirs</a>` : ''}${notesBeside(notesAmong(statement.corrections), { id: statement.id, back: href('st', statement.id), token })}</div>
</header>`
}

const figures = (statement: StatementView): Html => {
  const { printings, outlets, leftOutInAll, cannotTellInAll, variants } = statement
  const carrying = new Set(variants.map(one => one.quotation.article.id)).size
  const all = carrying + leftOutInAll
  const first = variants.map(one => one.quotation.article).sort((a, b) => (a.seen < b.seen ? -1 : 1))[0]
  return html`<ul class="figures" aria-label="In numbers">
<li><a href="#context"><b>${printings}</b><span>${printings === 1 ? 'printing' : 'printings'}</span></a></li>
<li><a href="#context"><b>${outlets.length || '?'}</b><span>${outletsIn(statement)}</span></a></li>
<li><a href="#origins"><b>${sayOrigins(statement.origins)}</b><span>independent ${statement.origins.most === 1 ? 'origin' : 'origins'}</span></a></li>
<li><a href="#left-out"><b>${leftOutInAll} of ${all}</b><span>${all === 1 ? 'article leaves' : 'articles leave'} it out${cannotTellInAll ? `; of ${cannotTellInAll} more it can’t be told` : ''}</span></a></li>
<li><a href="${href('a', first.id)}"><b class="small">${sayDate(first.seen.slice(0, 10))}</b><span>first read, ${outletOf(first)}</span></a></li>
</ul>`
}

const outletsIn = ({ outlets, unnamed }: StatementView): string => {
  if (!outlets.length) return 'outlet not named'
  return `${outlets.length === 1 ? 'outlet' : 'outlets'}${unnamed ? `, and ${count(unnamed, 'article')} that ${unnamed === 1 ? 'names' : 'name'} none` : ''}`
}

const inContext = (statement: StatementView, showing: Showing): Html => {
  const { rows } = rowsShown(statement, showing)
  const all = rows.flatMap(({ variant, same }) => [variant, ...same])
  const shown = all.slice(0, ROWS)
  return html`<section aria-labelledby="context"><h2 id="context">${statement.variants.length === 1 ? 'Printed once' : 'In context'}</h2>
<ol class="contexts">${shown.map(one => context(one, statement.variants.length === 1))}</ol>
${all.length > shown.length ? html`<p class="fine">And ${all.length - shown.length} more of the same words.</p>` : ''}</section>`
}

const context = (variant: VariantView, alone: boolean): Html => {
  const { quotation } = variant
  return html`<li data-item${alone ? html` id="v-${quotation.id}"` : ''}><div class="over"><a href="${placeOf(quotation)}"><b>${outletOf(quotation.article)}</b>, ${whereabouts(quotation)}</a> · ${speakerLink(quotation.speaker)}${quotation.source ? html` as <q dir="auto">${quotation.source.words}</q>` : ''} ${judged(quotation)}</div>
<p class="context" dir="auto">${underlined(variant)}</p></li>`
}

/** The context with this quotation's own words underlined in it. */
const underlined = ({ context, quotation }: VariantView): Html[] => {
  const pieces: Html[] = []
  let at = context.start
  for (const { start, end } of quotation.content.filter(one => one.end > context.start && one.start < context.end)) {
    pieces.push(html`${context.words.slice(at - context.start, start - context.start)}`)
    pieces.push(html`<span class="q ${quotation.form}">${context.words.slice(start - context.start, end - context.start)}</span>`)
    at = end
  }
  return [...pieces, html`${context.words.slice(Math.min(at, context.end) - context.start)}`]
}

const conflicts = ({ conflicts, speaker }: StatementView): Html | '' =>
  conflicts.length
    ? html`<section aria-labelledby="conflicts"><h2 id="conflicts">Given to somebody else</h2>
<p class="lead">The same words, under another name. Shown beside each other; which is right is not decided here.</p>
<ul class="conflicts">${conflicts.map(one => conflict(one, speaker?.name ?? 'nobody by name'))}</ul></section>`
    : ''

const conflict = (
  quotation: QuotationView,
  here: string
): Html => html`<li data-item id="v-${quotation.id}"><p><span class="badge loss">≠ ${quotation.speaker?.name ?? 'nobody by name'}</span> <span class="fine">here: ${here}</span></p>
<p class="printed" dir="auto">${joined(quotation.content)}</p>
<div class="under"><a href="${placeOf(quotation)}">${outletOf(quotation.article)}, ${whereabouts(quotation)}</a> ${judged(quotation)}</div></li>`

const echoes = ({ echoes }: StatementView): Html | '' =>
  echoes.length
    ? html`<section aria-labelledby="echoes"><h2 id="echoes">Echoes, kept apart</h2>
<p class="lead">The same phrase on another occasion or about another thing: linked, not merged. ${chip('machine', 'machine')}</p>
<ul class="lines">${echoes.map(one => statementItem(one, 3))}</ul></section>`
    : ''

const together = ({ corrections: all }: StatementView): Html | '' => {
  const corrections = all.filter(one => one.what !== 'note')
  return corrections.length
    ? html`<section class="problems" aria-labelledby="corrected"><h2 id="corrected">Corrected by people</h2>${saidBy(corrections)}</section>`
    : ''
}
