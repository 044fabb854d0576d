/** Selected words of an article as a citation and a link, in a real browser: the offsets must be those of the text, or nothing is offered. */

import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ArticleView, Ask } from '../src/serve/answer/wire/index.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { buildScript, chromiumPath, openBrowser } from './fixtures/pages/browser.ts'
import { article as makeArticle } from './fixtures/pages/make.ts'
import { ask } from './fixtures/pages/record.ts'

const path = chromiumPath()
const article = ask('article', { id: 'a1' }) as ArticleView

/** An article of several parts. */
const long = makeArticle('long', {
  outlet: 'The Long Read',
  parts: [
    ['summary', '• The lake is low, and says so.'],
    ...Array.from(
      { length: 400 },
      (_, n) =>
        ['paragraph', `Paragraph ${n} 😀 tells of the lake, ${'and of its water, '.repeat(12)}for long.`] as ['paragraph', string]
    )
  ]
})
const asked = ((name: Parameters<Ask>[0], given: { id?: string }) =>
  given.id === 'long' ? long : ask(name, given as never)) as Ask

describe.skipIf(!path)('in Chromium', () => {
  let browser: Browser
  let base = ''
  let close = () => {}

  beforeAll(async () => {
    await buildScript()
    const { server, address } = await listen(httpApp(asked), { port: 0 })
    base = address.replace(/\/$/, '')
    close = () => server.close()
    browser = await openBrowser(path!)
  })
  afterAll(async () => {
    await browser?.close()
    close()
  })

  const open = async (where: string): Promise<Page> => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto(base + where)
    return page
  }

  /** Selects from the first of these words to the last of those, each looked for in the text nodes of the reader. */
  const select = (page: Page, from: string, to: string) =>
    page.evaluate(
      ([from, to]) => {
        const walker = document.createTreeWalker(document.querySelector('[data-reader]')!, NodeFilter.SHOW_TEXT)
        const nodes: Text[] = []
        while (walker.nextNode()) nodes.push(walker.currentNode as Text)
        const first = nodes.find(node => node.data.includes(from))!
        const last = nodes.slice(nodes.indexOf(first)).find(node => node.data.includes(to))!
        document.getSelection()!.setBaseAndExtent(first, first.data.indexOf(from), last, last.data.indexOf(to) + to.length)
      },
      [from, to]
    )

  const copied = async (page: Page, as: string) => {
    await page.evaluate(() => navigator.clipboard.writeText(''))
    await page.locator(`[data-cite] [data-as=${as}]`).click()
    const words = () => page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(words).not.toBe('')
    return words()
  }

  const highlighted = (page: Page) => page.evaluate(() => [...(CSS.highlights.get('cited') ?? [])].map(String))

  test('words across quotation, speaker and cue have their offsets in the text, and the link marks just them', async () => {
    const page = await open('/a/a1')
    expect(await page.locator('[data-cite]').isVisible()).toBe(false)
    await select(page, 'if the northern wall', 'told reporters')
    const wanted = 'if the northern wall holds,” Ilse Maren, the waterways minister, told reporters'
    const start = article.text.indexOf(wanted)
    const link = `${base}/a/a1#t=${start},${start + wanted.length}`
    await page.locator('[data-cite]').waitFor({ state: 'visible' })
    const { violations } = await new AxeBuilder({ page }).include('[data-cite]').analyze()
    expect(violations.map(one => one.id)).toEqual([])
    expect(await copied(page, 'link')).toBe(link)
    expect(await copied(page, 'citation')).toBe(
      `“${wanted}” – Meridian Daily, “Kessel locks to reopen ‘in spring’, minister says”, 5 March 2031, 06:40 UTC+01:00\n${link}\nCharacters ${start} to ${start + wanted.length} of the text with SHA-256 ${article.textHash}.`
    )
    const other = await open(link.slice(base.length))
    expect(await highlighted(other)).toEqual([wanted])
    await other.evaluate(() => {
      location.hash = '#t=0,9'
    })
    await other.waitForFunction(() => String([...(CSS.highlights.get('cited') ?? [])][0]) === 'Waterways')
  })

  test('spaces at the ends are not of the words, and an empty or split selection offers nothing', async () => {
    const page = await open('/a/a1')
    await select(page, ' Ilse', 'Ilse Maren')
    const bar = page.locator('[data-cite]')
    await select(page, ', the waterways minister, ', ', the waterways minister, ')
    const start = article.text.indexOf(', the waterways minister,')
    await bar.getByText(`characters ${start} to ${start + ', the waterways minister,'.length}`).waitFor()
    await select(page, 'if the northern wall', 'during an inspection')
    await bar.waitFor({ state: 'hidden' })
    await page.evaluate(() => document.getSelection()!.collapseToStart())
    expect(await bar.isVisible()).toBe(false)
  })

  test('a block whose characters the browser changed offers nothing', async () => {
    const page = await open('/a/a1')
    await page.evaluate(() => {
      for (const block of document.querySelectorAll('p.paragraph')) block.append('!')
    })
    await select(page, 'if the northern', 'wall holds')
    await page.waitForTimeout(200)
    expect(await page.locator('[data-cite]').isVisible()).toBe(false)
  })

  test('a link into furniture opens it, and one to no paragraph says so', async () => {
    const start = article.text.indexOf('seven drawings')
    const page = await open(`/a/a1#t=${start},${start + 5}`)
    expect(await highlighted(page)).toEqual(['seven'])
    expect(await page.locator('details.furniture').first().getAttribute('open')).not.toBeNull()
    const lost = await open('/a/a1#t=10,99999')
    expect(await lost.locator('[data-cite]').textContent()).toContain('No paragraph here holds characters 10 to 99999.')
    expect(await highlighted(lost)).toEqual([])
  })

  test('what the page puts beside the words is not counted', async () => {
    const page = await open('/a/long')
    await select(page, 'key points', 'The lake')
    const end = long.text.indexOf('The lake') + 'The lake'.length
    await page.locator('[data-cite]').getByText(`characters 0 to ${end}`).waitFor()
  })

  test('in an article of several parts the link finds its part, also without the part in its address', async () => {
    const page = await open('/a/long?part=2')
    const number = await page.evaluate(() => /Paragraph (\d+)/.exec(document.querySelector('[data-reader]')!.textContent!)![1])
    await select(page, `Paragraph ${number} `, 'tells of the lake')
    const wanted = `Paragraph ${number} 😀 tells of the lake`
    const start = long.text.indexOf(wanted)
    const link = await copied(page, 'link')
    expect(link).toBe(`${base}/a/long?t=${start}#t=${start},${start + wanted.length}`)
    for (const where of [link.slice(base.length), `/a/long#t=${start},${start + wanted.length}`]) {
      const other = await open(where)
      await other.waitForFunction(() => CSS.highlights.has('cited'))
      expect(await highlighted(other)).toEqual([wanted])
      const top = () =>
        other.evaluate(() => ([...CSS.highlights.get('cited')!][0] as Range).getBoundingClientRect().top / innerHeight)
      await expect.poll(top).toBeGreaterThan(0)
      await expect.poll(top).toBeLessThan(1)
    }
  })
})
