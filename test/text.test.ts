import { expect, test } from 'vitest'
import { fold, lines, markedSpans, sentences, slice, span, textOf, words } from '../src/text/index.ts'

const whole = (chars: string) => ({ text: textOf(chars), all: span(0, chars.length) })
const sentencesOf = (chars: string) => {
  const { text, all } = whole(chars)
  return sentences(text, all).map(one => slice(text, one))
}
const markedOf = (chars: string) => {
  const { text, all } = whole(chars)
  return markedSpans(text, all).map(one => `${one.missing === 'none' ? '' : `${one.missing} missing: `}${slice(text, one.whole)}`)
}

test('a span is never empty, never outside, never through a character', () => {
  expect(() => span(3, 3)).toThrow(RangeError)
  expect(() => slice(textOf('ab'), { start: 1, end: 3 })).toThrow('not inside')
  expect(() => slice(textOf('a😀'), { start: 0, end: 2 })).toThrow('cuts a character')
})

test('fold leads back to the source', () => {
  const source = 'Ada  “Élan”…\u200b 😀 İ—end'
  const folded = fold(source)
  expect(folded.chars).toBe('ada "elan"... 😀 i-end')
  const at = folded.chars.indexOf('elan')
  const { start, end } = folded.toSource(at, at + 4)
  expect(source.slice(start, end)).toBe('Élan')
})

test('words keep abbreviations, numbers and apostrophes together', () => {
  const { text, all } = whole('The U.S. paid 1,600.50, didn’t it – twice?')
  expect(words(text, all).map(one => slice(text, one))).toEqual([
    'The',
    'U.S.',
    'paid',
    '1,600.50',
    ',',
    'didn’t',
    'it',
    '–',
    'twice',
    '?'
  ])
})

test('lines are without the white space at their ends', () => {
  const text = textOf('  one \r\n\n\ttwo')
  expect(lines(text).map(one => slice(text, one))).toEqual(['one', 'two'])
})

test('sentences end where people end them', () => {
  expect(sentencesOf('Mr. Ruiz left. Dr. J. Okoro stayed.')).toEqual(['Mr. Ruiz left.', 'Dr. J. Okoro stayed.'])
  expect(sentencesOf('“We stay. We wait.” She left.')).toEqual(['“We stay. We wait.”', 'She left.'])
  expect(sentencesOf('“We stay!” said Ada Ruiz. He left.')).toEqual(['“We stay!” said Ada Ruiz.', 'He left.'])
})

test('a sentence may begin with a mark before a bracket', () => {
  expect(sentencesOf('The bridge opens, he said. “<b>opens</b> is a word,” she said. It rained.')).toEqual([
    'The bridge opens, he said.',
    '“<b>opens</b> is a word,” she said.',
    'It rained.'
  ])
})

test('sentences: abbreviations that can end one, before words that begin one', () => {
  expect(sentencesOf('It was a U.N. Council vote. He left.')).toEqual(['It was a U.N. Council vote.', 'He left.'])
  expect(sentencesOf('She lives in the U.S. She left.')).toEqual(['She lives in the U.S.', 'She left.'])
  expect(sentencesOf('It began at 9 a.m. Monday. It ended at 5 p.m. He left.')).toEqual([
    'It began at 9 a.m. Monday.',
    'It ended at 5 p.m.',
    'He left.'
  ])
})

test('marks: pairs, straight and curly mixed, one inside another', () => {
  expect(markedOf('He said "we stay” and ‘left’.')).toEqual(['"we stay”', '‘left’'])
  expect(markedOf('“They call it ‘the wall’,” he said.')).toEqual(['“They call it ‘the wall’,”', '‘the wall’'])
  expect(markedOf("Mayor says 'no way' to the dogs' home")).toEqual(["'no way'"])
})

test('marks: an apostrophe is none', () => {
  expect(markedOf("It's the drivers’ yard in the '90s, rock 'n' roll")).toEqual([])
})

test('marks: those of other languages, and two single ones for a double one', () => {
  expect(markedOf('„Wir gehen“, sagte sie, »gleich«.')).toEqual(['„Wir gehen“', '»gleich«'])
  expect(markedOf('« Nous partons », dit-elle.')).toEqual(['« Nous partons »'])
  expect(markedOf('”Vi går”, sade hon.')).toEqual(['”Vi går”'])
  expect(markedOf("''We go,'' she said.")).toEqual(["''We go,''"])
  expect(markedOf('‘‘We go,’’ she said.')).toEqual(['‘‘We go,’’'])
})

test('marks: inches and feet are none, and a plural closes nothing', () => {
  expect(markedOf('He is 6\'2" tall, and the 12" record is "great".')).toEqual(['"great"'])
  expect(markedOf("'It's the workers' town,' she said.")).toEqual(["'It's the workers' town,'"])
})

test('marks: a wrong partner, and one left open before a pair', () => {
  expect(markedOf('“We go.’ he said. “Now.”')).toEqual(['“We go.’', '“Now.”'])
  expect(markedOf('“We go, he said. “Now.”')).toEqual(['closing missing: “We go, he said.', '“Now.”'])
})

test('marks: one of two is missing', () => {
  expect(markedOf('He saw “real issues that people believe in.')).toEqual([
    'closing missing: “real issues that people believe in.'
  ])
  expect(markedOf('Without the tools it is hard,” he added.')).toEqual(['opening missing: Without the tools it is hard,”'])
})
