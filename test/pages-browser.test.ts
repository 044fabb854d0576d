/** The pages in a real Chromium: that they open clean, can be used from the keyboard and without script, and fit a narrow window. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { buildScript, chromiumPath, openBrowser } from './fixtures/pages/browser.ts'
import { ask } from './fixtures/pages/record.ts'

const path = chromiumPath()
if (!path) console.log('The pages were not tested in a browser: no Chromium on PATH, and CHROMIUM_PATH names none.')

const PATHS = [
  '/',
  '/articles',
  '/a/a1',
  '/a/a3',
  '/a/a7',
  '/speakers',
  '/p/p1',
  '/statements',
  '/st/s1',
  '/st/s5',
  '/st/s12',
  '/matrix',
  '/stories',
  '/stories/y1',
  '/find?q=wall',
  '/none'
]

describe.skipIf(!path)('in Chromium', () => {
  let browser: Browser
  let base = ''
  let close = () => {}

  beforeAll(async () => {
    await buildScript()
    const { server, address } = await listen(httpApp(ask), { port: 0 })
    base = address.replace(/\/$/, '')
    close = () => server.close()
    browser = await openBrowser(path!)
  })
  afterAll(async () => {
    await browser?.close()
    close()
  })

  /** Opens a page, does something on it, and gives the complaints of the browser: console, failed requests, broken policy. */
  const on = async (where: string, act: (page: Page) => Promise<void>, options: Parameters<Browser['newContext']>[0] = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', message => message.type() === 'error' && !/404/.test(message.text()) && complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
    // What is still loading when the page is left is broken off: that is no failure.
    page.on(
      'requestfailed',
      request => request.failure()?.errorText !== 'net::ERR_ABORTED' && complaints.push(`failed: ${request.url()}`)
    )
    page.on('dialog', async dialog => {
      complaints.push(`dialog: ${dialog.message()}`)
      await dialog.dismiss()
    })
    await page.goto(base + where)
    await act(page)
    await context.close()
    return complaints
  }

  const grave = async (axe: AxeBuilder) => {
    const { violations } = await axe.analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    return serious.map(({ id, nodes }) => [id, nodes.map(node => node.html).slice(0, 3)])
  }

  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')

  test('what is printed is ink on white, whatever the screen prefers, and nothing hangs over the edge', async () => {
    const complaints = await on(
      '/st/s1',
      async page => {
        const shown = () =>
          page.evaluate(() => {
            const styleOf = (selector: string) => getComputedStyle(document.querySelector(selector)!)
            const { backgroundColor } = styleOf('html')
            return [
              backgroundColor,
              styleOf('.fullest a, .fullest').color,
              styleOf('.fullest.hangs').textIndent,
              styleOf('.top nav').display
            ]
          })
        expect((await shown())[0]).toBe('rgb(23, 22, 18)')
        await page.emulateMedia({ media: 'print' })
        expect(await shown()).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)', '0px', 'none'])
        const red = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--red'))
        expect(red.trim()).toBe('#98291a')
      },
      { colorScheme: 'dark' }
    )
    expect(complaints).toEqual([])
  })

  test.each(PATHS)(
    '%s opens without a complaint, fits 320 pixels, and axe finds nothing serious in light and dark',
    async where => {
      const complaints = await on(where, async page => {
        expect(await grave(new AxeBuilder({ page }))).toEqual([])
        await page.emulateMedia({ colorScheme: 'dark' })
        expect(await grave(new AxeBuilder({ page }).withRules('color-contrast'))).toEqual([])
        await page.setViewportSize({ width: 320, height: 640 })
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
      })
      expect(complaints).toEqual([])
    }
  )

  test('in a narrow window a card shows below its words when they are touched, and not before', async () => {
    const complaints = await on(
      '/a/a1',
      async page => {
        const words = page.locator('.q[data-q]').first()
        const card = page.locator(`[id="c-${await words.getAttribute('data-q')}"]`)
        const height = async () => (await card.boundingBox())!.height
        expect(await height()).toBeLessThan(2)
        await words.click()
        expect(await height()).toBeGreaterThan(20)
      },
      { viewport: { width: 320, height: 700 } }
    )
    expect(complaints).toEqual([])
  })

  test('the further pages stand in a menu that closes on Escape, and when something else is clicked', async () => {
    await on('/', async page => {
      const menu = page.locator('.further')
      const isOpen = () => menu.evaluate((one: HTMLDetailsElement) => one.open)
      await menu.locator('summary').click()
      expect(await menu.getByRole('link', { name: 'Feeds' }).isVisible()).toBe(true)
      await page.keyboard.press('Escape')
      expect(await isOpen()).toBe(false)
      await menu.locator('summary').click()
      await page.locator('h1').click()
      expect(await isOpen()).toBe(false)
    })
  })

  test('every page stands without script', async () => {
    const complaints = await on(
      '/',
      async page => {
        for (const where of PATHS) {
          await page.goto(base + where)
          expect((await page.locator('main').textContent())!.trim()).not.toBe('')
        }
      },
      { javaScriptEnabled: false }
    )
    expect(complaints).toEqual([])
  })

  test('the fonts are the house’s own, and loaded', async () => {
    await on('/st/s1', async page => {
      const loaded = await page.evaluate(async () => {
        await document.fonts.ready
        return [...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)
      })
      expect(new Set(loaded)).toEqual(new Set(['Newsreader', 'Inter']))
    })
  })

  test('Tab reaches every link and button, the skip link first, and each shows that it has the focus', async () => {
    await on('/st/s1', async page => {
      const wanted = await page.locator('a[href]:visible, button:visible, input:visible, summary').count()
      const seen = new Set<string>()
      for (let i = 0; i < wanted + 12; i++) {
        await page.keyboard.press('Tab')
        const at = await page.evaluate(() => {
          const one = document.activeElement as HTMLElement
          const all = [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
          return {
            index: all.indexOf(one),
            text: one.textContent!.trim(),
            outline: getComputedStyle(one).outlineStyle,
            tag: one.tagName
          }
        })
        if (i === 0) expect(at.text).toBe('Skip to the content')
        if (at.index >= 0) expect(at.outline, `${at.tag} ${at.text}`).not.toBe('none')
        seen.add(String(at.index))
      }
      expect(seen.size).toBeGreaterThanOrEqual(wanted)
    })
  })

  test('keys: search, the sheet, going to pages, items, and turning keys off', async () => {
    await on('/', async page => {
      await page.keyboard.press('/')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('q')
      await page.keyboard.type('wall')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/find?q=wall')
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await page.keyboard.press('k')
      const first = await focused(page)
      expect(first).toContain('wall')
      await page.keyboard.press('o')
      await page.waitForURL('**/a/**')
      await page.keyboard.press('g')
      await page.keyboard.press('m')
      await page.waitForURL('**/matrix')
      await page.keyboard.press('?')
      expect(await page.locator('#keys').isVisible()).toBe(true)
      await page.locator('#keys-on').uncheck()
      await page.keyboard.press('Escape')
      await page.keyboard.press('g')
      await page.keyboard.press('s')
      await page.reload()
      await page.keyboard.press('?')
      expect(await page.locator('#keys').isVisible()).toBe(false)
      expect(page.url()).toContain('/matrix')
    })
  })

  test('keys of the reader go from quotation to quotation, words and card lit together', async () => {
    await on('/a/a1', async page => {
      await page.keyboard.press('n')
      await page.keyboard.press('n')
      await page.keyboard.press('p')
      await page.keyboard.press('n')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('c-q1')
      expect(await page.locator('#q-q1').getAttribute('class')).toContain('on')
      expect(await page.locator('.q.on').count()).toBe(1)
    })
  })

  test('keys of a statement: rows, base, only differences, each with an address', async () => {
    await on('/st/s1', async page => {
      await page.keyboard.press(']')
      await page.keyboard.press(']')
      await page.keyboard.press('b')
      await page.waitForURL('**/st/s1?base=q8#collation')
      expect(await page.locator('.collation tbody tr').first().getAttribute('id')).toBe('v-q8')
      await page.keyboard.press('d')
      await page.waitForURL('**/st/s1?base=q8&show=differences#collation')
    })
  })

  test('the matrix is a grid with one stop and arrows', async () => {
    await on('/matrix', async page => {
      const grid = page.getByRole('grid')
      expect(await grid.count()).toBe(1)
      expect(await grid.locator('tbody [tabindex="0"]').count()).toBe(1)
      await grid.locator('tbody [tabindex="0"]').focus()
      await page.keyboard.press('ArrowRight')
      expect(await focused(page)).toContain('verbatim')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('End')
      expect(await focused(page)).toContain('can’t tell')
      await page.keyboard.press('Home')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/st/s2')
    })
  })

  test('cards stand beside their words and never on one another', async () => {
    await on('/a/a1', async page => {
      const boxes = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('[data-card]')].map(card => {
          const { top, bottom, left } = card.getBoundingClientRect()
          return { top, bottom, left, words: document.getElementById(`q-${card.id.slice(2)}`)!.getBoundingClientRect().top }
        })
      )
      for (const [i, { top }] of boxes.slice(1).entries()) expect(top).toBeGreaterThanOrEqual(boxes[i].bottom)
      expect(Math.abs(boxes[0].top - boxes[0].words)).toBeLessThan(8)
      for (const { left } of boxes) expect(left).toBeGreaterThan(800)
    })
  })

  test('without script: search, links and folded furniture work', async () => {
    await on(
      '/',
      async page => {
        await page.fill('#q', 'locks')
        await page.click('.search button')
        expect(page.url()).toContain('/find?q=locks')
        await page.click('.line h2 a')
        await page.click('.furniture summary')
        expect(await page.locator('.furniture p').first().isVisible()).toBe(true)
        await page.click('.to-statement')
        await page.click('text=differences only')
        expect(page.url()).toContain('show=differences')
      },
      { javaScriptEnabled: false }
    )
  })

  test('printed, the reader has its cards in the flow', async () => {
    await on('/a/a1', async page => {
      await page.emulateMedia({ media: 'print' })
      expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000)
      expect(await page.locator('.top nav').isVisible()).toBe(false)
    })
  })
})
