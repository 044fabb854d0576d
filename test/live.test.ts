import { expect, test } from 'vitest'
import { attributeQuotes, findSayings } from '../src/attribute/index.ts'
import { readPage } from '../src/flow.ts'
import { checkReading } from '../src/laws.ts'
import { parseHtml, parseText } from '../src/parse/index.ts'
import { findQuotes } from '../src/quote/index.ts'
import { findChanges } from '../src/revise/index.ts'
import { ask } from '../src/serve/answer/operations.ts'
import { readerPage } from '../src/serve/pages/reader.ts'
import { openStore } from '../src/store/index.ts'
import { slice } from '../src/text/index.ts'
import type { Page, Reading } from '../src/types.ts'
import { parts, scratch, takeIn, versionsOf } from './record.ts'

const { path } = scratch()

/** Four posts of an invented live blog, the latest first: Tuesday the 6th twice, Monday the 5th twice. */
const POSTS = [
  {
    time: '2031-05-06T18:20:00+02:00',
    words: '“We will open the quay when every bolt has been looked at,” Mara Lind, who runs the port, said on Monday.'
  },
  {
    time: '2031-05-06T00:05:00+02:00',
    words: 'Divers found a second hole in the wall of the quay, and the road behind it was closed.'
  },
  {
    time: '2031-05-05T21:40:00+02:00',
    words: '“Nobody was on the cranes when they fell,” the harbour master, Jo Okoro, said on Friday.'
  },
  {
    time: '2031-05-05T09:15:00+02:00',
    words: 'Two cranes came down at the port of Vestburg in the night, and the ferries stay where they are.'
  }
]
const LEAD =
  'A storm tore two cranes from their rails in the port of Vestburg. Here is what is known so far, and what the town does about it.'
const TIMES = POSTS.map(({ time }) => time)

const linkedData = (more: (post: (typeof POSTS)[0], n: number) => object) =>
  `<script type="application/ld+json">${JSON.stringify({
    '@type': 'LiveBlogPosting',
    headline: 'Vestburg: cranes down at the port',
    datePublished: '2031-05-05T08:00:00+02:00',
    liveBlogUpdate: POSTS.map((post, n) => ({ '@type': 'BlogPosting', datePublished: post.time, ...more(post, n) }))
  })}</script>`
const blog = (posts: string, head = '') =>
  `<html><head>${head}</head><body><nav><a href="/">Home</a></nav><main><h1>Vestburg: cranes down at the port</h1><p>${LEAD}</p><div class="posts">${posts}</div></main></body></html>`
const each = (write: (post: (typeof POSTS)[0], n: number) => string) => POSTS.map(write).join('')
const clock = (time: string) => time.slice(11, 16).replace(':', '.')

const postsOf = ({ text, blocks }: Reading) =>
  blocks.flatMap((block, n) => {
    if (!block.time) return []
    const end = blocks.findIndex((one, i) => i > n && one.time)
    const inside = blocks.slice(n, end < 0 ? undefined : end).filter(({ kind }) => kind === 'paragraph')
    return [[block.time.value, ...inside.map(one => slice(text, one))]]
  })
const EXPECTED = POSTS.map(({ time, words }) => [time, words])

test.each([
  [
    'boxes with a time each, and a name that touches it',
    blog(
      each(
        ({ time, words }) =>
          `<article><header><time datetime="${time}">${clock(time)} CEST</time><span class="author">Ada Ruiz</span></header><p>${words}</p><button>Share</button></article>`
      )
    )
  ],
  [
    'heads with a time each, and the paragraphs after them',
    blog(each(({ time, words }, n) => `<h2><time datetime="${time}">${n} hours ago</time></h2><p>${words}</p>`))
  ],
  [
    'lists of a day each',
    blog(
      [POSTS.slice(0, 2), POSTS.slice(2)]
        .map(
          day =>
            `<section class="day"><h2>A day</h2>${day.map(({ time, words }) => `<div><time datetime="${time}">${clock(time)}</time><p>${words}</p></div>`).join('')}</section>`
        )
        .join('')
    )
  ],
  [
    'times in the JSON-LD alone, with the posts’ own addresses',
    blog(
      each(({ words }, n) => `<div id="p${n}"><span>${n}h ago</span><div><p>${words}</p></div></div>`),
      linkedData((_, n) => ({ url: `https://harbour-post.example/live#p${n}` }))
    )
  ],
  [
    'times in the JSON-LD alone, with the posts’ words',
    blog(
      each(({ words }) => `<div><p>${words}</p></div>`),
      linkedData(({ words }) => ({ articleBody: words }))
    )
  ],
  [
    'posts that a script would put in',
    blog(
      '',
      linkedData(({ words }) => ({ headline: 'At the port', articleBody: words }))
    )
  ]
])('the posts of a live blog: %s', (_, html) => {
  const { value } = parseHtml(html)
  expect(postsOf(value)).toEqual(EXPECTED)
  expect(checkReading(value)).toEqual([])
  expect(value.text.chars).toContain(LEAD)
})

const published = { value: '2031-05-05', precision: 'day' as const, evidence: 'given' }
const plain = (heads: readonly string[]) =>
  ['Vestburg: cranes down at the port', LEAD, ...heads.flatMap((head, n) => [head, POSTS[n % 4].words])].join('\n\n')
const valuesOf = (chars: string) => parseText(chars, { published }).value.blocks.flatMap(({ time }) => time?.value ?? [])

test('a clock alone in its line begins a post, whose day goes on from the day of publication', () => {
  expect(valuesOf(plain(['09.15 GMT', '12.05 GMT', '23:40', '00:05']))).toEqual([
    '2031-05-05T09:15Z',
    '2031-05-05T12:05Z',
    '2031-05-05T23:40',
    '2031-05-06T00:05'
  ])
  expect(valuesOf(plain(['6.20 pm', '00:05', '23:40', '09.15 GMT']))).toEqual([
    '2031-05-06T18:20',
    '2031-05-06T00:05',
    '2031-05-05T23:40',
    '2031-05-05T09:15Z'
  ])
})

test('where the times go up and down, or are too few, or nothing tells the day, there are no posts', () => {
  expect(valuesOf(plain(['03:10', '12:40', '01:15', '09:00', '02:20']))).toEqual([])
  expect(valuesOf(plain(['09.15 GMT', '12.05 GMT']))).toEqual([])
  expect(parseText(plain(['09.15', '12.05', '15.00'])).value.blocks.filter(({ time }) => time)).toEqual([])
})

test('a day and a time in every head', () => {
  const { value } = parseText(plain(['6 May 2031, 18.20 CEST', '6 May 2031 at 00:05', 'Monday 5 May 2031, 21:40']))
  expect(value.blocks.flatMap(({ time }) => time?.value ?? [])).toEqual([
    '2031-05-06T18:20+02:00',
    '2031-05-06T00:05',
    '2031-05-05T21:40'
  ])
  expect(value.published?.value).toBe('2031-05-05T21:40')
})

test('an article with comments below it, or other articles beside it, is no live blog', () => {
  const comment = (n: number) =>
    `<div class="c"><time datetime="2031-05-06T1${n}:00:00Z">1${n}:00</time><p>I live by the port and saw nothing of this at all.</p></div>`
  const teaser = (n: number) =>
    `<div class="c"><a href="/other-${n}">The ferry of Sandport is late again today</a><time datetime="2031-05-06T1${n}:00:00Z">1${n}:00</time><p>The ferry of Sandport came in late for the ${n}th time, and its owners say nothing of it.</p></div>`
  const long = each(({ words }) => `<p>${words}</p><p>${LEAD}</p>`)
  const timesIn = (html: string) => parseHtml(html).value.blocks.filter(({ time }) => time)
  const pageOf = (beside: string) =>
    `<html><body><div><div class="c"><time datetime="2031-05-06T08:00:00Z">08:00</time>${long}</div>${beside}</div></body></html>`
  expect(timesIn(pageOf([1, 2, 3, 4].map(comment).join('')))).toEqual([])
  expect(timesIn(`<html><body><h1>Port</h1><div>${[1, 2, 3, 4, 5].map(teaser).join('')}</div></body></html>`)).toEqual([])
})

const pageWith = (posts: readonly (typeof POSTS)[number][], seen: string): Page => ({
  address: 'https://harbour-post.example/live',
  bytes: new TextEncoder().encode(
    blog(
      posts.map(({ time, words }) => `<article><time datetime="${time}">${clock(time)}</time><p>${words}</p></article>`).join('')
    )
  ),
  mediaType: 'text/html',
  charset: null,
  seen
})

test('“on Monday” is told by the day of its post, and a pronoun means nobody of another post', () => {
  const pronoun = { time: '2031-05-05T07:00:00+02:00', words: 'He said that the ferries would not run before the weekend.' }
  const { quotations } = readPage(pageWith([...POSTS, pronoun], '2031-05-06T20:00:00.000Z'), parts)
  const said = quotations.map(({ saying, attribution }) => [attribution.speaker?.name ?? null, saying.date])
  expect(said).toEqual([
    ['Mara Lind', '2031-05-05'],
    ['Jo Okoro', '2031-05-02'],
    [null, null]
  ])
})

test('a revision with another post lists the post, and nothing else', () => {
  const [after, before] = [POSTS, POSTS.slice(1)].map((posts, n) =>
    readPage(pageWith(posts, `2031-05-06T2${n}:00:00.000Z`), parts)
  )
  const [change, ...more] = findChanges(before, after)
  expect(more).toEqual([])
  expect(change.kinds).toEqual(['post-added', 'quotation-added'])
  expect(slice(after.article.text, change.after!)).toContain(POSTS[0].words)
  expect(slice(after.article.text, change.after!)).not.toContain(POSTS[1].words)
})

test('the oldest post goes to another page without a word; one from among those that stay was dropped', () => {
  const [all, gone, moved] = [POSTS, [POSTS[0], POSTS[1], POSTS[3]], POSTS.slice(0, 3)].map(posts =>
    readPage(pageWith(posts, '2031-05-06T20:00:00.000Z'), parts)
  )
  expect(findChanges(all, gone).map(({ kinds }) => kinds)).toEqual([['post-dropped']])
  expect(findChanges(all, moved)).toEqual([])
})

test('the record keeps the times, and the reader shows them', async () => {
  const store = openStore(path('live.db'), versionsOf('1'))
  takeIn(store, [pageWith(POSTS, '2031-05-06T20:00:00.000Z')])
  const [id] = store.articles()
  const view = ask(store)('article', { id })
  expect(view.blocks.flatMap(({ time }) => time?.value ?? [])).toEqual(TIMES)
  const body = String(await readerPage(view).body)
  expect(body.match(/<time datetime="2031-05-0[^"]*">[^<]*UTC\+02:00<\/time>/g)).toHaveLength(4)
  store.close()
})

test('twice as many quotations take hardly more than twice the time', () => {
  const spent = (quotations: number) => {
    const chars = `“The harbour stays open,” Ada Ruiz said on Tuesday.\n\n`.repeat(quotations)
    const reading = parseText(chars, { published }).value
    const quotes = findQuotes(reading).value
    const attributions = attributeQuotes(reading, quotes).value
    const from = process.cpuUsage()
    expect(findSayings(reading, quotes, attributions)).toHaveLength(quotations)
    const { user, system } = process.cpuUsage(from)
    return user + system
  }
  spent(500)
  expect(spent(8000) / spent(1000)).toBeLessThan(24)
})
