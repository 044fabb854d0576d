import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { checkHeadline } from '../src/align/index.ts'
import { textOf } from '../src/text/index.ts'
import type { Completeness } from '../src/types.ts'

const check = (headline: string, articles: string[], completeness: Completeness = 'full') =>
  checkHeadline(
    textOf(headline),
    articles.map(text => ({ text: textOf(text), completeness }))
  )
/** The class of the headline's one quotation, and the words that show it. */
const ladder = (headline: string, ...articles: string[]) => {
  const [quote] = check(headline, articles)
  const { evidence } = quote
  return [quote.class, evidence && articles[evidence.article].slice(evidence.start, evidence.end)]
}

test('its span is without the marks', () => {
  const headline = "Mayor: 'the pier will hold,' says Ruiz"
  const [{ start, end }] = check(headline, ['“The pier will hold,” Ruiz said.'])
  expect(headline.slice(start, end)).toBe('the pier will hold,')
})

test('verbatim in the body', () => {
  expect(ladder("Mayor says 'the pier will hold'", 'The vote failed.\n“The pier will hold,” she said.')).toEqual([
    'verbatim',
    'The pier will hold'
  ])
  expect(ladder("Mayor sees 'two lighthouses & a pier'", '“I see 2 lighthouses and a pier,” she said.')).toEqual([
    'verbatim',
    '2 lighthouses and a pier'
  ])
})

test('verbatim in another outlet only', () => {
  expect(ladder("'A hard winter' for Tarn", 'The mill closed.', 'Okoro said: “It is a hard winter.”')).toEqual([
    'verbatim-elsewhere',
    'a hard winter'
  ])
})

test('trimmed: words fell away', () => {
  expect(ladder("'Wholly rotten pier'", '“A wholly soft and rotten pier,” he said.')).toEqual([
    'trimmed',
    'wholly soft and rotten pier'
  ])
  expect(ladder("'We mend ... and paint'", '“We mend through the winter and paint,” he said.')[0]).toBe('trimmed')
})

test('altered: other words', () => {
  expect(ladder("Okoro: 'They are selling village boats'", '“They sell village boats,” Okoro said.')[0]).toBe('altered')
})

test('stitched: short words of two speakers joined by a comma', () => {
  const two = ['“Nobody sells us one lamp,” said Ruiz.', 'Okoro answered that she had “one match” and no more.']
  expect(ladder('‘One lamp, one match’: Ruiz and Okoro fall out', two.join('\n'))[0]).toBe('stitched')
  expect(ladder('‘One lamp, one boat’: Ruiz and Okoro fall out', two.join('\n'))[0]).not.toBe('stitched')
})

test('stitched: two quotations joined', () => {
  const body = '“I saw no light,” he said.\nThe boat drifted for a day.\n“Nobody came for us,” he added.'
  expect(ladder("'I saw no light. Nobody came for us'", body)[0]).toBe('stitched')
})

test('paraphrased: the outlet’s own words', () => {
  expect(
    ladder(
      "Baker 'used harbour funds to settle debts'",
      'The baker allegedly used a harbour account to settle old debts, the paper reports.'
    )[0]
  ).toBe('paraphrased')
})

test('not speech: a name', () => {
  expect(ladder("Council buries its 'Clean Canals' bill", 'The council dropped the “Clean Canals” bill on Monday.')[0]).toBe(
    'not-speech'
  )
  expect(ladder("Ruiz defends 'Open Harbour Plan'", 'Critics of the Open Harbour Plan met in Tarn.')[0]).toBe('not-speech')
})

test('not speech: the noun behind it, or whoever calls it so, says that it is a name', () => {
  const body = 'The page prints “harbour voices” from all over Tarn.'
  expect(ladder("Paper puts ferry row in 'harbour voices' section", body)[0]).toBe('not-speech')
  const called = 'The keepers won a vote for “night boats,” as the harbour office prefers to call them.'
  expect(ladder("Tarn counts its 'night boats' again", called)[0]).toBe('not-speech')
  expect(ladder("Tarn counts its 'night boats' again", 'The keepers spoke of “night boats,” as she told them.')[0]).toBe(
    'verbatim'
  )
})

test('words with others between them are speech without marks only where they are many, or say “I”', () => {
  expect(ladder("Keepers 'wanted £90 reward'", 'The keepers wanted a £90 (100 crown) reward for the lamp.')[0]).toBe(
    'paraphrased'
  )
  const letter = 'This spring I ask everyone in Tarn to light a lamp for those lost at sea.'
  expect(ladder("Okoro: 'This spring, I ask everyone to light a lamp for our drowned'", letter)[0]).toBe('altered')
})

test('stitched: two lines, and a word of grammar more in one of them', () => {
  const body = '“I keep the lamp,” she said.\nThe boat left at noon.\n“I am keeper,” she wrote.'
  expect(ladder("'I keep the lamp. I am a keeper'", body)[0]).toBe('stitched')
  expect(ladder("'It was dark. Lamps were broken'", '“It was dark. There were lamps broken,” he said.')[0]).toBe('altered')
})

test('a word with another ending alone is no telling of it', () => {
  expect(ladder("Ruiz promises 'lamp-line' report", 'The keeper met a lawyer with lined pockets.')[0]).toBe('absent')
})

test('absent, and never over a text that is not full', () => {
  const headline = "Ruiz: 'no more tolls'"
  expect(check(headline, ['The ferry sank at noon.'])[0]).toMatchObject({ class: 'absent', evidence: null })
  for (const part of ['teaser', 'wall', 'unknown'] as const)
    expect(check(headline, ['The ferry sank at noon.'], part)[0].class).toBe('unknown')
  expect(check(headline, [])[0].class).toBe('unknown')
})

test('a line that repeats the headline is no evidence', () => {
  expect(ladder("Ruiz: 'no more tolls'", "Ruiz: 'no more tolls'\nThe ferry sank at noon.")[0]).toBe('absent')
})

test('the sense changes where a limit, a hedge or a negation is lost', () => {
  const changed = (headline: string, body: string) => check(headline, [body])[0].senseChanged
  expect(changed("'We can't fish here'", '“We can’t fish here forever,” she said.')).toBe(true)
  expect(changed("'A clear gain for Tarn'", '“A clear and not yet certain gain for Tarn,” she said.')).toBe(true)
  expect(changed("'We will sail'", '“We will sail unless the toll falls,” she said.')).toBe(true)
  expect(changed("'The ferry … may sink'", '“The ferry is old. It may or may not sink,” she said.')).toBe(true)
  expect(changed("'Tarn faces ruin'", '“Tarn faces ruin in the matter of nets, in the eel field,” she said.')).toBe(false)
  expect(changed("'Tarn faces ruin'", '“Tarn faces ruin in the eel and herring field,” she said.')).toBe(true)
  expect(changed("'Biggest fair in history'", '“The biggest fair in the village’s history,” she said.')).toBe(true)
  expect(changed("'The old mills must shut for good'", '“The old mills should shut for good,” she said.')).toBe(true)
  expect(changed("'Nine old mills shut for good'", '“Seven old mills shut for good,” she said.')).toBe(true)
  expect(changed("'Nine old mills shut for good'", '“Nine of the old mills shut for good,” she said.')).toBe(false)
  expect(changed("'We can't fish here'", '“We can’t fish here,” she said.')).toBe(false)
  expect(changed("'An old useless ferry'", '“An old, useless ferry,” she said if asked.')).toBe(false)
  expect(changed("'A lost year for Tarn'", '“It is not yet a lost year for Tarn,” she said.')).toBe(true)
  expect(changed("'The mill will close'", '“I do not think the mill will close,” she said.')).toBe(true)
  expect(changed("'The mill will close'", '“It is not my doing. The mill will close,” she said.')).toBe(false)
  expect(changed("'The mill does not pay wages'", '“The mill does pay wages,” she said.')).toBe(true)
  expect(changed("'No salt, and the mill does not pay'", '“No salt, and the old mill does not pay,” she said.')).toBe(false)
  expect(changed("'The theft at the harbour mill'", '“The alleged theft at the harbour mill,” she said.')).toBe(true)
  expect(changed("'The millers are tired to death'", '“The millers are tired,” she said.')).toBe(true)
  expect(changed("'We demand a harbour mill'", '“We want a harbour mill,” she said.')).toBe(true)
  expect(changed("'We want a harbour mill'", '“We demand a harbour mill,” she said.')).toBe(false)
  expect(changed("'The old mill will close'", '“Do you think the old mill will close?” she said.')).toBe(true)
  expect(changed("'Will the old mill close?'", '“Will the old mill close?” she said.')).toBe(false)
})

const shared = fileURLToPath(new URL('../../shared/', import.meta.url))
const labelled = `${shared}gold/headlines-dev.jsonl`
const printed = `${shared}data/allsides/headline-articles.jsonl.gz`

// The labelled headlines are not part of the project.
test.skipIf(!existsSync(labelled) || !existsSync(printed))(
  'no labelled headline is absent over teasers',
  () => {
    const lines = (chars: string) =>
      chars
        .trim()
        .split('\n')
        .map(line => JSON.parse(line))
    const articles = new Map(lines(gunzipSync(readFileSync(printed)).toString()).map(one => [one.id, one]))
    const classes = lines(readFileSync(labelled, 'utf8')).flatMap(({ article, others }) => {
      const found = [article.id, ...others].flatMap(id => articles.get(id) ?? [])
      return check(
        found[0].title,
        found.map(one => one.text),
        'teaser'
      ).map(one => one.class)
    })
    expect(classes.length).toBeGreaterThan(100)
    expect(classes.filter(one => one === 'absent')).toEqual([])
  },
  120_000
)
