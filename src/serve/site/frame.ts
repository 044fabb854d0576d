import { html, raw } from 'hono/html'
import type { Html, Page } from '../pages/bits.ts'

const NAVIGATION = [
  ['/', 'Overview'],
  ['/stories', 'Stories'],
  ['/statements', 'Statements'],
  ['/articles', 'Articles'],
  ['/speakers', 'Speakers']
] as const

/** The frame of a page in a folder: no script, no search, nothing that is fetched from elsewhere. */
export const framedForFolder = ({ title, at, body }: Page, assets: string, whole: boolean): Html => html`${raw('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} · Onrecord</title>
<link rel="stylesheet" href="${assets}/onrecord.css">
<link rel="icon" href="${assets}/onrecord.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><div class="top-row">
<a class="logo" href="/" aria-label="Onrecord, overview">On<i>record</i></a>
<nav aria-label="Pages"><ul>
${NAVIGATION.map(([path, name]) => html`<li><a href="${path}"${path === at ? raw(' aria-current="page"') : ''}>${name}</a></li>\n`)}</ul></nav>
</div></header>
<main id="main" tabindex="-1">
${body}
</main>
<footer class="foot">
<p>Every word here stands in a text that the record holds. What a machine decided says so, and so does what people corrected.${whole ? '' : ' Of the articles, these pages show what is quoted in them; the articles themselves are at their own addresses.'}</p>
</footer>
</body>
</html>`
