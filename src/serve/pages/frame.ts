import { html, raw } from 'hono/html'
import { type Assets, PRELOADED } from './assets.ts'
import { feedPath, type Html, type Page } from './bits.ts'

/** The pages that everybody opens, and those that are opened now and then. */
const NAVIGATION = [
  ['/inbox', 'Inbox', 'i'],
  ['/stories', 'Stories', 't'],
  ['/statements', 'Statements', 's'],
  ['/speakers', 'Speakers', 'p'],
  ['/articles', 'Articles', 'a'],
  ['/outlets', 'Outlets', 'u'],
  ['/matrix', 'Who carried what', 'm'],
  ['/check', 'Check a draft', 'c']
] as const
const FURTHER = [
  ['/changes', 'Changes', 'h'],
  ['/feeds', 'Feeds', 'f'],
  ['/searches', 'Searches', 'q'],
  ['/notes', 'Notes', 'n'],
  ['/corrections', 'Corrections', 'r'],
  ['/jobs', 'Jobs', 'j']
] as const

const pageLinks = (links: readonly (readonly [path: string, name: string, key: string])[], at: string): Html =>
  html`<ul>
${links.map(([path, name, key]) => html`<li><a href="${path}" data-key="g ${key}"${path === at ? raw(' aria-current="page"') : ''}>${name}</a></li>\n`)}</ul>`

/** Kept out of the template: the build rewrites templates that hold this tag to need a package that is not there at run time. */
const END_OF_SCRIPT = raw('</script>')

/** Puts a page into its frame: head, header with navigation and search, main, footer, and the sheet of keys. */
export const framed = (
  { title, at, body, feed }: Page,
  assets: Assets,
  search: { json: string | null; query: string; foot?: Html | '' }
): Html => {
  const asset = (name: string) => `/assets/${assets.version}/${name}`
  return html`${raw('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Onrecord</title>
${PRELOADED.map(name => html`<link rel="preload" href="${asset(name)}" as="font" type="font/woff2" crossorigin>\n`)}<link rel="stylesheet" href="${asset('onrecord.css')}">
<link rel="icon" href="${asset('onrecord.svg')}" type="image/svg+xml">
${search.json ? html`<link rel="alternate" type="application/json" href="${search.json}">` : ''}${feed ? html`<link rel="alternate" type="application/atom+xml" href="${feedPath(feed, 'atom')}"><link rel="alternate" type="application/feed+json" href="${feedPath(feed, 'feed.json')}">` : ''}
<script type="module" src="${asset('onrecord.js')}">${END_OF_SCRIPT}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><div class="top-row">
<a class="logo" href="/" data-key="g o" aria-label="Onrecord, overview"${at === '/' ? raw(' aria-current="page"') : ''}>On<i>record</i></a>
<nav aria-label="Pages">${pageLinks(NAVIGATION, at)}
<details class="further"><summary${FURTHER.some(([path]) => path === at) ? raw(' class="here"') : ''}>More</summary>${pageLinks(FURTHER, at)}</details></nav>
<form class="search" action="/find" role="search">
<label class="unseen" for="q">Find words that were said</label>
<input id="q" name="q" type="search" placeholder="Find words" value="${search.query}" autocomplete="off" dir="auto">
<kbd aria-hidden="true">/</kbd>
<button>Find</button>
</form>
</div></header>
<main id="main" tabindex="-1">
${body}
</main>
<footer class="foot">
<p>Every word here stands in a text that is held, at the place its link leads to. What a machine decided says so, and so does what <a href="/corrections">people corrected</a> and <a href="/notes">noted</a>.</p>
<p>${search.json ? html`<a href="${search.json}">This page as JSON</a>` : ''} <button class="plain" data-sheet hidden>Keys <kbd>?</kbd></button></p>
${search.foot ?? ''}
</footer>
${sheet}
${palette}
</body>
</html>`
}

const KEYS: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Everywhere',
    [
      ['/', 'search'],
      ['Ctrl K', 'go anywhere: a page, a speaker, a story'],
      ['j k', 'next, previous item'],
      ['Enter o', 'open it'],
      ['g o', 'overview'],
      ['g i', 'inbox'],
      ['g t', 'stories'],
      ['g s', 'statements'],
      ['g a', 'articles'],
      ['g p', 'speakers'],
      ['g m', 'who carried what'],
      ['g h', 'changes'],
      ['g c', 'check a draft'],
      ['g u', 'outlets'],
      ['g f', 'feeds'],
      ['g q', 'searches'],
      ['g n', 'notes'],
      ['g r', 'corrections'],
      ['g j', 'jobs'],
      ['?', 'this sheet']
    ]
  ],
  [
    'Reading an article',
    [
      ['n p', 'next, previous quotation'],
      ['c', 'cite it'],
      ['e', 'correct it'],
      ['y r', 'it is right; it is no quotation'],
      ['. u', 'the same again; undo'],
      ['v', 'the page itself, where it was read']
    ]
  ],
  [
    'Inbox',
    [
      ['y r', 'decide: yes, no'],
      ['e', 'look and edit'],
      ['.', 'the same again'],
      ['u', 'undo']
    ]
  ],
  [
    'A statement',
    [
      ['] [', 'next, previous printing'],
      ['b', 'make it the base'],
      ['d', 'differences only, and back'],
      ['w', 'fold copies, and unfold them']
    ]
  ],
  [
    'Who carried what',
    [
      ['← ↑ → ↓', 'from cell to cell'],
      ['Home End', 'ends of the row'],
      ['Enter', 'open the statement']
    ]
  ]
]

const keys = (names: string): Html[] => names.split(' ').map(name => html`<kbd>${name}</kbd> `)

const sheet = html`<dialog id="keys" aria-labelledby="keys-title">
<h2 id="keys-title">Keys</h2>
<div class="sheet">${KEYS.map(([title, rows]) => html`<section><h3>${title}</h3><dl>${rows.map(([names, what]) => html`<div><dt>${keys(names)}</dt><dd>${what}</dd></div>`)}</dl></section>`)}</div>
<p><label><input type="checkbox" id="keys-on" checked> Single keys act on the page</label></p>
<form method="dialog"><button>Close <kbd>Esc</kbd></button></form>
</dialog>`

const palette = html`<dialog id="go" aria-labelledby="go-title">
<h2 id="go-title" class="unseen">Go anywhere</h2>
<input id="go-to" type="search" role="combobox" aria-expanded="true" aria-controls="go-list" aria-autocomplete="list" aria-label="A page, a speaker or a story" placeholder="A page, a speaker, a story" autocomplete="off" dir="auto">
<ul id="go-list" role="listbox" aria-label="Places"></ul>
<p class="fine"><kbd>↑</kbd> <kbd>↓</kbd> choose · <kbd>Enter</kbd> go · <kbd>Esc</kbd> close</p>
</dialog>`
