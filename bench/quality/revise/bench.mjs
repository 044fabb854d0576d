/**
 * Measures what `findChanges` finds when an article is printed again with one known edit, and what it finds when nothing changed that is to be told.
 * `node bench/quality/revise/bench.mjs [ARTICLES]`, after `npm run build`. A figure below its floor fails the run.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import * as onrecord from '../../../dist/index.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const shared = process.env.ONRECORD_SHARED ?? join(root, '../shared')
const corpus = join(shared, 'data/allsides/headline-articles.jsonl.gz')

if (!existsSync(corpus)) {
  console.log(`revise: not measured (the articles are not at hand: ${corpus})`)
  process.exit(0)
}

/** Floors only rise. The task is new: nothing is published. `quiet` is the share of articles without a change to tell in which none is told. */
const FLOORS = { cut: 97, reworded: 97, verb: 97, number: 80, headline: 97, note: 99, dropped: 94, quiet: 99 }

const MOST = Number(process.argv[2] ?? 150)
const articles = gunzipSync(readFileSync(corpus))
  .toString()
  .trim()
  .split('\n')
  .map(line => JSON.parse(line))
  .slice(0, MOST)

const read = chars => {
  const page = {
    address: 'https://news.example/a',
    bytes: Buffer.from(chars),
    mediaType: 'text/plain',
    charset: null,
    seen: '2031-01-01T00:00:00Z'
  }
  return onrecord.readPage(page, onrecord)
}
const words = (entry, span) => entry.article.text.chars.slice(span.start, span.end)
const replace = ({ article: { text } }, { start, end }, by) => text.chars.slice(0, start) + by + text.chars.slice(end)

/** A direct quotation of the body of one span and so many words, with its cue. */
const speech = (entry, least) =>
  entry.quotations.find(
    ({ quote: { form, part, content } }) =>
      form === 'direct' && part === 'body' && content.length === 1 && words(entry, content[0]).split(' ').length >= least
  )?.quote

/** Whether a number stands beside a month: then it is a day. */
const isDay = (chars, at) =>
  /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? $/.test(chars.slice(Math.max(0, at - 12), at)) ||
  /^\d\d (?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)/.test(chars.slice(at, at + 14))

/** Each edit gives the new text, or null where the article has nothing to edit so. */
const EDITS = {
  cut: entry => {
    const quote = speech(entry, 10)
    if (!quote) return null
    const printed = words(entry, quote.content[0]).split(' ')
    return replace(entry, quote.content[0], [...printed.slice(0, 4), ...printed.slice(7)].join(' '))
  },
  reworded: entry => {
    const quote = speech(entry, 8)
    if (!quote) return null
    const printed = words(entry, quote.content[0]).split(' ')
    return replace(entry, quote.content[0], printed.map((word, n) => (n === 3 ? 'certainly' : word)).join(' '))
  },
  verb: entry => {
    const quote = entry.quotations
      .map(one => one.quote)
      .find(({ cue, part, form }) => form === 'direct' && part === 'body' && cue && /^(?:said|says)$/.test(words(entry, cue)))
    return quote ? replace(entry, quote.cue, 'claimed') : null
  },
  number: entry => {
    const { text, blocks } = entry.article
    const said = at => entry.quotations.some(({ quote }) => quote.content.some(one => one.start <= at && at < one.end))
    for (const block of blocks.filter(one => one.kind === 'paragraph'))
      for (const match of text.chars.slice(block.start, block.end).matchAll(/(?<![\d.,$-])[2-9]\d(?![\d.,-])/g)) {
        const start = block.start + match.index
        if (!said(start) && !isDay(text.chars, start)) return replace(entry, { start, end: start + 2 }, '17')
      }
    return null
  },
  headline: entry => {
    const title = entry.article.blocks.find(one => one.kind === 'title')
    return title ? replace(entry, title, `${words(entry, title)} as protests grow`) : null
  },
  note: entry => `${entry.article.text.chars}\n\nAn earlier version of this article gave the wrong name of the town.\n`,
  dropped: entry => {
    const quote = speech(entry, 8)
    const block =
      quote &&
      entry.article.blocks.find(
        one => one.start <= quote.content[0].start && quote.content[0].end <= one.end && one.kind === 'paragraph'
      )
    return block ? replace(entry, block, 'The hall was full, and those who stood outside heard little of it.') : null
  }
}

const TYPED = {
  cut: 'quotation-cut',
  reworded: 'quotation-reworded',
  verb: 'verb',
  number: 'number',
  headline: 'headline',
  note: 'correction-note',
  dropped: 'quotation-dropped'
}

/** Edits that are no change to tell: a paragraph without quotation or figure that is gone, a new one, straight marks, a line to sign up. */
const QUIET = [
  entry => {
    const bare = entry.article.blocks
      .filter(one => one.kind === 'paragraph')
      .slice(2)
      .find(block => {
        const said = entry.quotations.some(({ quote }) =>
          [...quote.content, quote.cue, quote.source].some(at => at && at.start < block.end && block.start < at.end)
        )
        return !said && !/\d/.test(words(entry, block))
      })
    return bare ? replace(entry, bare, '') : null
  },
  entry => `${entry.article.text.chars}\n\nThe street was quiet again by the evening, and the shops had opened.\n`,
  entry => entry.article.text.chars.replace(/[“”]/g, '"').replace(/[‘’]/g, "'"),
  entry => `${entry.article.text.chars}\n\nSign up for our newsletter\n`
]

const count = { quiet: { right: 0, all: 0, other: 0 } }
const examples = []
for (const { title = '', text, headline } of articles) {
  const chars = `${(title || headline) ?? ''}\n\n${text}`
  const before = read(chars)
  for (const [name, edit] of Object.entries(EDITS)) {
    const edited = edit(before)
    if (edited === null) continue
    const kinds = onrecord.findChanges(before, read(edited)).flatMap(one => one.kinds)
    count[name] ??= { right: 0, all: 0, other: 0 }
    count[name].all++
    count[name].right += Number(kinds.includes(TYPED[name]))
    count[name].other += Number(kinds.some(kind => kind !== TYPED[name]))
    if (!kinds.includes(TYPED[name])) examples.push(`${name}: ${kinds.join(' ') || 'nothing'}`)
  }
  for (const [n, edit] of QUIET.entries()) {
    const edited = edit(before)
    if (edited === null) continue
    const after = read(edited)
    const found = onrecord.findChanges(before, after)
    count.quiet.all++
    count.quiet.right += Number(!found.length)
    if (found.length && process.env.ONRECORD_DEBUG)
      examples.push(
        `quiet ${n}: ${found
          .map(
            one =>
              `${one.kinds.join(' ')} [${one.before ? words(before, one.before) : ''}] [${one.after ? words(after, one.after) : ''}]`
          )
          .join(' | ')
          .slice(0, 500)}`
      )
  }
}

let below = false
for (const [name, { right, all, other }] of Object.entries(count)) {
  const share = (100 * right) / all
  below ||= share < FLOORS[name]
  console.log(
    `${name.padEnd(10)} ${share.toFixed(1).padStart(5)} of ${all}, floor ${FLOORS[name]}${name === 'quiet' ? '' : `; with another kind beside it ${((100 * other) / all).toFixed(1)}`}`
  )
}
if (process.env.ONRECORD_DEBUG) console.log(examples.join('\n'))
if (below) process.exitCode = 1
