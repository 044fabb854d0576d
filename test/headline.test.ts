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
  expect(changed("'We can't fish here'", '“We can’t fish here,” she said.')).toBe(false)
  expect(changed("'An old useless ferry'", '“An old, useless ferry,” she said if asked.')).toBe(false)
})
