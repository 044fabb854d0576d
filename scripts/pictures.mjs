/**
 * Makes the pictures in docs/ anew from the examples: `node scripts/pictures.mjs`, after `npm run build`, with a Chromium on the PATH or in CHROMIUM_PATH.
 * With a folder behind it, it makes every page there in light, dark and narrow instead, to be looked at.
 */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { palettePng } from './palette.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'bin', 'onrecord')
const [folder] = process.argv.slice(2)
const NAMES = ['chromium', 'chromium-browser', 'google-chrome']
const onPath = (process.env.PATH ?? '').split(delimiter).flatMap(one => NAMES.map(name => join(one, name)))
const executablePath = process.env.CHROMIUM_PATH ?? onPath.find(existsSync)
if (!executablePath) throw new Error('No Chromium is on the PATH, and CHROMIUM_PATH names none.')

const scratch = mkdtempSync(join(tmpdir(), 'onrecord-pictures-'))
const db = join(scratch, 'examples.db')
execFileSync(bin, ['--engine', 'rules', 'add', join(root, 'examples'), '--db', db], { stdio: 'ignore' })
const server = spawn(bin, ['--engine', 'rules', 'serve', '--db', db, '--port', String(5900 + (process.pid % 90))], {
  stdio: ['ignore', 'pipe', 'inherit']
})
const base = await new Promise(resolve =>
  server.stdout.on('data', data => {
    const [, address] = /at (http:\S+)\//.exec(String(data)) ?? []
    if (address) resolve(address)
  })
)
const json = async path => (await fetch(base + path)).json()
const most = (lines, of) => lines.toSorted((a, b) => b[of] - a[of])[0].id
const statement = `/st/${most((await json('/statements.json')).lines, 'printings')}`
const reader = `/a/${most((await json('/articles.json')).lines, 'quotations')}`
const story = `/stories/${(await json('/stories.json')).lines[0].id}`
const speaker = `/p/${(await json('/speakers.json')).lines[0].id}`
const outlet = `/outlet?name=${encodeURIComponent((await json('/outlets.json')).lines[0].name)}`

const WIDE = 1280
const NARROW = 320

/** The pictures of the docs: a page, its width, and how much of it is shown. */
const DOCS = [
  ['onrecord', '/', WIDE, 1000, 'light'],
  ['onrecord-dark', '/', WIDE, 1000, 'dark'],
  ['statement', statement, WIDE, 1560, 'light'],
  ['statement-dark', statement, WIDE, 1560, 'dark'],
  ['statement-narrow', statement, NARROW, 1300, 'light'],
  ['reader', reader, WIDE, 1300, 'light'],
  ['reader-narrow', reader, NARROW, 1000, 'light'],
  ['story', story, WIDE, 1200, 'light'],
  ['speakers', '/speakers', WIDE, 900, 'light'],
  ['speaker', speaker, WIDE, 1000, 'light'],
  ['matrix', '/matrix', WIDE, 1040, 'light'],
  ['find', '/find?q=river', WIDE, 820, 'light'],
  ['check', '/check', WIDE, 900, 'light']
]

const PAGES = {
  overview: '/',
  stories: '/stories',
  story,
  statements: '/statements',
  statement,
  heat: `${statement}?view=heat`,
  side: `${statement}?view=side`,
  embedded: statement.replace('/st/', '/embed/statement/'),
  articles: '/articles',
  reader,
  speakers: '/speakers',
  speaker,
  positions: speaker.replace('/p/', '/positions?speaker='),
  matrix: '/matrix',
  find: '/find?q=river',
  check: '/check',
  cite: statement.replace('/st/', '/cite/'),
  inbox: '/inbox',
  searches: '/searches',
  notes: '/notes',
  outlets: '/outlets',
  outlet,
  feeds: '/feeds',
  jobs: '/jobs',
  changes: '/changes',
  corrections: '/corrections'
}
const ALL = Object.entries(PAGES).flatMap(([name, path]) => [
  [name, path, WIDE, null, 'light'],
  [`${name}-dark`, path, WIDE, null, 'dark'],
  [`${name}-narrow`, path, NARROW, null, 'light']
])

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
/** The pixels of a picture, as a browser reads it: in a page of its own, since the record's pages run nothing of others. */
const pixelsOf = async png => {
  const blank = await browser.newPage()
  const read = await blank.evaluate(async data => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const canvas = document.createElement('canvas')
    const { width, height } = Object.assign(canvas, { width: image.width, height: image.height })
    const drawing = canvas.getContext('2d')
    drawing.drawImage(image, 0, 0)
    const bytes = drawing.getImageData(0, 0, width, height).data
    let text = ''
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768))
    return { width, height, text: btoa(text) }
  }, png.toString('base64'))
  await blank.close()
  return { ...read, rgba: new Uint8Array(Buffer.from(read.text, 'base64')) }
}

try {
  if (folder) mkdirSync(folder, { recursive: true })
  for (const [name, path, width, height, colorScheme] of folder ? ALL : DOCS) {
    const page = await browser.newPage({ viewport: { width, height: height ?? 900 }, colorScheme, reducedMotion: 'reduce' })
    await page.goto(base + path)
    await page.evaluate(() => document.fonts.ready)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > width) console.log(`${name} is ${wide} wide, of ${width}`)
    // Where this machine keeps the examples is of no interest.
    await page.evaluate(root => {
      for (const one of document.querySelectorAll('.address')) one.textContent = one.textContent.replace(root, '')
    }, root)
    const shot = await page.screenshot({ fullPage: height === null })
    const small = folder ? shot : palettePng(await pixelsOf(shot))
    writeFileSync(join(folder ?? join(root, 'docs'), `${name}.png`), small)
    await page.close()
  }
} finally {
  await browser.close()
  server.kill('SIGTERM')
  rmSync(scratch, { recursive: true, force: true })
}
