import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { furnitureLines, type Gold, type Held, hold, metadata, speakerRight, statementPairs } from './examples-gold.ts'

const root = new URL('..', import.meta.url).pathname
const gold: Gold = JSON.parse(readFileSync(join(root, 'test/cases/examples.json'), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'onrecord-examples-'))
let held: Held

const onrecord = (args: string[], input = '') => {
  const { status, stdout, stderr } = spawnSync(join(root, 'bin/onrecord'), args, {
    cwd: root,
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28
  })
  if (status !== 0) throw new Error(`onrecord ${args.join(' ')} ended with ${status}: ${stderr}`)
  return stdout
}

beforeAll(() => {
  const db = join(folder, 'examples.db')
  onrecord(['add', 'examples', '--db', db])
  held = hold(gold, onrecord(['export', '--format', 'jsonl', '--db', db]))
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const must = gold.quotations.filter(one => one.must)
const names = (all: readonly { id: string; contentText: string[] }[]) =>
  all.map(one => `${one.id} ${one.contentText[0].slice(0, 60)}`).join('\n')
const speakers = (...ids: string[]) => Object.fromEntries(ids.map(id => [id, held.speaker(id)]))

/** What must be measured at least; these only rise. What was measured when they were last raised stands behind each. */
const BY_RULES = {
  quotationsFound: 104, // 106 of 107
  directWordsFound: 69, // 71 of 71
  predictionsInReference: 95, // 97.8 %
  speakersRight: 102, // 104 of 107
  daysRight: 53, // 55 of 56
  statementPairs: 93, // F1 96.4
  furniture: 98, // F1 100
  metadata: 28 // of 28
}

/** With the model, which also finds what is wished and expected. */
const WITH_MODEL = {
  ...BY_RULES,
  quotationsFound: 103, // 105 of 107
  directWordsFound: 69,
  predictionsInReference: 86, // 88.2 %
  speakersRight: 99, // 101 of 107
  daysRight: 52, // 54 of 56
  statementPairs: 93 // F1 95.5
}

const FLOORS = process.env.ONRECORD_ENGINE === 'rules' ? BY_RULES : WITH_MODEL

/** A difficulty that is not mastered: shown as skipped, with what is missing, until it is; then it is to become a `test`. */
const open = (name: string, missing: string, check: () => void) =>
  test(name, ({ skip }) => {
    try {
      check()
    } catch {
      skip(missing)
    }
  })

test('every span of the reference cuts the words it claims', () => {
  for (const { id, doc, content, contentText } of gold.quotations) {
    const file = readFileSync(join(root, 'examples', doc), 'utf8')
    const cut = content?.map(([start, end]) => file.slice(start, end))
    expect(cut ?? contentText.filter(words => file.includes(words)), id).toEqual(contentText)
  }
})

test('every example is in the record, as the file stands', () => {
  for (const doc of Object.keys(gold.furniture))
    expect(held.article(doc).text, doc).toBe(readFileSync(join(root, 'examples', doc), 'utf8'))
  expect(held.article(gold.pageFurniture.file).text).toContain('one cup')
  expect(held.rows.filter(row => row.type === 'article')).toHaveLength(Object.keys(gold.meta).length)
})

test('quotations are found', () => {
  const missed = must.filter(one => !held.found(one.id))
  const direct = must.filter(one => one.type !== 'indirect')
  expect(must.length - missed.length, names(missed)).toBeGreaterThanOrEqual(FLOORS.quotationsFound)
  expect(direct.filter(one => held.found(one.id)).length).toBeGreaterThanOrEqual(FLOORS.directWordsFound)
})

test('what is found is somebody’s speech', () => {
  const known = new Set(gold.quotations.map(one => held.found(one.id)?.id))
  const all = held.rows.filter(row => row.type === 'quotation')
  const right = all.filter(row => known.has(row.id))
  expect((100 * right.length) / all.length).toBeGreaterThanOrEqual(FLOORS.predictionsInReference)
})

test('speakers are right', () => {
  const right = must.filter(one => speakerRight(held, one))
  expect(right.length, names(must.filter(one => !right.includes(one)))).toBeGreaterThanOrEqual(FLOORS.speakersRight)
})

test('days are right', () => {
  const dated = must.filter(one => one.said?.date)
  const wrong = dated.filter(one => held.found(one.id)?.said?.date !== one.said?.date)
  expect(dated.length - wrong.length, names(wrong)).toBeGreaterThanOrEqual(FLOORS.daysRight)
})

test('the same statement is one, and no other', () => {
  const { f1, wrong, missed } = statementPairs(held)
  expect(f1, JSON.stringify({ wrong, missed })).toBeGreaterThanOrEqual(FLOORS.statementPairs)
})

test('furniture is marked, and no line of an article is lost', () => {
  const { f1, lost, missed } = furnitureLines(held)
  expect(lost).toEqual([])
  expect(f1, missed.join('\n')).toBeGreaterThanOrEqual(FLOORS.furniture)
})

test('titles, deks, bylines, outlets and days of publication', () => {
  const { all, wrong } = metadata(held)
  expect(all - wrong.length, wrong.join('\n')).toBeGreaterThanOrEqual(FLOORS.metadata)
})

const keptApart = (a: string, b: string) => {
  expect([held.statement(a), held.statement(b)]).not.toContain(undefined)
  expect(held.statement(a)).not.toBe(held.statement(b))
}

const weekAgo = 'a day told as “a week ago” is not read, so the day of the sentence before stands'
for (const { a, b, why } of gold.notSame) {
  if (a === 'l6') open(`kept apart: ${why}`, weekAgo, () => keptApart(a, b))
  else test(`kept apart: ${why}`, () => keptApart(a, b))
}

test('the dek’s silent cut is seen', () => {
  expect(held.statement('n2')).toBe(held.statement('n5'))
  expect(held.variant('n2')?.relation).toBe('elided-silent')
})

test('a headline that drops the condition stands beside the whole sentence', () => {
  expect(held.statement('t1')?.id).toBe(held.statement('h6')?.id)
  expect(held.variant('t1')?.relation).not.toBe('verbatim')
})

test('half a quotation is an excerpt of the whole', () => {
  expect(held.statement('h7')).toBe(held.statement('t6'))
  expect(held.variant('h7')?.relation).toBe('excerpt')
})

test('a neighbor is a neighbour: spelling is an accidental', () => {
  const side = (id: string) => {
    const { doc, content, contentText } = gold.quotations.find(one => one.id === id)!
    const marks = /^[“"]|,?[”"]$/g
    const words = contentText[0].replace(marks, '')
    const start = held.article(doc).text.indexOf(words, content?.[0][0])
    return { text: held.article(doc).text, start, end: start + words.length }
  }
  const { same, relation } = JSON.parse(onrecord(['pipe', 'same'], JSON.stringify({ id: 1, a: side('t5'), b: side('x5') })))
  expect({ same, relation }).toEqual({ same: true, relation: 'accidentals' })
})

open('a railroad for a railway is another word', '“he” is taken for the person of the paragraph before', () => {
  expect(held.statement('h10')).toBe(held.statement('t8'))
  expect([held.variant('h10')?.relation, held.variant('t8')?.relation]).toContain('reworded')
})

test('another translation is the same statement', () => {
  expect(held.statement('p5')).toBeDefined()
  expect(held.statement('p5')).toBe(held.statement('t5'))
})

open('another translation that shares few words is the same statement', 'needs to know what words mean', () => {
  expect(held.statement('w2')).toBeDefined()
  expect(held.statement('w2')).toBe(held.statement('h6'))
})

test('a post is one statement, whatever its stops', () => {
  expect(held.statement('n11')).toBe(held.statement('h12'))
})

test('the caption and the body of one article conflict, and it is shown', () => {
  const shown = (statement: string, other: string) =>
    held.statement(statement)?.conflicts.includes(held.found(other)?.id ?? '') ?? false
  const captions = ['n14', 'n15']
  expect(captions.some(caption => shown('n6', caption) || shown(caption, 'n6'))).toBe(true)
})

test('an echo is linked, not merged', () => {
  const [treaty, tariff] = [held.statement('n8'), held.statement('m18')]
  expect(treaty?.id).not.toBe(tariff?.id)
  expect([...(treaty?.echoes ?? []), ...(tariff?.echoes ?? [])]).toEqual(expect.arrayContaining([treaty?.id]))
})

test.each([
  ['harbor-courier.txt', 'meridian-news.txt'],
  ['continental-wire.txt', 'pellin-post.html']
])('copies of an agency are one origin: %s and %s', (a, b) => {
  const origins = held.rows.filter(row => row.type === 'origin')
  const both = [held.article(a).id, held.article(b).id]
  expect(origins.some(row => both.every(id => row.articles.includes(id)))).toBe(true)
})

test('an article without a date takes the day from another, and says from which', () => {
  expect(held.article('harbor-courier.txt').published).toBeNull()
  expect(held.found('h6')?.said?.date).toBe('2025-05-14')
  const lender = held.rows.find(row => row.id === held.found('h6')?.said?.inferredFrom)
  expect(lender?.article).toBeDefined()
  expect(lender?.article).not.toBe(held.article('harbor-courier.txt').id)
})

test('the speaker is carried over to the next paragraph, across links and READ MORE', () => {
  expect(speakers('m6', 'm13', 'n5', 'h12')).toEqual({
    m6: 'Marek Tolvanen',
    m13: 'Marek Tolvanen',
    n5: 'Marek Tolvanen',
    h12: 'Grant Hollister'
  })
})

test('a pronoun after a form of advertising is the person before it', () => {
  expect(speakers('f8')).toEqual({ f8: 'Marek Tolvanen' })
})

test('“he” changes between two leaders at one table', () => {
  expect(speakers('w4', 'w6', 'w7', 't9')).toEqual({
    w4: 'Lucan Adeyri',
    w6: 'Marek Tolvanen',
    w7: 'Lucan Adeyri',
    t9: 'Lucan Adeyri'
  })
})

open('“he” after a sentence about another is that other', '“he” is taken for the person of the paragraph before', () => {
  expect(speakers('h10')).toEqual({ h10: 'Lucan Adeyri' })
})

test('the outlet’s own reporter is a source, and “he said” is the reporter', () => {
  expect(speakers('m15', 'm16')).toEqual({ m15: 'Tomas Reyl', m16: 'Tomas Reyl' })
})

test('an agency, a country and unnamed officials speak', () => {
  expect(speakers('m10', 'm14')).toEqual({ m10: 'Orlenian Press Bureau', m14: 'Kestria' })
  expect(held.found('m20')?.speaker?.kind).toBe('unnamed')
})

const keepsBounds = (id: string) => {
  const row = held.found(id)
  const quoted = row?.content.map(([start, end]) => held.rows.find(one => one.id === row.article)?.text.slice(start, end))
  expect(quoted).toEqual(gold.quotations.find(one => one.id === id)!.contentText)
}

test.each([
  ['n2', 'single marks'],
  ['t6', 'no opening mark'],
  ['f12', 'no closing mark'],
  ['f9', 'no marks, after “said:”'],
  ['f15', 'no marks, after “said:”, and brackets'],
  ['l2', 'no marks, in a block quotation of Markdown']
])('a quotation keeps its bounds: %s, %s', id => keepsBounds(id))

test('a transcript’s turns are its speakers’ words, and a question is nobody’s', () => {
  const { id } = held.article('halvik-transcript.txt')
  const all = held.rows.filter(row => row.type === 'quotation' && row.article === id)
  expect(new Set(all.map(row => row.speaker?.name))).toEqual(new Set(['Lucan Adeyri', 'Marek Tolvanen']))
})

test('a saved page is read without what stands around the article', () => {
  const { text, blocks } = held.article(gold.pageFurniture.file)
  for (const words of gold.pageFurniture.absent) expect(text).not.toContain(words)
  for (const words of gold.pageFurniture.furniture) {
    const at = text.indexOf(words)
    const inside = blocks.filter(one => one.start <= at && at < one.end).map(one => one.kind)
    if (at >= 0) expect(['furniture', 'credit', undefined], words).toContain(inside[0])
  }
})

open('a headline stitched from two speakers is called so', 'two words of each are called a paraphrase', () => {
  const { title, text } = held.article('pellin-post.html')
  const line = JSON.stringify({ id: 1, headline: title, articles: [{ text }] })
  const [quote] = JSON.parse(onrecord(['pipe', 'headline'], line)).quotes
  expect(quote.class).toBe('stitched')
})
