/**
 * Makes the pictures in docs/pages/ anew from the examples, every page in light, dark and narrow: `node scripts/pictures.mjs`, after `npm run build`, with a
 * Chromium on the PATH or in CHROMIUM_PATH. With a folder behind it, it makes them there from head to foot instead, to be looked at.
 */
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
const examples = join(scratch, 'examples')
const run = (...words) =>
  execFileSync(bin, ['--engine', 'rules', ...words, '--db', db], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
const ask = (...words) => JSON.parse(run('ask', ...words))

// A record in use: an article that was changed after it was read, a search that is kept, a note, a correction.
cpSync(join(root, 'examples'), examples, { recursive: true })
run('add', examples)
const changed = join(examples, 'pellin-post.html')
writeFileSync(changed, readFileSync(changed, 'utf8').replace('every single vessel', 'every vessel'))
run('add', changed)
const [{ id: printed }] = ask('statements').lines
run('note', printed, 'Ask the ministry for the recording of the second half.', '--by', 'Mira Voss')
const unsure = ask('find', 'q=speaker:Pellin').answers[0].quotation.id
run('correct', 'confirm', unsure, '--why', 'the ministry said so by telephone', '--by', 'Mira Voss')
run('save', 'What is said of the locks', 'lock OR locks')

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
const web = `/a/${(await json('/articles.json')).lines.find(one => one.address === changed).id}`
const story = `/stories/${(await json('/stories.json')).lines[0].id}`
const speaker = `/p/${(await json('/speakers.json')).lines[0].id}`
const outlet = `/outlet?name=${encodeURIComponent((await json('/outlets.json')).lines[0].name)}`

const WIDE = 1280
const NARROW = 320
/** How much of a page a picture shows, where no other height is named: what a reader sees first. */
const HIGH = 900

/** Every page, and how much of it is shown. */
const PAGES = {
  overview: ['/', 1000],
  inbox: ['/inbox'],
  stories: ['/stories'],
  story: [story, 1500],
  statements: ['/statements'],
  statement: [statement, 1560],
  heat: [`${statement}?view=heat`],
  side: [`${statement}?view=side`],
  embedded: [statement.replace('/st/', '/embed/statement/')],
  speakers: ['/speakers'],
  speaker: [speaker],
  positions: [speaker.replace('/p/', '/positions?speaker=')],
  articles: ['/articles'],
  reader: [reader, 1300],
  page: [`${web}?as=page`],
  raw: [`${web}?as=raw`],
  matrix: ['/matrix', 1040],
  find: ['/find?q=river'],
  check: ['/check'],
  cite: [statement.replace('/st/', '/cite/')],
  outlets: ['/outlets'],
  outlet: [outlet],
  changes: ['/changes'],
  corrections: ['/corrections'],
  searches: ['/searches'],
  notes: ['/notes'],
  feeds: ['/feeds'],
  jobs: ['/jobs']
}
const ALL = Object.entries(PAGES).flatMap(([name, [path, height = HIGH]]) => [
  [name, path, WIDE, height, 'light'],
  [`${name}-dark`, path, WIDE, height, 'dark'],
  [`${name}-narrow`, path, NARROW, height, 'light']
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
  const into = folder ?? join(root, 'docs', 'pages')
  mkdirSync(into, { recursive: true })
  for (const [name, path, width, most, colorScheme] of ALL) {
    const page = await browser.newPage({ viewport: { width, height: HIGH }, colorScheme, reducedMotion: 'reduce' })
    await page.goto(base + path)
    await page.evaluate(() => document.fonts.ready)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > width) console.log(`${name} is ${wide} wide, of ${width}`)
    // Where this machine keeps the examples is of no interest.
    await page.evaluate(root => {
      for (const one of document.querySelectorAll('.address, .hash')) one.textContent = one.textContent.replace(root, '')
    }, scratch)
    const shown = Math.min(most, await page.evaluate(() => document.body.scrollHeight))
    const shot = await page.screenshot({ fullPage: true, ...(folder ? {} : { clip: { x: 0, y: 0, width, height: shown } }) })
    writeFileSync(join(into, `${name}.png`), folder ? shot : palettePng(await pixelsOf(shot)))
    await page.close()
  }
} finally {
  await browser.close()
  server.kill('SIGTERM')
  rmSync(scratch, { recursive: true, force: true })
}
