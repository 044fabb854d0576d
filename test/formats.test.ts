import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { htmlOf, mhtmlOf, PARAGRAPHS, type PdfLine, pdfOf, recordOf, zipOf } from '../bench/files.mjs'
import { parsePage } from '../src/parse/index.ts'
import { findPlaces, readPages } from '../src/read/index.ts'
import type { Page } from '../src/types.ts'
import { scratch } from './record.ts'

const { folder, path } = scratch()

/** Reads a file of these bytes; gives its pages, what was said, and what was read. */
const read = async (name: string, bytes: string | Uint8Array) => {
  writeFileSync(path(name), bytes)
  const world = {
    cwd: folder,
    stdin: (async function* () {})(),
    now: () => '2031-06-01T00:00:00.000Z',
    userAgent: 'onrecord',
    allowPrivate: false
  }
  const pages: Page[] = []
  const { places, problems } = findPlaces([name], folder)
  const notes: string[] = problems.map(one => one.note)
  for await (const answer of readPages(places, world)) {
    notes.push(...answer.problems.map(one => one.note))
    if (answer.value) pages.push(answer.value)
  }
  return { pages, notes, readings: pages.map(page => parsePage(page).value) }
}

const paragraphs = ({ text, blocks }: ReturnType<typeof parsePage>['value']) =>
  blocks.filter(({ kind }) => kind === 'paragraph').map(({ start, end }) => text.chars.slice(start, end))

const PAGE = htmlOf('Harbour stays open', PARAGRAPHS)

describe('pages saved in one file', () => {
  test('MHTML: the page, its address and the time it was saved', async () => {
    const { pages, readings, notes } = await read('a.mhtml', mhtmlOf('https://harbour-post.example/a#top', PAGE))
    expect(notes).toEqual([])
    expect(pages).toHaveLength(1)
    expect(pages[0]).toMatchObject({ address: 'https://harbour-post.example/a', seen: '2031-05-04T06:00:00.000Z' })
    expect(paragraphs(readings[0])).toEqual(PARAGRAPHS)
  })

  test('MHTML without a page, and what is none, are a sentence', async () => {
    const noPage = mhtmlOf('https://harbour-post.example/a', PAGE).replace('Content-Type: text/html', 'Content-Type: text/css')
    expect((await read('b.mht', noPage)).notes).toEqual(['b.mht holds no page: it has no part that is HTML.'])
    expect((await read('c.mht', 'no mail at all')).notes).toEqual(['c.mht holds no page: it has no part that is HTML.'])
  })

  test('SingleFile: pictures inside the page cost nothing, and its own note says where it was saved', async () => {
    const picture = `<img src="data:image/png;base64,${'iVBORw0KGgo'.repeat(1_500_000)}">`
    const note =
      '<!--\n Page saved with SingleFile \n url: https://harbour-post.example/a#x \n saved date: Sun May 04 2031 10:00:00 GMT+0200 (CEST)\n-->'
    const html = htmlOf('Harbour stays open', [PARAGRAPHS[0], `${picture}${PARAGRAPHS[1]}`, PARAGRAPHS[2]]).replace(
      /(<html[^>]*>)/,
      `$1${note}`
    )
    const { pages, readings, notes } = await read('single.html', html)
    expect(notes).toEqual([])
    expect(pages[0]).toMatchObject({ address: 'https://harbour-post.example/a', seen: '2031-05-04T08:00:00.000Z' })
    expect(paragraphs(parsePage(pages[0]).value)).toEqual(PARAGRAPHS)
    expect(paragraphs(readings[0])).toEqual(PARAGRAPHS)
  }, 120_000)
})

describe('inside a page', () => {
  const readingOf = (html: string) =>
    parsePage({ address: 'x', bytes: Buffer.from(html), mediaType: 'text/html', charset: null, seen: '' }).value
  const kinds = ({ text, blocks }: ReturnType<typeof readingOf>) =>
    Object.fromEntries(blocks.map(({ kind, start, end }) => [text.chars.slice(start, end), kind]))

  test('who said a pull quotation reaches the text, wherever it is named', () => {
    const quotations = [
      '<blockquote><p>We are not for sale.</p><footer>Ines Varga, pilot</footer></blockquote>',
      '<blockquote>We are not to be had.<cite>Ruth Sand</cite></blockquote>',
      '<figure><blockquote><p>We are not afraid.</p></blockquote><figcaption>Emil Tarn, diver</figcaption></figure>'
    ]
    const found = kinds(
      readingOf(htmlOf('Harbour stays open', [...PARAGRAPHS, ...PARAGRAPHS]).replace('</p><p>', `</p>${quotations.join('')}<p>`))
    )
    for (const words of ['Ines Varga, pilot', 'We are not to be had.', 'Ruth Sand', 'Emil Tarn, diver'])
      expect(found[words], words).toBe('quotation')
  })

  test('the posts of a live blog keep their times', () => {
    const posts = ['10:42', '11:05', '12:30'].map(
      (time, n) => `<div><time>${time}</time><h2>What happened in hour ${n}</h2><p>${PARAGRAPHS[n]}</p></div>`
    )
    const html = `<html><body><article><h1>Harbour live</h1>${posts.join('')}${posts.join('').replace(/\d\d:/g, '13:')}</article></body></html>`
    const found = kinds(readingOf(html))
    expect(found['10:42'] ?? found['10:42 What happened in hour 0']).toBe('dateline')
  })

  test('charsets that are wrong, or nowhere said', () => {
    const chars = (bytes: Uint8Array, charset: string | null) =>
      parsePage({ address: 'x', bytes, mediaType: 'text/plain', charset, seen: '' }).value.text.chars
    const words = 'Élan für “Port Selm” – ça va'
    expect(chars(Buffer.from(words), 'iso-8859-1')).toBe(words)
    expect(chars(Buffer.concat([Buffer.from(words), Buffer.from([0xe9]), Buffer.from(words)]), 'utf-8')).toBe(
      `${words}\ufffd${words}`
    )
    expect(chars(Buffer.from([0xc9, 0x6c, 0x61, 0x6e]), null)).toBe('Élan')
  })
})

describe('PDF', () => {
  const wide = (words: string[], x: number, from: number): PdfLine[] =>
    words.map((one, n) => ({ x, y: from - 12 * n, words: one }))

  test('lines are joined, parted words made whole, running heads left out', async () => {
    const page = (number: number, words: string[]) => [
      { x: 50, y: 780, words: 'The Harbour Post', size: 8 },
      ...wide(words, 50, 700),
      { x: 290, y: 20, words: String(number), size: 8 }
    ]
    const { readings, notes } = await read(
      'a.pdf',
      pdfOf([
        [
          ...page(1, ['The mayor of Port Selm spoke to the coun-', 'cil on Tuesday evening, and nobody came to', 'hear her.']),
          { x: 50, y: 740, words: 'Harbour stays open', size: 18 }
        ],
        page(2, ['The second page begins with a sentence of', 'its own and a well-known harbour pilot.']),
        page(3, ['The third page is the last one of them.'])
      ])
    )
    expect(notes).toEqual([])
    expect(readings[0].text.chars.split('\n\n')).toEqual([
      'Harbour stays open',
      'The mayor of Port Selm spoke to the council on Tuesday evening, and nobody came to hear her.',
      'The second page begins with a sentence of its own and a well-known harbour pilot.',
      'The third page is the last one of them.'
    ])
  })

  test('columns are read one after the other', async () => {
    const left = [
      'Left one of the first column goes',
      'on to the second line of it and',
      'to the third line, which is long,',
      'and to the fourth, where it ends.'
    ]
    const right = [
      'Right one of the second column',
      'says something else in its line,',
      'and again something else there,',
      'until it ends as the first did.'
    ]
    const { readings } = await read(
      'columns.pdf',
      pdfOf([
        left.flatMap((one, n) => [
          { x: 50, y: 700 - 12 * n, words: one },
          { x: 320, y: 700 - 12 * n, words: right[n] }
        ])
      ])
    )
    expect(readings[0].text.chars.split('\n\n')).toEqual([left.join(' '), right.join(' ')])
  })

  test('one without text, and what is no PDF, are a sentence', async () => {
    expect((await read('scan.pdf', pdfOf([[]]))).notes).toEqual(['scan.pdf has no text in it: its pages are pictures.'])
    expect((await read('bad.pdf', 'words')).notes[0]).toMatch(/^bad\.pdf is no PDF that can be read \(.+\)\.$/)
  })
})

describe('web archives', () => {
  const url = (n: number) => `https://harbour-post.example/${n}`
  const pageOf = (n: number) =>
    htmlOf(
      `Harbour stays open for the ${n}th time`,
      PARAGRAPHS.map(one => `${one} (${n})`)
    )

  test('WARC: answers that are pages, with the address asked and the time they were fetched; all else is passed over', async () => {
    const records = await Promise.all([
      recordOf({ url: url(1), body: pageOf(1) }),
      recordOf({ url: url(1), body: '', warcType: 'request' }),
      recordOf({ url: url(2), body: 'x', type: 'image/png' }),
      recordOf({ url: url(3), body: pageOf(3), status: 'HTTP/1.1 404 Not Found' }),
      recordOf({ url: 'https://harbour-post.example/robots.txt', body: 'User-agent: *', type: 'text/plain' }),
      recordOf({ url: url(4), body: gzipSync(pageOf(4)), headers: { 'Content-Encoding': 'gzip' }, date: '2030-01-02T03:04:05Z' }),
      recordOf({ url: url(5), body: `5\r\n<p>Ha\r\n4\r\nllo!\r\n0\r\n\r\n`, headers: { 'Transfer-Encoding': 'chunked' } })
    ])
    const { pages, notes } = await read('a.warc', Buffer.concat(records))
    expect(notes).toEqual([])
    expect(pages.map(page => page.address)).toEqual([url(1), url(4), url(5)])
    expect(pages[1]).toMatchObject({ seen: '2030-01-02T03:04:05.000Z', mediaType: 'text/html', charset: 'utf-8' })
    expect(Buffer.from(pages[1].bytes).toString()).toBe(pageOf(4))
    expect(Buffer.from(pages[2].bytes).toString()).toBe('<p>Hallo!')
  })

  const many = (gzip: boolean) => Promise.all([1, 2, 3, 4, 5, 6].map(n => recordOf({ url: url(n), body: pageOf(n) }, gzip)))
  const numbers = (pages: readonly Page[]) => pages.map(page => Number(page.address.split('/').pop()))

  test('a broken record is one problem, and the rest goes on', async () => {
    const records = await many(false)
    const cut = records[2].subarray(0, records[2].length - 300)
    const short = await read('cut.warc', Buffer.concat([...records.slice(0, 2), cut, ...records.slice(3)]))
    expect(numbers(short.pages)).toEqual([1, 2, 4, 5, 6])
    expect(short.notes).toEqual([`cut.warc: a record is shorter than it says (${url(3)}).`])

    const noise = Buffer.concat([
      ...records.slice(0, 3),
      Buffer.from('nonsense\r\n\r\nand more'),
      Buffer.from('\r\n'),
      ...records.slice(3)
    ])
    const noisy = await read('noise.warc', noise)
    expect(numbers(noisy.pages)).toEqual([1, 2, 3, 4, 5, 6])
    expect(noisy.notes).toEqual(['noise.warc: something stands between two records that is none.'])

    const end = await read('end.warc', Buffer.concat(records).subarray(0, -500))
    expect(numbers(end.pages)).toEqual([1, 2, 3, 4, 5])
    expect(end.notes).toEqual([`end.warc: a record breaks off (${url(6)}).`])
  })

  test('a broken stretch of a packed archive costs its own records alone', async () => {
    const records = await many(true)
    const broken = Buffer.from(records[2])
    broken.fill(0xff, 60, 120)
    const { pages, notes } = await read('broken.warc.gz', Buffer.concat([...records.slice(0, 2), broken, ...records.slice(3)]))
    expect([...new Set(numbers(pages))]).toEqual([1, 2, 4, 5, 6])
    expect(notes).toHaveLength(1)
    expect(notes[0]).toMatch(/^broken\.warc\.gz: a stretch cannot be unpacked/)

    const whole = await read('whole.warc.gz', gzipSync(Buffer.concat(await many(false))))
    expect(numbers(whole.pages)).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('WACZ: the archives inside', async () => {
    const records = await many(true)
    const zip = zipOf({
      'datapackage.json': Buffer.from('{}'),
      'archive/one.warc.gz': Buffer.concat(records.slice(0, 3)),
      'archive/two.warc': Buffer.concat((await many(false)).slice(3)),
      'indexes/index.cdx': Buffer.from('x')
    })
    const { pages, notes } = await read('a.wacz', zip)
    expect(notes).toEqual([])
    expect(numbers(pages)).toEqual([1, 2, 3, 4, 5, 6])
    expect((await read('b.wacz', 'words')).notes[0]).toMatch(/^b\.wacz is no web archive that can be opened/)
    expect((await read('c.wacz', zipOf({ 'x.txt': Buffer.from('x') }))).notes).toEqual([
      'c.wacz holds no pages: nothing in it is a WARC file.'
    ])
  })

  test('a bomb inside a record is refused, and the rest goes on', async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, 'a'))
    const records = [
      await recordOf({ url: url(1), body: bomb, headers: { 'Content-Encoding': 'gzip' } }),
      await recordOf({ url: url(2), body: pageOf(2) })
    ]
    const { pages, notes } = await read('bomb.warc', Buffer.concat(records))
    expect(numbers(pages)).toEqual([2])
    expect(notes).toEqual([`bomb.warc: a record is larger than 64 MB when unpacked: no article is (${url(1)}).`])
  })
})

describe('JSON Lines', () => {
  test('articles by what corpora call their parts; what is none is one problem each', async () => {
    const lines = [
      {
        url: 'https://harbour-post.example/a#top',
        title: 'Harbour stays open',
        maintext: PARAGRAPHS.join('\n\n'),
        authors: ['Mara Lind'],
        date_publish: '2031-05-04 08:00:00',
        source_domain: 'harbour-post.example'
      },
      'not json',
      { title: 'A headline alone' },
      {
        link: 'https://valley.example/b',
        headline: 'Valley floods',
        html: htmlOf('Valley floods', PARAGRAPHS),
        publisher: { name: 'Valley News' },
        author: { name: 'Jo Okoro' },
        published: 1_935_619_200
      },
      { id: 7, text: PARAGRAPHS, date: 'May 4, 2031' }
    ].map(one => (typeof one === 'string' ? one : JSON.stringify(one)))
    const { pages, readings, notes } = await read('a.jsonl', `${lines.join('\n')}\n\n`)
    expect(notes).toEqual(['a.jsonl, line 2 is no JSON object.'])
    expect(pages.map(page => page.address)).toEqual([
      'https://harbour-post.example/a',
      `${path('a.jsonl')}#3`,
      'https://valley.example/b',
      `${path('a.jsonl')}#5`
    ])
    const [first, empty, second, third] = readings
    expect(first).toMatchObject({
      byline: ['Mara Lind'],
      outlet: 'harbour-post.example',
      published: { value: '2031-05-04T08:00:00' }
    })
    expect(first.text.chars.startsWith('Harbour stays open\n\nThe mayor')).toBe(true)
    expect(empty.text.chars).toBe('')
    expect(second).toMatchObject({ byline: ['Jo Okoro'], outlet: 'Valley News', published: { value: '2031-05-04T00:00:00Z' } })
    expect(paragraphs(second)).toEqual(PARAGRAPHS)
    expect(paragraphs(third)).toEqual(PARAGRAPHS)
    expect(third.published?.value).toBe('2031-05-04')
  })

  test('what we exported comes back as it was', async () => {
    const text = `Harbour stays open\n\n${PARAGRAPHS[1]}`
    const blocks = [
      { kind: 'title', start: 0, end: 18 },
      { kind: 'furniture', start: 20, end: text.length, why: 'said by hand' }
    ]
    const { createHash } = await import('node:crypto')
    const textHash = createHash('sha256').update(text).digest('hex')
    const article = {
      type: 'article',
      id: 'x',
      address: '/news/a.txt',
      byline: ['Mara Lind'],
      outlet: null,
      published: { value: '2031-05', precision: 'month', evidence: 'May 2031' },
      completeness: 'teaser',
      text,
      textHash,
      blocks
    }
    const lines = [{ type: 'onrecord', schema: 1 }, article, { type: 'quotation', id: 'y' }, { type: 'story' }]
    const { pages, readings, notes } = await read('own.jsonl', lines.map(one => JSON.stringify(one)).join('\n'))
    expect(notes).toEqual([])
    expect(pages.map(page => page.address)).toEqual(['/news/a.txt'])
    expect(readings[0]).toMatchObject({ blocks, completeness: 'teaser', byline: ['Mara Lind'], published: article.published })
    expect(readings[0].text).toEqual({ id: textHash, chars: text })
  })
})

describe('transcripts and Markdown', () => {
  test('VTT: times, numbers and notes are furniture that says why; the characters are those of the file', async () => {
    const vtt =
      'WEBVTT - Council of Port Selm\n\nNOTE by hand\n\n1\n00:01.000 --> 00:04.000\n<v Ada Ruiz>We will not\nclose it.</v>\n\n00:04.000 --> 00:05.000\n- No.\n- Yes.\n'
    const { readings } = await read('a.vtt', vtt)
    const { text, blocks } = readings[0]
    expect(text.chars).toBe(vtt)
    expect(blocks.map(({ kind, why, start, end }) => [why ?? kind, vtt.slice(start, end)])).toEqual([
      ['mark of the file', 'WEBVTT -'],
      ['title', 'Council of Port Selm'],
      ['note', 'NOTE by hand'],
      ['cue number', '1'],
      ['timestamp', '00:01.000 --> 00:04.000'],
      ['paragraph', '<v Ada Ruiz>We will not\nclose it.'],
      ['timestamp', '00:04.000 --> 00:05.000'],
      ['paragraph', '- No.'],
      ['paragraph', '- Yes.']
    ])
  })

  test('SRT, with and without blank lines between its cues', async () => {
    const cues = [
      '1\r\n00:00:01,000 --> 00:00:02,000\r\nADA RUIZ: Good day.',
      '2\r\n00:00:02,000 --> 00:00:03,000\r\nTwo lines\r\nof words'
    ]
    for (const between of ['\r\n\r\n', '\r\n']) {
      const { readings } = await read('a.srt', `${cues.join(between)}\r\n`)
      expect(paragraphs(readings[0])).toEqual(['ADA RUIZ: Good day.', 'Two lines\r\nof words'])
    }
  })

  test('front matter gives title, writers, outlet and date, and is no part of the body', async () => {
    const front =
      '---\ntitle: "Harbour stays open"\nauthor: [Mara Lind, Jo Okoro]\ndate: 2031-05-04\nsite: The Harbour Post\n---\n\n'
    const { readings } = await read('a.md', front + PARAGRAPHS.join('\n\n'))
    const [reading] = readings
    expect(reading).toMatchObject({
      byline: ['Mara Lind', 'Jo Okoro'],
      outlet: 'The Harbour Post',
      published: { value: '2031-05-04' }
    })
    expect(paragraphs(reading)).toEqual(PARAGRAPHS)
    const title = reading.blocks.find(({ kind }) => kind === 'title')!
    expect(reading.text.chars.slice(title.start, title.end)).toBe('Harbour stays open')
    const printed = (await read('b.md', `${front}# Harbour stays open\n\n${PARAGRAPHS[0]}`)).readings[0]
    expect(printed.blocks.filter(({ kind }) => kind === 'title')).toHaveLength(1)
  })
})
