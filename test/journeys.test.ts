/** Ten errands of people who use the pages, on the examples, each by mouse and again by the keyboard alone; axe looks at every page on the way. */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openBrowser } from './fixtures/pages/browser.ts'
import { scratch } from './record.ts'

const path = chromiumPath()
if (!path) console.log('The journeys were not made: no Chromium on PATH, and CHROMIUM_PATH names none.')

const bin = new URL('../bin/onrecord', import.meta.url).pathname
const folder = scratch()

/** Tab, until the focus is on what has these words. */
const tabTo = async (page: Page, words: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab') => {
  for (let n = 0; n < 150; n++) {
    await page.keyboard.press(key)
    const at = await page.evaluate(() => {
      const one = document.activeElement
      return `${one?.textContent?.trim()} ${one?.getAttribute('aria-label') ?? ''} ${one?.id ?? ''}`
    })
    if (words.test(at)) return
  }
  throw new Error(`Tab does not reach ${words}`)
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

/** j, until the focus is on an item with these words; then Enter. */
const openItem = async (page: Page, words: RegExp) => {
  for (let n = 0; n < 40; n++) {
    await page.keyboard.press('j')
    const item = await page.evaluate(() => document.activeElement?.closest('[data-item]')?.textContent ?? '')
    if (!words.test(item)) continue
    await page.keyboard.press('Enter')
    return
  }
  throw new Error(`no item says ${words}`)
}

const nav = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Pages', exact: true }).getByRole('link', { name }).click()

type Errand = {
  who: string
  wants: string
  mouse: (page: Page) => Promise<void>
  keys: (page: Page) => Promise<void>
  sees: (page: Page) => Promise<void>
}

const DRAFT = 'Marek Tolvanen said: “This river was closed by rust and not by any government.”'
const sees = (where: RegExp, words: RegExp) => async (page: Page) => {
  await page.waitForURL(where)
  expect(await page.locator('main').innerText()).toMatch(words)
}

const ERRANDS: readonly Errand[] = [
  {
    who: 'a fact-checker',
    wants: 'to know whether a quotation of a draft stands in the record as it is',
    mouse: async page => {
      await nav(page, 'Check a draft')
      await page.getByLabel('Quotation or draft').fill(DRAFT)
      await page.getByRole('button', { name: 'Check' }).click()
    },
    keys: async page => {
      await press(page, 'g', 'c')
      await page.waitForURL('**/check')
      await tabTo(page, /draft$/)
      await page.keyboard.type(DRAFT)
      await tabTo(page, /^Check /)
      await press(page, 'Enter')
    },
    sees: async page => {
      await page.locator('.checked').waitFor()
      expect(await page.locator('.checked').innerText()).toMatch(/rust and/)
    }
  },
  {
    who: 'a fact-checker',
    wants: 'to see two speakers to whom the same words are given',
    mouse: page => page.locator('.line', { hasText: 'gives these words to' }).locator('h3 a').first().click(),
    keys: page => openItem(page, /gives these words to/),
    sees: sees(/\/st\//, /Given to somebody else/)
  },
  {
    who: 'a fact-checker',
    wants: 'a citation with the hash of the text',
    mouse: async page => {
      await nav(page, 'Statements')
      await page.locator('.line h2 a').first().click()
      await page.getByRole('link', { name: 'Cite', exact: true }).click()
    },
    keys: async page => {
      await press(page, 'g', 's')
      await page.waitForURL('**/statements')
      await press(page, 'j', 'Enter')
      await page.waitForURL(/\/st\//)
      await tabTo(page, /^Cite /)
      await press(page, 'Enter')
    },
    sees: sees(/\/cite\//, /BibTeX/i)
  },
  {
    who: 'a reporter on deadline',
    wants: 'all that one speaker said',
    mouse: async page => {
      await nav(page, 'Speakers')
      await page.locator('.line h2 a').first().click()
    },
    keys: async page => {
      await press(page, 'Control+k')
      await page.keyboard.type('tolvanen')
      await page.locator('#go-list li', { hasText: 'speaker' }).first().waitFor()
      await press(page, 'Enter')
    },
    sees: sees(/\/p\//, /Marek Tolvanen/)
  },
  {
    who: 'a reporter on deadline',
    wants: 'to find words, and read them where they stand',
    mouse: async page => {
      await page.getByLabel('Find words that were said').fill('insurer')
      await page.getByRole('button', { name: 'Find', exact: true }).click()
      await page.locator('.line h2 a').first().click()
    },
    keys: async page => {
      await press(page, '/')
      await page.keyboard.type('insurer')
      await press(page, 'Enter')
      await page.waitForURL('**/find?q=insurer')
      await press(page, 'j', 'Enter')
    },
    sees: sees(/\/a\/.*#q-/, /insurer/)
  },
  {
    who: 'a reporter on deadline',
    wants: 'to see which words an outlet left out without a mark',
    mouse: async page => {
      await page.locator('.leading h3 a').click()
      await page.getByRole('link', { name: /differences only/ }).click()
    },
    keys: async page => {
      await press(page, 'j', 'Enter')
      await page.waitForURL(/\/st\//)
      await press(page, 'd')
    },
    sees: sees(/show=differences/, /no mark/)
  },
  {
    who: 'a media researcher',
    wants: 'to see who carried a statement, and open the printing of one outlet',
    mouse: async page => {
      await nav(page, 'Who carried what')
      await page.locator('.matrix td.verbatim a').first().click()
    },
    keys: async page => {
      await press(page, 'g', 'm')
      await page.waitForURL('**/matrix')
      await press(page, 'j')
      for (let n = 0; n < 9 && !(await page.evaluate(() => document.activeElement?.matches('td.verbatim a'))); n++)
        await press(page, 'ArrowRight')
      await press(page, 'Enter')
    },
    sees: sees(/\/st\/.*#v-/, /How each printed it/)
  },
  {
    who: 'a media researcher',
    wants: 'a story by its days and its origins',
    mouse: async page => {
      await nav(page, 'Stories')
      await page.locator('.line h2 a').first().click()
    },
    keys: async page => {
      await press(page, 'g', 't')
      await page.waitForURL('**/stories')
      await press(page, 'j', 'Enter')
    },
    sees: sees(/\/stories\/./, /Origins and days[\s\S]*Day by day/)
  },
  {
    who: 'an analyst',
    wants: 'to know how many independent origins a statement has, and whose words are whose',
    mouse: async page => {
      await nav(page, 'Statements')
      await page.locator('.line h2 a').first().click()
      await page.locator('details.fine summary', { hasText: 'The same in words' }).click()
      await page.locator('.figures a', { hasText: 'independent' }).click()
    },
    keys: async page => {
      await press(page, 'g', 's')
      await page.waitForURL('**/statements')
      await press(page, 'j', 'Enter')
      await page.waitForURL(/\/st\//)
      await tabTo(page, /independent origin/)
      await press(page, 'Enter')
      await tabTo(page, /^The same in words/, 'Shift+Tab')
      await press(page, 'Enter')
    },
    sees: async page => {
      await page.waitForURL(/#origins/)
      expect(await page.locator('section[aria-labelledby=family]').innerText()).toMatch(/has its words from/)
    }
  },
  {
    who: 'a program’s author',
    wants: 'a page as JSON, and the sheet of keys',
    mouse: async page => {
      await page.getByRole('button', { name: /Keys/ }).click()
      await page.getByRole('button', { name: /Close/ }).click()
      await page.getByRole('link', { name: 'This page as JSON' }).click()
    },
    keys: async page => {
      await press(page, '?')
      expect(await page.locator('#keys').isVisible()).toBe(true)
      await press(page, 'Escape')
      await tabTo(page, /^This page as JSON/)
      await press(page, 'Enter')
    },
    sees: async page => {
      await page.waitForURL(/index\.json/)
      expect(JSON.parse(await page.locator('pre').first().innerText()).articles).toBe(9)
    }
  }
]

describe.skipIf(!path)('in Chromium', () => {
  let browser: Browser
  let base = ''
  let server: ReturnType<typeof spawn>
  const looked = new Set<string>()

  beforeAll(async () => {
    const db = join(folder.folder, 'examples.db')
    const { status, stderr } = spawnSync(bin, ['--engine', 'rules', 'add', join(bin, '../../examples'), '--db', db], {
      encoding: 'utf8'
    })
    if (status !== 0) throw new Error(stderr)
    server = spawn(bin, ['--engine', 'rules', 'serve', '--db', db], { stdio: ['ignore', 'pipe', 'ignore'] })
    base = await new Promise(resolve =>
      server.stdout!.on('data', data => {
        const [, address] = /at (http:\S+)\//.exec(String(data)) ?? []
        if (address) resolve(address)
      })
    )
    browser = await openBrowser(path!)
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    server?.kill('SIGTERM')
  })

  /** Each page of the program is looked at once, when a journey leads over it: what axe finds serious fails the journey. */
  const lookAt = async (page: Page) => {
    const kind = new URL(page.url()).pathname.replace(/\/(a|p|st|stories|cite)\/.*/, '/$1/')
    if (looked.has(kind) || kind.endsWith('.json')) return
    looked.add(kind)
    const { violations } = await new AxeBuilder({ page }).analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => [kind, id, nodes.map(node => node.html).slice(0, 3)])).toEqual([])
  }

  describe.each(['mouse', 'keys'] as const)('by %s', by => {
    test.each(ERRANDS)('$who wants $wants', async errand => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
      const page = await context.newPage()
      const broken: string[] = []
      page.on('pageerror', error => broken.push(error.message))
      await page.goto(base)
      await lookAt(page)
      await errand[by](page)
      await errand.sees(page)
      await lookAt(page)
      expect(broken).toEqual([])
      await context.close()
    })
  })
})
