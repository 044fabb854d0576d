import { expect, test } from 'vitest'
import { tagReading } from '../src/infer/index.ts'
import { checkQuote } from '../src/laws.ts'
import { findQuotes } from '../src/quote/index.ts'
import { slice } from '../src/text/index.ts'
import type { BlockKind, Tagged, Tagger } from '../src/types.ts'
import { readingOf, readMarked, writeMarked } from './marked.ts'

const SURE = { cue: 1, source: 1, content: 1 }

/** What a tagger that reads the marks of a line would give: of each quotation its cue, its source and its content. */
const taggedOf = (told: ReturnType<typeof readMarked>['told'], sure = SURE): Tagged[] =>
  told.flatMap(({ cue, source, content: [first, ...rest] }) =>
    cue && first ? [{ cue, source, content: [first, ...rest], sure }] : []
  )

/** A line as the tagger reads it gives the line as it is found; the rules read it too. */
const joins = (tagged: string, found: string, kinds: readonly BlockKind[] = [], sure = SURE) => {
  const { chars, told } = readMarked(tagged)
  const { value } = findQuotes(readingOf(chars, kinds), taggedOf(told, sure))
  expect(writeMarked(chars, value)).toBe(found)
  expect(value.flatMap(one => checkQuote(readingOf(chars).text, one))).toEqual([])
}

test('what only the tagger finds is a quotation', () => {
  const line = '[source|Ruiz] [cue|is of two minds about] [content|the harbour].'
  joins(line, line)
})

test('what only the rules find stays where it is words in marks with a speaker', () => {
  joins('“We stay,” Ruiz said.', '[content|“We stay,”] [source|Ruiz] [cue|said].')
  joins('Ruiz said that the town would pay.', 'Ruiz said that the town would pay.')
  joins('Ruiz: town will pay', '[source|Ruiz][cue|:] [content|town will pay]', ['title'])
})

test('words in marks end where the marks do', () => {
  joins('[content|“We] stay,” [source|Ruiz] [cue|said].', '[content|“We stay,”] [source|Ruiz] [cue|said].')
  joins(
    '[source|Ruiz] [cue|wrote of] [content|a plan that is “a trap for the] poor” of the town.',
    '[source|Ruiz] [cue|wrote of] [content|a plan that is “a trap for the poor”] of the town.'
  )
})

test('what is told ends with its paragraph, unless that breaks off', () => {
  joins(
    '[content|Harbour news\nThe town will pay], [cue|according to] [source|Ruiz].',
    'Harbour news\n[content|The town will pay], [cue|according to] [source|Ruiz].',
    ['heading']
  )
  const broken = (content: string) =>
    `[source${content}|Ruiz] [cue1|said] [content1|the town would pay for]\n[content${content[1] ?? 1}|the new bridge].`
  joins(broken('1'), broken('12'))
})

test('what stands before its cue goes on to it', () => {
  joins(
    '[content|The town] must pay for the bridge first, [source|Mr Ruiz] [cue|said].',
    '[content|The town must pay for the bridge first], [source|Mr Ruiz] [cue|said].'
  )
})

test('words that only point at something tell nothing', () => {
  joins('[source|Ruiz] [cue|did not defend] [content|it].', 'Ruiz did not defend it.')
  const line = '[source|Ruiz] [cue|did not defend] [content|it all the way].'
  joins(line, line)
})

test('words are whole, and no speaker ends in an auxiliary', () => {
  joins('[source|Ruiz] [cue|blame]s [content|the weather].', '[source|Ruiz] [cue|blames] [content|the weather].')
  joins('[source|Ruiz has] [cue|said] [content|it is late].', '[source|Ruiz] has [cue|said] [content|it is late].')
})

test('a speaker holds no piece of what stands beside the name', () => {
  joins(
    'SANDPORT ([source|NNA)Ada Ruiz] [cue|said] [content|it is late].',
    'SANDPORT (NNA)[source|Ada Ruiz] [cue|said] [content|it is late].'
  )
  joins(
    '[source|Ribe, whose mayor] likes to wait, [cue|has promised] [content|nothing].',
    '[source|Ribe], whose mayor likes to wait, [cue|has promised] [content|nothing].'
  )
  const whole = '[source|Ada Ruiz (Ribe), who fled,] [cue|said] [content|it is late].'
  joins(whole, '[source|Ada Ruiz (Ribe), who fled,] [cue|said] [content|it is late].')
})

test('words in marks are said though they have capitals, and a title within told words is not', () => {
  const formOf = (tagged: string) => {
    const { chars, told } = readMarked(tagged)
    return findQuotes(readingOf(chars), taggedOf(told)).value.map(one => one.form)
  }
  expect(formOf('[source|Ruiz] [cue|shouted] [content|“Long Live Ribe”].')).toEqual(['direct'])
  expect(formOf('[source|Ruiz] [cue|recalled] [content|reading “The Long Road Home”].')).toEqual(['indirect'])
})

test('a second cue of the same speaker ends what belongs to the first', () =>
  joins(
    '[source|Ruiz] [cue|said] [content|that the town would pay and warned that it was late].',
    '[source12|Ruiz] [cue1|said] [content1|that the town would pay] and [cue2|warned] [content2|that it was late].'
  ))

test('what is told within the tagger’s words has a speaker of its own', () =>
  joins(
    '[source|Ruiz] [cue|told] the council [content|that Tom Lund said the bridge was safe].',
    '[source1|Ruiz] [cue1|told] the council [content1|that [source2|Tom Lund] [cue2|said] [content2|the bridge was safe]].'
  ))

test('a second cue of her own ends what she is told to have said', () =>
  joins(
    '[source|Ruiz] [cue|said] [content|that the plan is “a trap” as she called on the council to pay more].',
    '[source1|Ruiz] [cue1|said] [content1|that the plan is “a trap”] as [source2|she] [cue2|called on] [content2|the council to pay more].'
  ))

test('what is told ends before its occasion', () =>
  joins(
    '[source|Ruiz] [cue|criticized] [content|the plan as a “trap” during a stop in Ribe].',
    '[source|Ruiz] [cue|criticized] [content|the plan as a “trap”] during a stop in Ribe.'
  ))

test('the one whom a paper reports is the speaker', () =>
  joins(
    '[content|Ruiz said the town would pay], [source|the Sandport Post] [cue|reported].',
    '[source|Ruiz] [cue|said] [content|the town would pay], the Sandport Post reported.'
  ))

test('where the tagger names no speaker, the rules’ is taken; where it is not sure and they have none, it is nobody’s', () => {
  joins('Ruiz [cue|said] [content|that the town would pay].', '[source|Ruiz] [cue|said] [content|that the town would pay].')
  const line = 'The town [cue|is expected] [content|to pay].'
  joins(line, line)
  joins(line, 'The town is expected to pay.', [], { cue: 0.5, source: 0.5, content: 1 })
})

test('how sure the tagger is, is put right: what it half believes is right more often, what it is all but sure of a little less', () => {
  const { chars, told } = readMarked('[source|Ruiz] [cue|is of] [content|two minds].')
  const claimed = [0.05, 0.3, 0.5, 0.97, 1]
  const [confidence] = [claimed.map(cue => findQuotes(readingOf(chars), taggedOf(told, { ...SURE, cue })).value[0].confidence)]
  expect(confidence.map(one => Math.round(100 * one))).toEqual([23, 49, 61, 92, 100])
})

test('furniture inside a speech is no part of it, and furniture alone yields nothing', () => {
  joins(
    '[source|Ruiz] [cue|said]: [content|“We stay.\nREAD MORE: Ruiz says little\nWe go.”]',
    '[source12|Ruiz] [cue1|said]: [content1|“We stay.]\nREAD MORE: Ruiz says little\n[content2|We go.”]',
    ['paragraph', 'furniture']
  )
  joins('[source|Ruiz] [cue|is of] [content|two minds].', 'Ruiz is of two minds.', ['furniture'])
})

test('in a transcript the turns are the speakers’', () => {
  const lines = ['ADA RUIZ: We stay, I said.', 'TOM LUND: Why so?', 'ADA RUIZ: Because.', 'TOM LUND: Well then.'].join('\n')
  const [alone, joined] = [null, taggedOf(readMarked(lines.replace('I said', '[source|I] [cue|said]')).told)].map(
    tagged => findQuotes(readingOf(lines), tagged).value
  )
  expect(joined).toEqual(alone)
})

const READS = 'Ruiz thinks the town will pay.'
/** A tagger that knows one sentence. */
const tagger: Tagger = {
  model: 'test',
  tag: async ({ chars }) => {
    const at = chars.indexOf(READS)
    const span = (words: string) => ({ start: at + READS.indexOf(words), end: at + READS.indexOf(words) + words.length })
    return at < 0 ? [] : [{ cue: span('thinks'), source: span('Ruiz'), content: [span('the town will pay')], sure: SURE }]
  }
}

test('a tagger reads past furniture, and what it finds points into the whole text', async () => {
  const reading = readingOf(`A line\nREAD MORE: ${READS}\n${READS}`, ['paragraph', 'furniture', 'paragraph'])
  const [found] = (await tagReading(tagger, reading)) ?? []
  expect(slice(reading.text, found.content[0])).toBe('the town will pay')
  expect(found.cue.start).toBeGreaterThan(reading.text.chars.lastIndexOf('\n'))
})

test('a tagger is not asked about a language that it has not learned', async () => {
  const reading = readingOf(READS)
  expect(await tagReading(tagger, { ...reading, language: 'de' })).toBeNull()
  expect(await tagReading(tagger, { ...reading, language: 'en' })).toHaveLength(1)
  expect(await tagReading(tagger, reading)).toHaveLength(1)
})

test('laws hold whatever is tagged, and twice gives the same', () => {
  const chars =
    'SANDPORT — “We stay,” said Ada Ruiz 😀, the mayor. “We must.”\nREAD MORE\nRuiz told the council: ‘Go,’ adding that she’d “never” yield.\nAccording to Lund, it is “high.\nHe said:\n𝔸 block of “words”.'
  const reading = readingOf(chars, ['paragraph', 'furniture'])
  let seed = 7
  const next = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % below
  }
  const cuts = [...[...chars.matchAll(/./gsu)].map(one => one.index), chars.length]
  for (let round = 0; round < 400; round++) {
    const tagged = Array.from({ length: 1 + next(6) }, (): Tagged => {
      const [a, b, c, d, e, f] = Array.from({ length: 6 }, () => next(cuts.length)).sort((x, y) => x - y)
      const span = (from: number, to: number) => ({
        start: cuts[Math.min(from, cuts.length - 2)],
        end: cuts[Math.max(to, from + 1)] ?? chars.length
      })
      return { cue: span(a, b), source: next(3) ? span(e, f) : null, content: [span(c, d)], sure: SURE }
    })
    const { value } = findQuotes(reading, tagged)
    expect(value.flatMap(one => checkQuote(reading.text, one))).toEqual([])
    expect(findQuotes(reading, tagged).value).toEqual(value)
  }
})

test('a line of nothing but capitals is read at once', () => {
  expect(findQuotes(readingOf('X'.repeat(2000))).value).toEqual([])
}, 120_000)
