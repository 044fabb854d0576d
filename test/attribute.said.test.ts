import { expect, test } from 'vitest'
import { findSayings, lendDates } from '../src/attribute/index.ts'
import { lines, type Span, slice, textOf } from '../src/text/index.ts'
import type { Attribution, Dated, Named, Quote, QuoteId, Reading, Saying, Statement, StatementId, Witness } from '../src/types.ts'

const day = (value: string): Dated => ({ value, precision: 'day', evidence: 'test' })
/** Wednesday the 4th of June. */
const PUBLISHED = day('2031-06-04')

/**
 * Reads "{Ruiz said|words}": a quotation by Ruiz, with its source and cue before the bar; "{words|said Ruiz}" has them behind.
 * A line that begins with "# " is the title; "=>" in an expectation is what was found.
 */
const readMarks = (marked: string) => {
  const quotes: { quote: Quote; who: string }[] = []
  let chars = ''
  let at = 0
  for (const match of marked.matchAll(/\{([^|}]*)\|([^}]*)\}/g)) {
    chars += marked.slice(at, match.index)
    const [, left, right] = match
    const told = /^(?:said|wrote|added) /.test(right) ? right : left
    const [first, second] = [chars.length, chars.length + left.length + 1]
    chars += `${left} ${right}`
    at = match.index + match[0].length
    const part = chars.lastIndexOf('\n', first) === -1 && chars.startsWith('# ') ? 'headline' : 'body'
    quotes.push({
      who: told.replace(/\b(?:said|wrote|added|replied|has said|has repeatedly called for|predicting)\b/g, '').trim(),
      quote: quoteOf(
        part,
        told === left ? span(first, left) : span(second, right),
        told === left ? span(second, right) : span(first, left)
      )
    })
  }
  return { chars: chars + marked.slice(at), quotes }
}

const span = (start: number, words: string): Span => ({ start, end: start + words.length })
const quoteOf = (part: Quote['part'], cue: Span, content: Span): Quote => ({
  form: 'direct',
  part,
  content: [content],
  cue,
  source: cue,
  because: 'test',
  confidence: 1
})

const readingOf = (chars: string, published: Dated | null): Reading => {
  const text = textOf(chars)
  const blocks = lines(text).map(line => ({
    ...line,
    kind: chars.startsWith('# ', line.start) ? ('title' as const) : ('paragraph' as const)
  }))
  return { text, blocks, byline: [], outlet: null, language: 'en', published, updated: null, completeness: 'full' }
}

const named = (name: string): Named => ({ name, kind: 'person', names: [name] })

const saidIn = (marked: string, published: Dated | null = PUBLISHED) => {
  const { chars, quotes } = readMarks(marked)
  const reading = readingOf(chars, published)
  const attributions = quotes.map(
    ({ who }, quote): Attribution => ({ quote, speaker: named(who), because: [], confidence: 1, why: 'named' })
  )
  return {
    reading,
    quotes,
    sayings: findSayings(
      reading,
      quotes.map(one => one.quote),
      attributions
    )
  }
}

/** The days found, one a quotation. */
const days = (marked: string, published: Dated | null = PUBLISHED) => saidIn(marked, published).sayings.map(one => one.date)
const words = (marked: string) => {
  const { reading, sayings } = saidIn(marked)
  return sayings.map(({ place, occasion }) => [place && slice(reading.text, place), occasion && slice(reading.text, occasion)])
}

test('a bare weekday is the most recent such day, the day of publication included', () => {
  expect(days('{Ruiz said|no} on Wednesday.')).toEqual(['2031-06-04'])
  expect(days('On Thursday, {Ruiz said|no}.')).toEqual(['2031-05-29'])
  expect(days('{“No,”|said Ruiz} late Tuesday night.')).toEqual(['2031-06-03'])
})

test('dates, yesterday, days ago, last week', () => {
  expect(days('{Ruiz said|no} on Sept. 5.')).toEqual(['2030-09-05'])
  expect(days('{Ruiz said|no} on 3 June 2029.')).toEqual(['2029-06-03'])
  expect(days('Yesterday {Ruiz said|no}. Two days ago {Okoro said|no}.')).toEqual(['2031-06-03', '2031-06-02'])
  expect(days('{Ruiz said|no} last week.')).toEqual(['2031-05-26/2031-06-01'])
  expect(days('{Ruiz said|no} in August 2030.')).toEqual(['2030-08-01/2030-08-31'])
})

test('a whole date outweighs the weekday in front of it', () => {
  expect(days('{Ruiz said|no} on Tuesday, 11 March 2031.')).toEqual(['2031-03-11'])
  expect(days('{Ruiz said|no} on Sunday, April 13, 2031.')).toEqual(['2031-04-13'])
  expect(days('{Ruiz said|no} on Sunday the 13th of April.')).toEqual(['2031-04-13'])
})

test('what is no time of speaking', () => {
  expect(days('{Ruiz said|no} after the dam that was opened on Sunday broke.')).toEqual([null])
  expect(days('{Ruiz said|we open on Friday}.')).toEqual([null])
  expect(days('{Ruiz said|no} to Sunday’s vote.')).toEqual([null])
  expect(days('{Ruiz said|no} and goes home next Friday.')).toEqual([null])
})

test('what only looks like a day', () => {
  expect(days('{Ruiz said|no} to Harbour Today on the pier.')).toEqual([null])
  expect(days('{Ruiz said|no} to the Sunday Mail.')).toEqual([null])
  expect(days('{Ruiz said|no} before the Black Friday sales.')).toEqual([null])
  expect(days('{Ruiz said|no} today to Harbour News.')).toEqual(['2031-06-04'])
})

test('a day that is still to come is no day of speaking', () => {
  expect(days('{Ruiz said|no} to the feast on July 18.')).toEqual([null])
  expect(days('{Ruiz said|no} on Dec. 20.')).toEqual(['2030-12-20'])
  const chars = 'The report on Tuesday will show a loss.'
  const at = (part: string) => ({ start: chars.indexOf(part), end: chars.indexOf(part) + part.length })
  const quotes = [quoteOf('body', at('will show'), at('a loss'))]
  const attributions: Attribution[] = [{ quote: 0, speaker: named('Report'), because: [], confidence: 1, why: 'named' }]
  expect(findSayings(readingOf(chars, PUBLISHED), quotes, attributions).map(one => one.date)).toEqual([null])
})

test('without a day of publication a weekday tells no day, a whole date does', () => {
  const { reading, sayings } = saidIn('{Ruiz said|no} on Wednesday.', null)
  expect(sayings[0].date).toBeNull()
  expect(sayings[0].because.map(one => slice(reading.text, one))).toEqual(['on Wednesday'])
  expect(days('{Ruiz said|no} on May 3, 2031.', null)).toEqual(['2031-05-03'])
})

test('a time holds for what the same speaker says next, until another is printed', () => {
  expect(days('{Ruiz said|no} on Tuesday.\nIt rained.\n{Ruiz said|never}.')).toEqual(['2031-06-03', '2031-06-03'])
  expect(days('{Ruiz said|no} on Tuesday. On Monday, {Ruiz said|yes}. {Ruiz said|so}.')).toEqual([
    '2031-06-03',
    '2031-06-02',
    '2031-06-02'
  ])
  expect(days('{Ruiz said|no} on Tuesday. {Okoro said|yes}.')).toEqual(['2031-06-03', null])
})

test('two speakers in one sentence have each their own', () => {
  expect(days('{Ruiz said|no} on Tuesday, while {Okoro said|yes} on Monday.')).toEqual(['2031-06-03', '2031-06-02'])
})

test('the headline and the lead take the first that is told of their speaker', () => {
  expect(days('# {Ruiz said|no}\nAll is lost, {Ruiz said|so}.\nRuiz was speaking on Tuesday at the harbour.')).toEqual([
    '2031-06-03',
    '2031-06-03'
  ])
})

test('background has no day', () => {
  expect(
    days(
      '{Ruiz said|no} on Tuesday. {Ruiz has repeatedly called for|calm}.'.replace(
        'Ruiz has repeatedly called for',
        'Ruiz has repeatedly called for'
      )
    )
  ).toEqual(['2031-06-03', null])
})

test('“a day after predicting” is a day before', () => {
  const { chars } = readMarks('A day after predicting ruin, Ruiz said no on Wednesday.')
  const at = (part: string) => ({ start: chars.indexOf(part), end: chars.indexOf(part) + part.length })
  const quotes = [quoteOf('body', at('said'), at('no')), quoteOf('body', at('predicting'), at('ruin'))]
  const attributions = quotes.map(
    (_, quote): Attribution => ({ quote, speaker: named('Ruiz'), because: [], confidence: 1, why: 'named' })
  )
  expect(findSayings(readingOf(chars, PUBLISHED), quotes, attributions).map(one => one.date)).toEqual([
    '2031-06-04',
    '2031-06-03'
  ])
})

test('places and occasions', () => {
  expect(words('{Ruiz said|no}, a word that the clerks, who laughed during the hearing, knew.')).toEqual([[null, null]])
  expect(words('Speaking in the Danish town of Ribe, {Ruiz said|no}.')).toEqual([['Ribe', null]])
  expect(words('{Ruiz said|no} at a joint news conference with Danish envoy Kari Lunde.')).toEqual([
    [null, 'a joint news conference with Danish envoy Kari Lunde']
  ])
  expect(words('Ruiz, speaking on Tuesday after a harbour summit in Ribe, Denmark, {Ruiz said|no}.')).toEqual([
    ['Ribe', 'after a harbour summit']
  ])
  expect(words('{Ruiz said|no} on Monday.\n{Ruiz said|so} at a rally in Ribe.')).toEqual([
    ['Ribe', 'a rally'],
    ['Ribe', 'a rally']
  ])
})

test('a week ago, weeks ago, last Wednesday', () => {
  expect(days('A week ago {Ruiz said|no}.')).toEqual(['2031-05-28'])
  expect(days('Two weeks ago {Ruiz said|no}.')).toEqual(['2031-05-19/2031-05-25'])
  expect(days('{Ruiz said|no} last Wednesday.')).toEqual(['2031-05-28'])
  expect(days('{Ruiz said|no} last Friday.')).toEqual(['2031-05-30'])
})

test('a reply is of the occasion of what it answers', () => {
  expect(days('{Ruiz said|no} on Tuesday.\n{Okoro replied|yes}.')).toEqual(['2031-06-03', '2031-06-03'])
  expect(days('{Ruiz said|no} on Tuesday.\nIt rained.\n{Okoro replied|yes}.')).toEqual(['2031-06-03', null])
})

test('a saying without a quotation tells when its speaker spoke', () => {
  expect(days('Ruiz grew louder on Tuesday, saying much. {Okoro said|no}.\n{Ruiz said|yes}.')).toEqual([null, '2031-06-03'])
})

test('another occasion is another time', () => {
  expect(days('{Ruiz said|no} at a rally on Tuesday. {Ruiz said|yes} in an interview.')).toEqual(['2031-06-03', null])
})

test('whoever was met spoke there too', () => {
  expect(
    days('{Ruiz said|no} on Tuesday at the talks with Kari Lunde. {Kari Lunde said|yes}. On Monday {Ruiz said|so} in Ribe.')
  ).toEqual(['2031-06-03', '2031-06-03', '2031-06-02'])
  expect(days('{Ruiz said|no} on Tuesday after meeting with Kari Lunde in Ribe. {Kari Lunde said|yes}.')).toEqual([
    '2031-06-03',
    '2031-06-03'
  ])
})

/** Articles as "published or nothing", marked text; their quotations as witnesses, aligned as pairs of "article.quotation". */
const lend = (articles: readonly (readonly [string | null, string])[], aligned: readonly (readonly string[])[]) => {
  const witnesses = articles.flatMap(([published, marked], a) => {
    const { reading, quotes, sayings } = saidIn(marked, published ? day(published) : null)
    const article = { ...reading, id: `a${a}`, address: `a${a}`, seen: '' } as unknown as Witness['article']
    return quotes.map(
      ({ quote }, q): Witness => ({ id: `${a}.${q}` as QuoteId, article, quote, speaker: null, said: sayings[q] })
    )
  })
  const statements = aligned.map(
    (ids, i) =>
      ({
        id: `s${i}` as StatementId,
        speaker: null,
        variants: ids.map(id => ({ quotation: id as QuoteId, relation: 'verbatim' as const, cells: [] })),
        echoes: [],
        conflicts: []
      }) as unknown as Statement
  )
  const lent = lendDates(statements, witnesses)
  return Object.fromEntries([...lent].map(([id, said]: [QuoteId, Saying]) => [id, [said.date, said.witness]]))
}

test('an undated article takes the day of an aligned witness, and says which', () => {
  expect(
    lend(
      [
        ['2031-06-04', '{Ruiz said|no} on Tuesday.'],
        [null, '{Ruiz said|no}.']
      ],
      [['0.0', '1.0']]
    )
  ).toEqual({ '1.0': ['2031-06-03', '0.0'] })
})

test('the day that is lent must be the weekday that is printed', () => {
  expect(
    lend(
      [
        ['2031-06-04', '{Ruiz said|no} on Tuesday.'],
        [null, '{Ruiz said|no} on Monday.']
      ],
      [['0.0', '1.0']]
    )
  ).toEqual({})
})

test('witnesses that disagree lend nothing', () => {
  expect(
    lend(
      [
        ['2031-06-04', '{Ruiz said|no} on Tuesday.'],
        ['2031-06-04', '{Ruiz said|no} on Monday.'],
        [null, '{Ruiz said|no}.']
      ],
      [['0.0', '1.0', '2.0']]
    )
  ).toEqual({})
})

test('one dated quotation dates the other weekdays of its article', () => {
  expect(
    lend(
      [
        ['2031-06-04', '{Ruiz said|no} on Wednesday.'],
        [null, '{Ruiz said|no} on Wednesday. On Tuesday, {Okoro said|yes}.']
      ],
      [['0.0', '1.0']]
    )
  ).toEqual({ '1.0': ['2031-06-04', '0.0'], '1.1': ['2031-06-03', '0.0'] })
})

test('a weekday printed in one article and a day of publication in another make a day', () => {
  expect(
    lend(
      [
        ['2031-06-05', '{Ruiz said|no}.'],
        [null, '{Ruiz said|no} on Wednesday.']
      ],
      [['0.0', '1.0']]
    )
  ).toEqual({ '0.0': ['2031-06-04', '1.0'], '1.0': ['2031-06-04', '0.0'] })
})

test('nothing was said after it was printed', () => {
  expect(
    lend(
      [
        ['2031-06-04', '{Ruiz said|no} on Tuesday.'],
        ['2031-06-01', '{Ruiz said|no}.']
      ],
      [['0.0', '1.0']]
    )
  ).toEqual({})
})

test('what is told first may be a day later', () => {
  expect(
    lend(
      [
        ['2031-06-04', '{Ruiz said|no} on Tuesday.'],
        [null, '{Okoro said|yes} on Wednesday. On Tuesday, {Ruiz said|no}.']
      ],
      [['0.0', '1.1']]
    )
  ).toEqual({ '1.0': ['2031-06-04', '0.0'], '1.1': ['2031-06-03', '0.0'] })
})

test('weekdays far from the one that is known tell no day', () => {
  expect(
    lend(
      [
        ['2031-06-04', '{Ruiz said|no} on Wednesday.'],
        [null, '{Ruiz said|no} on Wednesday. On Thursday, {Okoro said|yes}.']
      ],
      [['0.0', '1.0']]
    )
  ).toEqual({ '1.0': ['2031-06-04', '0.0'] })
})
