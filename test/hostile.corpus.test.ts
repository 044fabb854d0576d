/** A corpus that means harm: what it prints shows as text, on every page and in every export, or is refused with a reason. */
import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as parse from '../src/parse/index.ts'
import { ask as asking } from '../src/serve/answer/operations.ts'
import { correct } from '../src/serve/correct/correct.ts'
import { write } from '../src/serve/house.ts'
import type { Stages } from '../src/serve/pipes.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import type { Store } from '../src/store/index.ts'
import { openStore } from '../src/store/index.ts'
import { textOf } from '../src/text/index.ts'
import { buildScript, chromiumPath, openBrowser } from './fixtures/pages/browser.ts'
import { finish, parts, scratch, versionsOf } from './record.ts'

await buildScript()
const { folder, path } = scratch()
const bin = new URL('../bin/onrecord', import.meta.url).pathname
const run = (...args: string[]) => {
  const { ONRECORD_DB: _, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, '--engine', 'rules', ...args], {
    cwd: folder,
    env: { ...env, ONRECORD_DB: path('hostile.db') },
    encoding: 'utf8',
    maxBuffer: 1e9
  })
  return { code: status, out: stdout, err: stderr }
}

const ask = (store: Store) =>
  asking(store, async () => ({ ...parts, ...parse, tagReading: async () => null }) as unknown as Stages)

/** Another site, which nothing may ask for anything. */
const elsewhere = { asked: [] as string[], origin: '' }
const thief = createServer((request, response) => {
  elsewhere.asked.push(request.url ?? '')
  response.end('x')
})
await new Promise<void>(resolve => thief.listen(0, '127.0.0.1', resolve))
elsewhere.origin = `http://127.0.0.1:${(thief.address() as AddressInfo).port}`
afterAll(() => thief.close())

/** What does harm where it is taken for more than text, each in its own way. */
const HARM = [
  `<script>window.harmed='script'</script>`,
  `"><img src=x onerror="window.harmed='image'">`,
  `'><svg onload="window.harmed='svg'"></textarea></title></script>`,
  `<iframe src="${elsewhere.origin}/frame"></iframe><img src="${elsewhere.origin}/pixel"><link rel=stylesheet href="${elsewhere.origin}/style">`,
  `<base href="${elsewhere.origin}/"><meta http-equiv="refresh" content="0;url=${elsewhere.origin}/refresh">`,
  `<form action="${elsewhere.origin}/form"><button>Sign in</button></form><style>*{display:none}</style>`,
  `]]></title><a href="javascript:window.harmed='link'">a</a>&lt;script&gt;`,
  `![x](${elsewhere.origin}/md) [y](javascript:window.harmed=1) {{7*7}} \${7*7} <%= 7 %>`
]
/** What turns the order of letters round, and what cannot be seen. */
const BIDI = 'Ruiz \u202Eyas ton did \u2066\u2067\u2068 x\u200B\u200D\u2060\uFEFF'
const FORMULAS = ['=HYPERLINK("https://evil.example","x")', '+1+1', '-2+3', '@SUM(1)', '\t=1+1']

const quoted = (words: string, n: number) =>
  `“We will not sell the harbour ${words} to anybody, whatever is offered,” said Ada Ruiz${n % 2 ? '' : ` ${words}`}, the mayor.`

const articles = [...HARM, BIDI, ...FORMULAS].flatMap((harm, n) =>
  ['A', 'B'].map(outlet => ({
    address:
      n % 3
        ? `javascript:window.harmed='address ${n}${outlet}'`
        : `https://news-${n}.example/${outlet}?q=${encodeURIComponent(harm)}"'><b>`,
    outlet: `${harm} ${outlet}`,
    title: `${harm} Mayor keeps the harbour`,
    dek: `Dek ${harm}`,
    byline: [`${harm} Mara Lind`],
    section: harm,
    published: '2031-03-12',
    text: `${quoted(harm, n)}\n\n${harm} Nobody in the town had asked for that, and the council met until midnight.\n\n${harm} said: “The old cranes stay where they are until the spring comes.”`
  }))
)

const page = (title: string) =>
  `<!doctype html><html><head><title>${title}</title><meta property="og:site_name" content="&quot;><script>window.harmed=1</script>"><meta name="author" content="&lt;img src=x onerror=window.harmed=2&gt;"></head><body><article><h1>${title}</h1><p>“The gates stay open &lt;script&gt;window.harmed=3&lt;/script&gt; for every boat,” said Ada Ruiz.</p><p>Nobody in the hall had asked for more, and the meeting went on for a long while after that.</p></article></body></html>`

/** Names of files that are harmful by themselves. */
const FILES = [
  `<img src=x onerror=window.harmed=4>.html`,
  `=cmd|calc.html`,
  `a\u202Elmth.html`,
  `a\u001b[31mred.html`,
  `a\nb.html`
]

let added: ReturnType<typeof run>
beforeAll(() => {
  mkdirSync(path('in'))
  writeFileSync(path('in/lines.jsonl'), articles.map(one => JSON.stringify(one)).join('\n'))
  for (const [n, name] of FILES.entries())
    writeFileSync(path(`in/${name}`), page(`File ${n} &lt;script&gt;window.harmed=5&lt;/script&gt;`))
  added = run('add', 'in')
  const store = openStore(path('hostile.db'), versionsOf('1'))
  store.feeds.add([`${elsewhere.origin}/feed?<script>window.harmed=6</script>`], 0)
  const [feed] = store.feeds.all()
  store.feeds.keep(
    { ...feed, title: HARM.join(' '), kind: HARM[1], why: HARM[2], failures: 3 },
    [{ address: `${elsewhere.origin}/x`, outlet: HARM[0], byline: [HARM[1]], published: null }],
    []
  )
  for (const [n, harm] of HARM.entries()) {
    const quotation = store.quotationsOf(store.articles()[n])[0]
    if (quotation)
      correct(
        store,
        { what: 'speaker', id: quotation.id, with: [harm], kind: 'person', by: harm, why: harm },
        `2031-05-0${n + 1}T00:00:00Z`
      )
  }
  finish(store)
  store.close()
}, 120_000)

test('all of it is read, and what is said of it is printable', () => {
  expect(added.code).toBe(0)
  const counts = JSON.parse(run('ask', 'summary').out)
  expect(counts.articles).toBe(articles.length + FILES.length)
  expect(added.err + added.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
})

const chromium = chromiumPath()
describe.skipIf(!chromium)('in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser(chromium!)
  })
  afterAll(() => browser?.close())

  /** A page that is watched: what it complains of, what it asks for elsewhere, and what was done to it. */
  const watched = async (base: string): Promise<{ page: Page; wrong: string[]; harmed: () => Promise<void> }> => {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
    const wrong: string[] = []
    page.on(
      'console',
      message =>
        message.type() === 'error' && !/status of 40[04]/.test(message.text()) && wrong.push(`console: ${message.text()}`)
    )
    page.on('pageerror', error => wrong.push(error.message))
    page.on('dialog', async dialog => {
      wrong.push(`a dialog: ${dialog.message()}`)
      await dialog.dismiss()
    })
    page.on('request', request => request.url().startsWith(base) || wrong.push(`asked for ${request.url()}`))
    const harmed = async () => {
      const done = await page.evaluate(() => (window as unknown as { harmed?: unknown }).harmed)
      if (done !== undefined) wrong.push(`${page.url()} ran ${done}`)
      const links = await page
        .locator('a[href]')
        .evaluateAll(all => all.map(one => (one as HTMLAnchorElement).protocol).filter(one => !/^(?:https?|file):$/.test(one)))
      if (links.length) wrong.push(`${page.url()} links to ${links.join(', ')}`)
      wrong.push(...(await page.evaluate(turned)).map(words => `${page.url()} turns its own words round at ${words}`))
    }
    return { page, wrong, harmed }
  }

  test('every page shows it as text', async () => {
    const store = openStore(path('hostile.db'), versionsOf('1'))
    const writing = { token: 'x', correct: () => Promise.reject(new Error('nobody corrects here')) }
    const { server, address } = await listen(httpApp(ask(store), '1', writing), { port: 0 })
    const base = address.replace(/\/$/, '')
    const { page, wrong, harmed } = await watched(base)
    const some = <T>(all: readonly T[]) => all.filter((_, n) => n % 3 === 0)
    const harm = HARM.map(encodeURIComponent)
    const statements = store.statementsBy(null)
    const places = [
      ...['/', '/articles', '/statements', '/speakers', '/matrix', '/stories', '/changes', '/corrections', '/feeds', '/none'],
      ...harm.flatMap(one => [
        `/find?q=${one}`,
        `/find?q=speaker:${one}`,
        `/check?draft=${encodeURIComponent('“')}${one}${encodeURIComponent('”')}`
      ]),
      ...[harm[0], harm[1]].flatMap(one => [
        `/speakers?name=${one}`,
        `/statements?speaker=${one}`,
        `/matrix?speaker=${one}`,
        `/a/${one}`,
        `/st/${one}`,
        `/${one}`,
        `/changes?article=${one}`,
        `/sign-in?to=${one}`
      ]),
      ...some(store.articles()).map(id => `/a/${id}`),
      ...some(store.speakers()).map(({ id }) => `/p/${id}`),
      ...some(statements).flatMap(id => [`/st/${id}`, `/st/${id}?base=${harm[1]}`, `/cite/${id}`]),
      ...statements.slice(0, 3).map(id => `/cite/${id}/card`),
      ...some(store.storyIds()).map(id => `/stories/${id}`)
    ]
    try {
      for (const place of places) {
        await page.goto(`${base}${place}`)
        await harmed()
      }
      // The palette asks for names while one types, and shows them.
      await page.goto(`${base}/speakers`)
      await page.keyboard.press('Control+k')
      await page.keyboard.type('script')
      await page.waitForTimeout(300)
      await harmed()
      expect(wrong).toEqual([])
    } finally {
      server.close()
      store.close()
    }
  }, 240_000)

  test('and so does a site that is opened from a folder, and a citation in HTML', async () => {
    expect(run('site', '--out', path('site'), '--whole-articles').code).toBe(0)
    const base = pathToFileURL(`${path('site')}/`).href
    const { page, wrong, harmed } = await watched('file:')
    const files = (readdirSync(path('site'), { recursive: true }) as string[]).filter(one => one.endsWith('.html'))
    expect(files.length).toBeGreaterThan(20)
    for (const file of files.filter((_, n) => n % 3 === 0)) {
      await page.goto(base + file.split('/').map(encodeURIComponent).join('/'))
      await harmed()
    }
    const store = openStore(path('hostile.db'), versionsOf('1'))
    for (const id of store.statementsBy(null).slice(0, 12)) {
      await page.setContent(`<meta charset="utf-8"><div>${ask(store)('cite', { id, as: 'html' }).citation}</div>`)
      await harmed()
    }
    store.close()
    expect(wrong).toEqual([])
  }, 240_000)

  afterAll(() => expect(elsewhere.asked).toEqual([]))
})

/** Where letters that turn the order round stand in one line with other words and nothing holds them: an element of a direction of its own, or a line of its own. */
const turned = (): string[] => {
  if (!(document.body instanceof HTMLBodyElement)) return []
  const wrong: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = node.textContent ?? ''
    if (!/[\u202a-\u202e\u2066-\u2069]/.test(words)) continue
    let at = node.parentElement
    let alone = (at?.textContent ?? '').trim() === words.trim()
    while (at && !/^(?:isolate|plaintext|isolate-override)/.test(getComputedStyle(at).unicodeBidi)) {
      if (/^(?:block|flex|grid|list-item|table-cell|inline-block|inline-flex|none)/.test(getComputedStyle(at).display)) break
      at = at.parentElement
      alone &&= (at?.textContent ?? '').trim() === words.trim()
    }
    const held = at && /isolate|plaintext/.test(getComputedStyle(at).unicodeBidi)
    if (!held && !alone && !/^(?:SCRIPT|STYLE|TITLE|OPTION|TEXTAREA)$/.test(node.parentElement!.tagName))
      wrong.push(`${node.parentElement!.outerHTML.slice(0, 120)}`)
  }
  return wrong
}

describe('what leaves the house', () => {
  test('no cell of a spreadsheet begins a formula', () => {
    const rows = cellsOf(run('export', '--format', 'csv').out)
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.flat().filter(cell => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    // What was printed is still there, behind an apostrophe that a spreadsheet does not show.
    expect(rows.flat().some(cell => cell.startsWith("'=HYPERLINK("))).toBe(true)
  })

  test('nothing that was printed is a mark of Markdown or HTML', () => {
    const md = run('export', '--format', 'md').out
    for (const sign of [/(?<!\\)<\w/, /(?<!\\)!\[x/, /(?<!\\)\[y\]/])
      expect(md.split('\n').filter(line => sign.test(line.replace(/`[^`]*`/g, '')))).toEqual([])
    expect(md.split('\n').filter(line => /^\s*(?:=|\+|<)/.test(line))).toEqual([])
  })

  test('an export comes back as what it was, and a forged id or text is neither believed nor shown', () => {
    const lines = run('export', '--format', 'jsonl').out.trim().split('\n')
    const article = lines
      .map(line => JSON.parse(line))
      .find(one => one.type === 'article' && one.text.includes('The old cranes stay'))
    const other = lines.map(line => JSON.parse(line)).find(one => one.type === 'article' && one.id !== article.id)
    const forged = {
      ...article,
      id: other.id,
      hash: '0'.repeat(64),
      textHash: '0'.repeat(64),
      text: article.text.replace('stay', 'go')
    }
    // Quotations, speakers and statements of the file are read by nobody: they are made anew from the texts.
    const quotation = {
      ...lines.map(line => JSON.parse(line)).find(one => one.type === 'quotation'),
      id: 'forged',
      content: [[0, 5]]
    }
    writeFileSync(
      path('forged.jsonl'),
      [{ type: 'onrecord', schema: 999 }, forged, quotation].map(one => JSON.stringify(one)).join('\n')
    )
    const db = path('forged.db')
    expect(run('add', 'forged.jsonl', '--db', db).out).toMatch(/^1 article added/)
    const [line] = JSON.parse(run('ask', 'articles', '--db', db).out).lines
    expect(line.id).not.toBe(other.id)
    const whole = JSON.parse(run('ask', 'article', `id=${line.id}`, '--db', db).out)
    expect(whole.textHash).toBe(textOf(whole.text).id)
    expect(whole.quotes.map((one: { id: string }) => one.id)).not.toContain('forged')
    expect(run('doctor', '--db', db).code).toBe(0)
  })

  test('a backup with a changed text is not restored, and says why', () => {
    expect(run('backup', 'good.db').code).toBe(0)
    const bytes = readFileSync(path('good.db'))
    for (let at = bytes.indexOf('The old cranes stay'); at >= 0; at = bytes.indexOf('The old cranes stay'))
      bytes.write('The old cranes went', at)
    writeFileSync(path('bad.db'), bytes)
    const restored = run('restore', 'bad.db', '--db', path('restored.db'))
    expect([restored.code, restored.err]).toEqual([7, expect.stringMatching(/does not check, and nothing was restored/)])
    expect(readdirSync(folder)).not.toContain('restored.db')
  })

  test('a pack of it is verified, and one changed byte is not', () => {
    expect(run('pack', '--out', path('pack')).code).toBe(0)
    const verify = () => spawnSync(process.execPath, [path('pack/verify.mjs')], { encoding: 'utf8' })
    expect(verify().status).toBe(0)
    const [name] = (readdirSync(path('pack'), { recursive: true }) as string[]).filter(one => /[0-9a-f]{64}/.test(one))
    appendFileSync(path(`pack/${name}`), ' ')
    const changed = verify()
    expect(changed.status).not.toBe(0)
    expect(changed.stdout + changed.stderr).toContain(name.split('/').pop()!.slice(0, 20))
  })

  test('no header is anybody else’s', async () => {
    const store = openStore(path('hostile.db'), versionsOf('1'))
    const app = httpApp(ask(store), '1', { token: 'x', correct: async () => ({ id: 'c' }) as never })
    const [id] = store.statementsBy(null)
    for (const path of [
      `/cite/${id}/bibtex`,
      '/find?q=%0d%0aSet-Cookie:%20a=b',
      '/a/%0d%0aX-Evil:%201',
      '/sign-in?to=%0d%0aX-Evil:%201'
    ]) {
      const { headers } = await app.request(`http://localhost${path}`)
      expect([headers.get('x-evil'), headers.get('set-cookie')]).toEqual([null, null])
      expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    }
    const answer = await app.request('http://localhost/correct', {
      method: 'POST',
      headers: { host: 'localhost', origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        token: 'x',
        what: 'confirm',
        id: 'q',
        by: 'x',
        why: 'y',
        back: '//evil.example/\r\nX-Evil: 1'
      }).toString()
    })
    expect([answer.status, answer.headers.get('x-evil')]).toEqual([303, null])
    expect(new URL(answer.headers.get('location')!, 'http://localhost').host).toBe('localhost')
    store.close()
  })

  test('a terminal gets no orders', async () => {
    const said: string[] = []
    const terminal = { isTTY: true, write: (words: string) => said.push(words) } as unknown as NodeJS.WriteStream
    await write(terminal, 'a title\u001b]0;owned\u0007 \u009b31m and \u202eback\u202c, \u0007\u007f\nthe next line\tof it')
    expect(said.join('')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    expect(said.join('')).toContain('a title␛]0;owned')
    expect(said.join('')).toContain('\nthe next line\tof it\n')
  })
})

test('a title of ten megabytes is cut where it is shown, or refused', async () => {
  const long = 'harbour wall '.repeat(1_400_000)
  mkdirSync(path('big'))
  writeFileSync(path('big/b.jsonl'), JSON.stringify({ title: long.slice(0, 9_900_000), text: quoted('x', 0) }))
  writeFileSync(path('big/c.jsonl'), JSON.stringify({ title: long.repeat(4), text: quoted('x', 0) }))
  const { code, err } = run('add', 'big', '--db', path('big.db'))
  expect([code, err]).toEqual([3, expect.stringMatching(/c\.jsonl, line 1 is longer than 64 MB: no article is\./)])
  const store = openStore(path('big.db'), versionsOf('1'))
  expect(store.articles()).toHaveLength(1)
  const app = httpApp(ask(store))
  const pages = ['/', '/articles', '/statements', '/find?q=harbour', ...store.statementsBy(null).map(id => `/st/${id}`)]
  for (const path of pages) {
    const answer = await app.request(`http://localhost${path}`)
    expect([path, answer.status]).toEqual([path, 200])
    expect([path, (await answer.text()).length < 1_000_000]).toEqual([path, true])
  }
  store.close()
}, 240_000)

/** The cells of CSV, as RFC 4180 has it. */
const cellsOf = (csv: string): string[][] => {
  const rows: string[][] = [[]]
  for (const [, quotedCell, cell, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quotedCell?.replaceAll('""', '"') ?? cell)
    if (end !== ',') rows.push([])
  }
  return rows.filter(row => row.length > 1)
}
