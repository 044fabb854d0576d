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
  const headline = "Mayor: 'we are done here,' says Ruiz"
  const [{ start, end }] = check(headline, ['“We are done here,” Ruiz said.'])
  expect(headline.slice(start, end)).toBe('we are done here,')
})

test('verbatim in the body', () => {
  expect(ladder("Mayor says 'we are done here'", 'The vote failed.\n“We are done here,” she said.')).toEqual([
    'verbatim',
    'We are done here'
  ])
  expect(ladder("Mayor sees 'two lighthouses & a pier'", '“I see 2 lighthouses and a pier,” she said.')).toEqual([
    'verbatim',
    '2 lighthouses and a pier'
  ])
})

test('verbatim in another outlet only', () => {
  expect(ladder("'A sad day' for Tarn", 'The mill closed.', 'Okoro said: “It is a sad day.”')).toEqual([
    'verbatim-elsewhere',
    'a sad day'
  ])
})

test('trimmed: words fell away', () => {
  expect(ladder("'Utterly useless ferry'", '“An utterly old and useless ferry,” he said.')).toEqual([
    'trimmed',
    'utterly old and useless ferry'
  ])
  expect(ladder("'We stay ... and rebuild'", '“We stay through the winter and rebuild,” he said.')[0]).toBe('trimmed')
})

test('altered: other words', () => {
  expect(ladder("Okoro: 'They are closing village schools'", '“They close village schools,” Okoro said.')[0]).toBe('altered')
})

test('stitched: two quotations joined', () => {
  const body = '“I was cold that night,” he said.\nThe boat drifted for a day.\n“Nobody came for us,” he added.'
  expect(ladder("'I was cold that night. Nobody came for us'", body)[0]).toBe('stitched')
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
  const headline = "Ruiz: 'never again'"
  expect(check(headline, ['The ferry sank at noon.'])[0]).toMatchObject({ class: 'absent', evidence: null })
  for (const part of ['teaser', 'wall', 'unknown'] as const)
    expect(check(headline, ['The ferry sank at noon.'], part)[0].class).toBe('unknown')
  expect(check(headline, [])[0].class).toBe('unknown')
})

test('a line that repeats the headline is no evidence', () => {
  expect(ladder("Ruiz: 'never again'", "Ruiz: 'never again'\nThe ferry sank at noon.")[0]).toBe('absent')
})

test('the sense changes where a limit, a hedge or a negation is lost', () => {
  const changed = (headline: string, body: string) => check(headline, [body])[0].senseChanged
  expect(changed("'We can't stay here'", '“We can’t stay here forever,” she said.')).toBe(true)
  expect(changed("'A total loss for Tarn'", '“A total and not yet final loss for Tarn,” she said.')).toBe(true)
  expect(changed("'We will leave'", '“We will leave unless the toll falls,” she said.')).toBe(true)
  expect(changed("'We can't stay here'", '“We can’t stay here,” she said.')).toBe(false)
  expect(changed("'An old useless ferry'", '“An old, useless ferry,” she said if asked.')).toBe(false)
})
