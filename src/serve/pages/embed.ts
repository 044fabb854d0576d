import { html, raw } from 'hono/html'
import type { StatementView } from '../answer/wire/index.ts'
import type { Assets } from './assets.ts'
import { type Html, href, joined } from './bits.ts'
import { collation } from './collation.ts'
import { folded } from './folded.ts'
import { saidLine } from './said.ts'
import { count, list } from './say.ts'

/** As many wordings as a page that shows others' things has room for. */
const MOST_ROWS = 8

/** A statement's comparison by itself, to be shown inside another page: a table that needs no script, with links back to the record. */
export const embedded = (statement: StatementView, assets: Assets): Html => {
  const kept = folded(statement.variants)
  const shown = { ...statement, variants: kept.slice(0, MOST_ROWS).map(one => one.variant) }
  const who = statement.speaker?.name ?? 'Speaker not known'
  return html`${raw('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<base target="_blank">
<title>${who}: ${joined(statement.words)} · Onrecord</title>
<link rel="stylesheet" href="/assets/${assets.version}/onrecord.css">
<link rel="canonical" href="${href('st', statement.id)}">
</head>
<body class="embedded">
<main>
<p class="whose"><a class="speaker" href="${statement.speaker ? href('p', statement.speaker.id) : href('st', statement.id)}" dir="auto">${who}</a> <span class="fine">${saidLine(statement.said)}</span></p>
<h1 class="unseen">What ${who} said, as ${count(kept.length, 'wording')} ${kept.length === 1 ? 'has' : 'have'} it</h1>
${collation(shown, 'fixed')}
<p class="fine">${count(statement.printings, 'printing')}${statement.outlets.length ? ` of ${list(statement.outlets.slice(0, MOST_ROWS))}` : ''}. <a href="${href('st', statement.id)}">All of it on Onrecord</a></p>
</main>
</body>
</html>`
}

/** What is to be copied into a page that shows it; where frames are not, a link stands. */
export const embedCode = ({ id, speaker }: StatementView, origin: string): string => {
  const title = `What ${speaker?.name ?? 'a speaker who is not known'} said, as each outlet printed it`.replace(/["&<>]/g, ' ')
  const at = `${origin}${href('st', id)}`
  return `<iframe src="${origin}/embed/statement/${encodeURIComponent(id)}" title="${title}" width="100%" height="420" loading="lazy" style="border:0"><a href="${at}">${title}</a></iframe>`
}
