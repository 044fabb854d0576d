import { expect, test } from 'vitest'
import { cuesIn, type Decoding, draftsOf } from '../src/infer/decode.ts'
import { featuresOf } from '../src/infer/features.ts'
import { windowsOf } from '../src/infer/windows.ts'
import { readVocabulary, tokenise } from '../src/infer/wordpiece.ts'

const PIECES = ['harb', '##our', 'the', 'elan', ',', '“', '”', "'", '.', 'a', 's', '中', '##s']
const vocabulary = readVocabulary(`${Array.from({ length: 101 }, (_, i) => `[unused${i}]`).join('\n')}\n${PIECES.join('\n')}\n`)
const pieces = (chars: string) => {
  const { ids, starts, ends } = tokenise(chars, vocabulary)
  return Array.from(ids, (id, i) => [id === 100 ? '?' : PIECES[id - 101], chars.slice(starts[i], ends[i])])
}
/** The features of every character that is a token of its own: here, each character but white space. */
const features = (chars: string, column: number) => {
  const at = [...chars.matchAll(/\S/g)].map(match => match.index)
  const tokens = { ids: new Int32Array(at.length), starts: Int32Array.from(at), ends: Int32Array.from(at, one => one + 1) }
  return [...featuresOf(chars, tokens)].filter((_, i) => i % 3 === column).join('')
}

test('tokens: the longest pieces, in lower case without accents, each with its place in the text', () => {
  expect(pieces('The  Harbours,')).toEqual([
    ['the', 'The'],
    ['harb', 'Harb'],
    ['##our', 'our'],
    ['##s', 's'],
    [',', ',']
  ])
  expect(pieces('“Élan”')).toEqual([
    ['“', '“'],
    ['elan', 'Élan'],
    ['”', '”']
  ])
})

test('tokens: what the vocabulary cannot spell is one unknown word; what is invisible falls out', () => {
  expect(pieces('a😀 qqq the')).toEqual([
    ['?', 'a😀'],
    ['?', 'qqq'],
    ['the', 'the']
  ])
  expect(pieces('t\u200bh\u00ade')).toEqual([['the', 't\u200bh\u00ade']])
  expect(pieces('a中a')).toEqual([
    ['a', 'a'],
    ['中', '中'],
    ['a', 'a']
  ])
  expect(pieces('a'.repeat(101))).toEqual([['?', 'a'.repeat(101)]])
})

test('features: shape of a piece', () => {
  const chars = 'is Is IS iS I 4x ,'
  const spans = [...chars.matchAll(/\S+/g)].map(match => [match.index, match.index + match[0].length])
  const tokens = {
    ids: new Int32Array(spans.length),
    starts: Int32Array.from(spans, one => one[0]),
    ends: Int32Array.from(spans, one => one[1])
  }
  expect([...featuresOf(chars, tokens)].filter((_, i) => i % 3 === 0)).toEqual([1, 2, 3, 4, 2, 5, 0])
})

test('features: what stands before', () => {
  expect(features('ab c\nd\n\ne', 1)).toBe('30123')
})

test('features: inside and outside of quotation marks; every line begins outside', () => {
  expect(features('a “b” c', 2)).toBe('02130')
  expect(features('a "b" c "d\ne', 2)).toBe('02130210')
  expect(features("a 'b' c", 2)).toBe('02430')
  expect(features("it's d' x", 2)).toBe('0000000')
})

test('windows: whole lines while they fit, a longer line cut', () => {
  const line = (length: number) => [...'x'.repeat(length)].join(' ')
  const chars = [line(3), line(4), line(12)].join('\n')
  const at = [...chars.matchAll(/\S/g)].map(match => match.index)
  const tokens = { ids: new Int32Array(at.length), starts: Int32Array.from(at), ends: Int32Array.from(at, one => one + 1) }
  expect(windowsOf(tokens, featuresOf(chars, tokens), 5)).toEqual([
    { start: 0, end: 3 },
    { start: 3, end: 7 },
    { start: 7, end: 12 },
    { start: 12, end: 17 },
    { start: 17, end: 19 }
  ])
})

const HOW: Decoding = { cue: 0, source: 0, content: 0, least: 0 }
/** Log chances for one token a letter, where each letter names its own column; `?` stands between nothing and the inside of content. */
const certain = (letters: string, columns: string) =>
  Float32Array.from(
    [...letters].flatMap(letter =>
      [...columns].map(one => Math.log(one === letter ? 0.9 : letter === '?' && '.c'.includes(one) ? 0.4 : 0.1 / columns.length))
    )
  )
const tags = (letters: string) => certain(letters, '.SsQqCc')
/** The drafts of cues, each with what the reader says of every token: s and c for source and content, capitals where one begins. */
const drafts = (...cues: [letters: string, cue: [number, number]][]) => {
  const length = cues[0][0].length
  const readings = cues.map(([letters]) => ({ roles: certain(letters, '.SsCc'), first: 0, from: 0, to: length }))
  return draftsOf(
    tags('.'.repeat(length)),
    cues.map(([, cue]) => cue),
    readings,
    HOW
  )
}
const draft = (letters: string, cue: [number, number]) => drafts([letters, cue])[0]

test('cues are runs of tokens, cut where a new one begins', () => {
  expect(cuesIn(tags('.Qq.QQ.'), HOW)).toEqual([
    [1, 3],
    [4, 5],
    [5, 6]
  ])
  expect(cuesIn(tags('..Q'), HOW)).toEqual([[2, 3]])
})

test('a cue brings its source and its content, around the cue but never over it', () => {
  expect(draft('Ss.Ccc', [2, 3])).toMatchObject({ cue: [2, 3], source: [0, 2], content: [[3, 6]] })
  expect(draft('Cc.Cc', [2, 3])?.content).toEqual([
    [0, 2],
    [3, 5]
  ])
  expect(draft('CccCcc', [2, 3])?.content).toEqual([
    [0, 2],
    [3, 6]
  ])
})

test('a weak token inside long content does not break it', () => {
  expect(draft('Ccc?cccS.', [8, 9])?.content).toEqual([[0, 7]])
  expect(draft('Ccc.CccS.', [8, 9])?.content).toEqual([
    [0, 3],
    [4, 7]
  ])
})

test('a cue without content is none', () => {
  expect(drafts(['Ss.', [2, 3]])).toEqual([])
})

test('an attribution that is not likely enough is none', () => {
  const reading = { roles: certain('SqCcc', '.SsCc'), first: 0, from: 0, to: 5 }
  expect(draftsOf(tags('.Q...'), [[1, 2]], [reading], { ...HOW, least: 0.5 })).toHaveLength(1)
  expect(draftsOf(tags('.Q...'), [[1, 2]], [reading], { ...HOW, least: 0.9 })).toEqual([])
})

test('content that reaches the end of what the reader saw goes on as far as the flat tags say', () => {
  const reading = { roles: certain('Q.Ccc', '.SsCc'), first: 0, from: 0, to: 5 }
  expect(draftsOf(tags('Q.Ccccc.'), [[0, 1]], [reading], HOW)[0].content).toEqual([[2, 7]])
})

test('two cues share no content: the longer claim wins, the other keeps what is free or falls away', () => {
  expect(drafts(['S.Ccccc....', [1, 2]], ['...Cccc..S.', [10, 11]]).map(one => one.cue)).toEqual([[1, 2]])
  const [first, second] = drafts(['S.Ccccc....', [1, 2]], ['......Ccc.S', [9, 10]])
  expect(first.content).toEqual([[2, 7]])
  expect(second).toMatchObject({ source: [10, 11], content: [[7, 9]] })
})
