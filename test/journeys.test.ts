/**
 * Ten errands of people who use the pages, each by mouse and again by the keyboard alone; axe looks at every page on the way. They are made on the
 * examples, and on a record of a thousand articles as people write them where ONRECORD_JOURNEYS names one: `node bench/journeys/record.mjs RECORD.db` makes it.
 */
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
  /** Why it can't be made on a record. */
  unless?: (about: About) => string | false
  mouse: (page: Page, about: About) => Promise<void>
  keys: (page: Page, about: About) => Promise<void>
  sees: (page: Page, about: About) => Promise<void>
}

/** What an errand is about, taken from the record itself. */
type About = {
  draft: string
  dropped: string
  name: string
  word: string
  articles: number
  conflict: boolean
  /** Which of the statements is the first with a tree of printings on its page. */
  tree: number
}

const aboutOf = async (base: string): Promise<About> => {
  const json = async (path: string) => (await fetch(`${base}${path}`)).json()
  const { articles, differing } = await json('/index.json')
  const people = (await json('/speakers.json')).lines as { id: string; name: string; kind: string }[]
  const [first] = people.filter(one => one.kind === 'person' && / /.test(one.name))
  const said = (await json(`/p/${first.id}.json`)).said.lines as { words: { words: string }[] }[]
  const long = said.map(one => one.words[0].words.replace(/[“”"‘’']/g, '').trim()).find(one => one.split(/\s+/).length > 11)!
  const words = long.split(/\s+/).slice(0, 12)
  const word = [...words].sort((a, b) => b.length - a.length)[0].replace(/[^\p{L}].*/u, '')
  const [dropped] = words.splice(6, 1)
  const statements = (await json('/statements.json')).lines as { printings: number }[]
  return {
    draft: `${first.name} said: “${words.join(' ')}.”`,
    dropped,
    name: first.name,
    word,
    articles,
    conflict: differing.some((one: { note: string }) => one.note.includes('gives these words to')),
    tree: statements.findIndex(one => one.printings >= 3 && one.printings <= 12)
  }
}

const sees = (where: RegExp, words: RegExp) => async (page: Page) => {
  await page.waitForURL(where)
  expect(await page.locator('main').innerText()).toMatch(words)
}

const ERRANDS: readonly Errand[] = [
  {
    who: 'a fact-checker',
    wants: 'to know whether a quotation of a draft stands in the record as it is',
    mouse: async (page, { draft }) => {
      await nav(page, 'Check a draft')
      await page.getByLabel('Quotation or draft').fill(draft)
      await page.getByRole('button', { name: 'Check' }).click()
    },
    keys: async (page, { draft }) => {
      await press(page, 'g', 'c')
      await page.waitForURL('**/check')
      await tabTo(page, /draft$/)
      await page.keyboard.type(draft)
      await tabTo(page, /^Check /)
      await press(page, 'Enter')
    },
    sees: async (page, { dropped }) => {
      await page.locator('.checked').waitFor()
      const told = await page.locator('.checked').innerText()
      expect(told).toMatch(/altered/i)
      expect(told).toContain(dropped)
    }
  },
  {
    who: 'a fact-checker',
    wants: 'to see two speakers to whom the same words are given',
    unless: ({ conflict }) => !conflict && 'its overview tells of no words that are given to two',
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
    keys: async (page, { name }) => {
      await press(page, 'Control+k')
      await page.keyboard.type(name.toLowerCase())
      await press(page, 'Enter')
    },
    sees: async (page, { name }) => {
      await page.waitForURL(/\/p\//)
      expect(await page.locator('h1').innerText()).toBe(name)
    }
  },
  {
    who: 'a reporter on deadline',
    wants: 'to find words, and read them where they stand',
    mouse: async (page, { word }) => {
      await page.getByLabel('Find words that were said').fill(word)
      await page.getByRole('button', { name: 'Find', exact: true }).click()
      await page.locator('.line h2 a').first().click()
    },
    keys: async (page, { word }) => {
      await press(page, '/')
      await page.keyboard.type(word)
      await press(page, 'Enter')
      await page.waitForURL('**/find?q=*')
      await press(page, 'j', 'Enter')
    },
    sees: async (page, { word }) => {
      await page.waitForURL(/\/a\/.*#q-/)
      expect((await page.locator(new URL(page.url()).hash).innerText()).toLowerCase()).toContain(word.toLowerCase())
    }
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
    sees: sees(/show=differences/, /show all words/)
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
      const [down, right] = await page
        .locator('.matrix td.verbatim')
        .first()
        .evaluate((cell: HTMLTableCellElement) => [[...cell.closest('tbody')!.rows].indexOf(cell.closest('tr')!), cell.cellIndex])
      await press(page, ...Array(down).fill('ArrowDown'), ...Array(right).fill('ArrowRight'))
      expect(await page.evaluate(() => document.activeElement?.matches('td.verbatim a'))).toBe(true)
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
    unless: ({ tree }) => tree < 0 && 'none of its first statements has a tree of printings on its page',
    wants: 'to know how many independent origins a statement has, and whose words are whose',
    mouse: async (page, { tree }) => {
      await nav(page, 'Statements')
      await page.locator('.line h2 a').nth(tree).click()
      await page.locator('details.fine summary', { hasText: 'The same in words' }).click()
      await page.locator('.figures a', { hasText: 'independent' }).click()
    },
    keys: async (page, { tree }) => {
      await press(page, 'g', 's')
      await page.waitForURL('**/statements')
      await press(page, ...Array(tree + 1).fill('j'), 'Enter')
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
    sees: async (page, { articles }) => {
      await page.waitForURL(/index\.json/)
      expect(JSON.parse(await page.locator('pre').first().innerText()).articles).toBe(articles)
    }
  }
]

/** Serves a record; gives its address, and what stops it. */
const serving = async (db: string): Promise<[base: string, server: ReturnType<typeof spawn>]> => {
  const server = spawn(bin, ['--engine', 'rules', 'serve', '--db', db, '--port', String(5300 + (process.pid % 500))], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const base = await new Promise<string>(resolve =>
    server.stdout!.on('data', data => {
      const [, address] = /at (http:\S+)\//.exec(String(data)) ?? []
      if (address) resolve(address)
    })
  )
  return [base, server]
}

const ofExamples = (): string => {
  const db = join(folder.folder, 'examples.db')
  const added = spawnSync(bin, ['--engine', 'rules', 'add', join(bin, '../../examples'), '--db', db], { encoding: 'utf8' })
  if (added.status !== 0) throw new Error(added.stderr)
  return db
}

const large = process.env.ONRECORD_JOURNEYS
if (!large) console.log('The journeys were made on the examples alone: ONRECORD_JOURNEYS names no larger record.')
const RECORDS: readonly (readonly [string, () => string])[] = [
  ['the examples', ofExamples],
  ...(large ? [['a large record', () => large] as const] : [])
]

describe.skipIf(!path).each(RECORDS)('in Chromium, on %s', (_, recordIn) => {
  let browser: Browser
  let base = ''
  let server: ReturnType<typeof spawn>
  let about: About
  const looked = new Set<string>()

  beforeAll(async () => {
    ;[base, server] = await serving(recordIn())
    about = await aboutOf(base)
    browser = await openBrowser(path!)
  }, 120_000)
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
    test.for(ERRANDS)('$who wants $wants', { timeout: 120_000 }, async (errand, { skip }) => {
      const why = errand.unless?.(about)
      if (why) skip(why)
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
      const page = await context.newPage()
      const broken: string[] = []
      page.on('pageerror', error => broken.push(error.message))
      await page.goto(base)
      await lookAt(page)
      await errand[by](page, about)
      await errand.sees(page, about)
      await lookAt(page)
      expect(broken).toEqual([])
      await context.close()
    })
  })
})
