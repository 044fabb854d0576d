import { expect, test } from 'vitest'
import { alignPair } from '../src/align/alignment.ts'
import { collate } from '../src/align/collate.ts'
import { compareQuotes } from '../src/align/index.ts'
import { relationOf } from '../src/align/relation.ts'
import { wordingOf } from '../src/align/wording.ts'
import { checkStatement } from '../src/laws.ts'
import { type Text, textOf } from '../src/text/index.ts'
import type { QuoteId, Some, Statement, StatementId, Variant } from '../src/types.ts'

const whole = (text: Text) => [{ start: 0, end: text.chars.length }]
const wording = (chars: string) => wordingOf(textOf(chars), whole(textOf(chars)))

/** The table of some wordings, a line each, its cells between bars. */
const table = (...printed: string[]) =>
  collate(printed.map(wording)).map((cells, row) =>
    cells.map(cell => (cell ? printed[row].slice(cell.start, cell.end) : '–')).join(' | ')
  )
/** How words stand to each other, those between angle brackets where there is a text around them. */
const relation = (a: string, b: string) => {
  const [x, y] = [a, b].map(printed)
  return relationOf(alignPair(wordingOf(x.text, x.content), wordingOf(y.text, y.content)), [x, y])
}
const printed = (line: string) => {
  const [before, words, after] = /^(.*)<(.*)>(.*)$/.exec(line)?.slice(1) ?? ['', line, '']
  return { text: textOf(before + words + after), content: [{ start: before.length, end: before.length + words.length }] }
}

test('words meet words, and a comma never takes the place of one', () => {
  expect(table('The gate, the wall, the quay stay shut.', 'The gate the wall the quay, stay shut')).toEqual([
    'The gate, the wall, the quay stay shut.',
    'The gate the wall the quay, stay shut'
  ])
  expect(table('We wait, and wait, and sing.', 'We wait, and sing.')).toEqual([
    'We | wait, and | wait, and sing.',
    'We | – | wait, and sing.'
  ])
})

test('what is left out leaves a gap; what is put for another word stands against it', () => {
  expect(table('The harbour will stay open all winter', 'The harbour will stay open')).toEqual([
    'The harbour will stay open | all winter',
    'The harbour will stay open | –'
  ])
  expect(table('We shall cross in the old boat', 'We will sail in the old boat')).toEqual([
    'We | shall cross | in the old boat',
    'We | will sail | in the old boat'
  ])
})

test('a moved phrase is not forced into a column', () => {
  const rows = table(
    'In the spring of the year the ferries return to Lund',
    'The ferries return to Lund in the spring of the year'
  )
  expect(rows[0].split(' | ')[0]).toMatch(/^In the spring/)
  expect(rows[1].split(' | ')[0]).toBe('–')
  expect(rows[1]).toContain('in the spring of the year')
})

test('the order of the witnesses makes no difference', () => {
  const printed = [
    'We will rebuild the bridge, the mill and the school before winter.',
    'We will rebuild the bridge and the school before winter',
    'We shall rebuild the bridge, the school and the mill',
    'rebuild the old bridge before the winter'
  ]
  const first = new Map(collate(printed.map(wording)).map((row, i) => [printed[i], JSON.stringify(row)]))
  for (const order of [
    [3, 2, 1, 0],
    [1, 3, 0, 2],
    [2, 0, 3, 1]
  ]) {
    const rows = collate(order.map(i => wording(printed[i])))
    for (const [row, i] of order.entries()) expect(JSON.stringify(rows[row])).toBe(first.get(printed[i]))
  }
})

test('an attribution in the middle is no part: no cell runs through it', () => {
  const text = textOf('“We will rebuild,” Ruiz said, “before winter.”')
  const parts = [
    { start: 0, end: 18 },
    { start: 30, end: text.chars.length }
  ]
  const [cells] = collate([wordingOf(text, parts), wording('We will rebuild before winter')])
  expect(cells.map(cell => cell && text.chars.slice(cell.start, cell.end))).toEqual(['“We will rebuild,”', '“before winter.”'])
})

test.each([
  ['verbatim', 'The quay is safe', '“The quay is safe,”'],
  ['verbatim', 'They don’t sell', 'They do n’t sell'],
  ['accidentals', 'They don’t sell Ada’s boat', "They don't sell Ada's boat"],
  ['verbatim', 'Ada’s aunt: <They don’t sell>, she wouldn’t add', "<They don't sell>"],
  ['verbatim', 'Ada’s aunt: <They don’t sell>, she wouldn’t add', "Ada's aunt: <They don't sell>"],
  ['accidentals', "Ada's aunt: <They don’t sell>, she wouldn't add", "<They don't sell>"],
  ['accidentals', 'We’ll fund the harbour programme', 'we will fund the harbor program'],
  ['accidentals', 'Twenty U.S. ships recognise the line', '20 US ships recognize the line'],
  ['accidentals', 'a counter-productive, short-term plan', 'a counterproductive, short term plan'],
  ['accidentals', 'Nine per cent of the boats leak', 'Nine percent of the boats leak'],
  ['excerpt', 'We mend the roof before the first frost', 'before the first frost'],
  ['elided-marked', 'The toll … ruins the islands', 'The toll, as everybody knows, ruins the islands'],
  ['elided-silent', 'We must … at last mend the roof', 'We mend the roof'],
  ['elided-silent', 'The council will meet at noon', 'The council will all meet at noon'],
  ['bracketed', '[The bakers] want a bridge to the island', 'They want a bridge to the island'],
  ['bracketed', 'The [old] crew stays on the island', 'The crew stays on the island'],
  ['elided-silent', 'We sail at dawn with [her] brother and two dogs to the island', 'We sail at dawn to the island'],
  ['elided-marked', 'We sail at dawn (so I hope) with two dogs to the island', 'We sail at dawn … to the island'],
  [
    'reworded',
    'The council … gladly lights the northern lamps',
    'The council, after much talk of nets, lights the northern lamps'
  ],
  ['reworded', 'The council gladly [now] lights the northern lamps', 'The council soon lights the northern lamps'],
  ['bracketed', '[T]he crew stays on the island', 'The crew stays on the island'],
  ['reworded', 'The ferry must run on Sundays', 'The ferry has to sail on Sundays'],
  [
    'retranslated',
    'I wish to voice our warm support to the old harbour town, hit while it slept, and all its families',
    'I want to express my heartfelt support to the old harbour city, struck as it was asleep, and all its families'
  ],
  [
    'stitched',
    'The old pier held. The storm passed at noon on Friday.',
    'The storm passed at noon on Friday. The old pier held.'
  ],
  ['stitched', 'if it is up to me We would all be', 'We would all be out of here by noon if it is up to me'],
  ['stitched', 'if the lamp is up to me We would … out of here', 'We would all be out of here by noon if the lamp is up to me'],
  [
    'elided-silent',
    'We think we’re ready and it isn’t raining on the lower quay',
    'We think we’re ready and we’ve said it’s what we’re at, it isn’t raining on the lower quay'
  ],
  ['excerpt', 'We sail (with the old crew) at dawn from the pier', 'old crew) at dawn from the pier'],
  ['bracketed', 'She sold the house, the boat, and its old lamps', 'She sold the house, … and [all] its old lamps'],
  ['reworded', 'The choir sings on the pier about salt', 'The choir sings on the pier of herring, gulls, tar and rope'],
  [
    'stitched',
    'The storm passed. The pier held.',
    'The storm passed, at noon on Friday, with much noise and no loss at all. The pier held.'
  ]
])('%s: %s / %s', (expected, a, b) => {
  expect(relation(a, b)).toBe(expected)
  expect(relation(b, a)).toBe(expected)
})

const compare = (a: string, b: string, words: [string, string]) => {
  const side = (chars: string, quoted: string) => {
    const start = chars.indexOf(quoted)
    return { text: textOf(chars), at: { start, end: start + quoted.length }, published: '2031-05-04' }
  }
  return compareQuotes(side(a, words[0]), side(b, words[1]))
}

test('one remark in two papers is the same, its speaker twice quoted is not', () => {
  const told =
    'The lighthouse keepers of Varn met the mayor about the closed ferry line on Tuesday, and nobody left the hall early.'
  const one = `${told} “The ferry line reopens in May or I resign,” Mayor Ada Ruiz told reporters after the meeting.`
  const two = `The lighthouse keepers of Varn were told by the mayor that the ferry line would run again. “The ferry line reopens in May,” Ruiz told reporters.`
  const same = compare(one, two, ['The ferry line reopens in May or I resign,', 'The ferry line reopens in May,'])
  expect(same).toMatchObject({ same: true, relation: 'excerpt' })
  const other = `${told} Ruiz also said: “Nobody on the island asked for a bridge.”`
  expect(
    compare(one, other, ['The ferry line reopens in May or I resign,', 'Nobody on the island asked for a bridge.']).same
  ).toBe(false)
})

test('a name in quotation marks is nobody’s utterance', () => {
  const one = 'The owners of the “Open Sea” plan for the oyster beds met in Lund. Fishermen were not asked about it at all.'
  const two = 'A choir from Tarn sang its “Open Sea” programme last week. The concert hall was full on all three evenings.'
  expect(compare(one, two, ['Open Sea', 'Open Sea']).same).toBe(false)
})

test('two speakers who are given are two utterances', () => {
  const text = textOf('We will never sell the island')
  const at = { start: 0, end: text.chars.length }
  expect(compareQuotes({ text, at, speaker: 'Ada Ruiz' }, { text, at, speaker: 'Ben Okoro' }).same).toBe(false)
  expect(compareQuotes({ text, at, speaker: 'Ada Ruiz' }, { text, at, speaker: 'Ruiz' }).same).toBe(true)
})

test('a long run of words of grammar is no chance', () => {
  const side = (chars: string) => ({ text: textOf(chars), at: { start: 0, end: chars.length }, speaker: 'Ada Ruiz' })
  expect(
    compareQuotes(side('does whatever he has to do to be there'), side('does whatever he has to do to win lamps')).same
  ).toBe(true)
  expect(compareQuotes(side('that is what he has to be there for'), side('what she was told to do for him there')).same).toBe(
    false
  )
})

test('which of the two comes first makes no difference', () => {
  const long =
    'I believe the ferry has become a burden, and I think you should close it. And I think you should build a bridge with a new crew.'
  const short =
    'I believe [the line] has become a burden … and that is why I believe you should close it, start over, build a bridge and a quay.'
  const sides = [long, short].map(chars => ({ text: textOf(chars), at: { start: 0, end: chars.length } }))
  const [one, other] = [compareQuotes(sides[0], sides[1]), compareQuotes(sides[1], sides[0])]
  expect(other).toEqual({ ...one, cells: one.cells.map(([a, b]) => [b, a]) })
})

const SPEECHES = [
  'We came to the island in the spring, and nobody, not even the keepers, had a map of its wells.',
  'The council has decided: the harbour stays open, the ferries run, and whoever closes the road pays for it.',
  'I have said it before and I say it again, the bridge is safe, the bridge was safe, the bridge will be safe.'
]
/** Edits of a wording, by word positions: what outlets do to a speech. */
const EDITS: ((words: string[]) => string[])[] = [
  words => words.slice(3, -4),
  words => [...words.slice(0, 4), '…', ...words.slice(8)],
  words => [...words.slice(0, 4), '[sic]', ...words.slice(4)],
  words => words.map((word, i) => (i % 6 === 2 ? 'perhaps' : word)),
  words => [...words.slice(9), ...words.slice(0, 9)],
  words => words.filter((_, i) => i % 5 !== 3)
]

/** An order of so many that is the same for the same number. */
const orderOf = (many: number, n: number) =>
  Array.from({ length: many }, (_, i) => i).sort((x, y) => (((x + 1) * n * 7919) % 104_729) - (((y + 1) * n * 7919) % 104_729))

test('in whatever order edited witnesses come, each has the same row', () => {
  for (const speech of SPEECHES) {
    const printed = [speech, ...EDITS.map(edit => edit(speech.split(' ')).join(' '))]
    const first = collate(printed.map(wording))
    for (let n = 1; n <= 40; n++) {
      const order = orderOf(printed.length, n)
      const rows = collate(order.map(i => wording(printed[i])))
      order.forEach((place, row) => {
        expect(rows[row], order.join(' ')).toEqual(first[place])
      })
    }
  }
})

test('the laws hold over edited witnesses, any number of them', () => {
  for (const speech of SPEECHES) {
    const printed = [speech, ...EDITS.map(edit => edit(speech.split(' ')).join(' '))]
    const texts = printed.map(textOf)
    const rows = collate(printed.map(wording))
    const variants = rows.map((cells, i): Variant => ({ quotation: `${i}` as QuoteId, relation: 'verbatim', cells }))
    const statement: Statement = {
      id: 's' as StatementId,
      speaker: null,
      variants: variants as unknown as Some<Variant>,
      echoes: [],
      conflicts: []
    }
    expect(checkStatement(statement, id => texts[Number(id)])).toEqual([])
    // Every word stands in a cell.
    rows.forEach((cells, i) => {
      const shown = cells.map(cell => (cell ? printed[i].slice(cell.start, cell.end) : '')).join(' ')
      expect(shown.replace(/\s+/g, ' ').trim()).toBe(printed[i])
    })
  }
})
