/** What is one, what is said again and what contradicts another: pairs that look alike, each with what a careful reader says of it. */
import { expect, test } from 'vitest'
import { alignQuotes } from '../src/align/index.ts'
import { textOf } from '../src/text/index.ts'
import type { Article, ArticleId, Cited, Form, Part, QuoteId, Speaker, SpeakerId, Witness } from '../src/types.ts'

type Told = {
  by?: string
  kind?: `${Form} ${Part}`
  on?: string
  day?: string
  printed?: string
  speaks?: Partial<Speaker>
  unsure?: true
}

/** Quotations of one article, each between square brackets, which are taken out; `on` are the words of the article that tell the day. */
const article = (outlet: string, marked: string, ...all: Told[]): Witness[] => {
  let chars = ''
  const spans: { start: number; end: number }[] = []
  for (const [i, piece] of marked.split(/[[\]]/).entries()) {
    if (i % 2) spans.push({ start: chars.length, end: chars.length + piece.length })
    chars += piece
  }
  const text = textOf(chars)
  return spans.map((span, i): Witness => {
    const { by = 'Ada Ruiz', kind = 'direct body', on, day, printed, speaks, unsure } = all[i] ?? all[0] ?? {}
    const [form, part] = kind.split(' ') as [Form, Part]
    const start = on ? chars.indexOf(on) : -1
    const because: Cited[] = on ? [{ text: text.id, start, end: start + on.length }] : []
    const published = printed ? { value: printed, precision: 'day', evidence: 'given' } : null
    return {
      id: `${outlet}-${i}` as QuoteId,
      article: { id: outlet as ArticleId, text, blocks: [], published, updated: null } as unknown as Article,
      quote: { form, part, content: [span], cue: null, source: null, because: 'test', confidence: 1 },
      speaker: { id: by as SpeakerId, name: by, kind: 'person', names: [by], ...speaks },
      named: !unsure,
      said: day || on ? { date: day ?? null, place: null, occasion: null, because, witness: null, way: null } : null
    }
  })
}

const statements = (...articles: Witness[][]) => alignQuotes(articles.flat())
const joined = (...articles: Witness[][]) => statements(...articles).length === 1
const conflicts = (...articles: Witness[][]) => statements(...articles).some(one => one.conflicts.length > 0)
const echoes = (...articles: Witness[][]) => statements(...articles).some(one => one.echoes.length > 0)

const NETS = '“We hauled the nets before dawn, and the herring were thin, and nobody sold a barrel.”'

test('two outlets that surely name two people for the same words contradict each other', () => {
  const post = (told: Told) => article('post', `[${NETS}] said the keeper of the nets.`, { by: 'Odd Okoro', ...told })
  const lamp = article('lamp', `[${NETS}] the harbour heard.`, {})
  expect(conflicts(lamp, post({}))).toBe(true)
  expect(conflicts(lamp, post({ unsure: true }))).toBe(false)
  expect(conflicts(lamp, post({ kind: 'direct headline' }))).toBe(false)
  expect(conflicts(lamp, post({ kind: 'indirect body' }))).toBe(false)
  expect(conflicts(lamp, post({ by: 'Harbour Office', speaks: { kind: 'body' } }))).toBe(false)
})

test.each(['Gallery Ada Ruiz', 'Ida Ruiz', 'Ada Ruizz', 'Lund Ruiz Tarn'])(
  '%s may be Ada Ruiz under another name: no conflict',
  by => {
    expect(conflicts(article('lamp', `[${NETS}] she said.`), article('post', `[${NETS}] she said.`, { by }))).toBe(false)
  }
)

test('where an article prints the name that the other one has, a misread name is likelier than a conflict', () => {
  const lamp = article('lamp', `[${NETS}] Ada Ruiz said.`)
  const post = article('post', `Ruiz spoke of Odd Okoro at the quay. [${NETS}]`, { by: 'Odd Okoro' })
  expect(conflicts(lamp, post)).toBe(false)
})

test('a body’s spelling makes no second body, and one article does not contradict itself but in a caption', () => {
  const twice = `[${NETS}] Ada Ruiz said. Okoro: [${NETS}]`
  expect(conflicts(article('lamp', twice, {}, { by: 'Odd Okoro' }))).toBe(false)
  expect(conflicts(article('lamp', twice, {}, { by: 'Odd Okoro', kind: 'direct caption' }))).toBe(true)
})

test('word for word and long is one utterance where a day is told in another paragraph only, or not at all', () => {
  const old = (on: string, gap: string) =>
    article('lamp', `The council met ${on}.${gap}[${NETS}] Ruiz said.`, { on, day: '2031-05-06', printed: '2031-05-17' })
  const late = article('post', `[${NETS}] Ruiz once said.`, { printed: '2032-09-01' })
  const friday = article('tide', `[${NETS}] Ruiz said on Friday.`, { on: 'on Friday', day: '2031-05-16', printed: '2031-05-17' })
  expect(joined(old('on Tuesday', ' '), late)).toBe(true)
  expect(joined(old('on Tuesday', '\n\n'), friday)).toBe(true)
  expect(joined(old('on Tuesday', ' '), friday)).toBe(false)
  expect(echoes(old('on Tuesday', ' '), friday)).toBe(true)
})

test('nothing is printed before it is said, however much it is alike', () => {
  const early = article('post', `[${NETS}] Ruiz said.`, { printed: '2031-05-01' })
  const late = article('lamp', `[${NETS}] Ruiz said on Friday.`, { on: 'on Friday', day: '2031-05-16', printed: '2031-05-17' })
  expect(joined(early, late)).toBe(false)
})

test.each([
  ['a saying', 'Ruiz called [the inquiry a “witless herring hunt”]', 'Ruiz mocks [the audit as a “witless herring hunt”]', true],
  [
    'a name',
    'Ruiz called [the old pier a ruin by “Merrow Castle”]',
    'Ruiz sold [a house below “Merrow Castle” for nothing]',
    false
  ],
  ['a number', 'Ruiz was [“100 percent” sure of the keeper]', 'Ruiz called [the story “100 percent” made up]', false],
  ['a word that everybody says', 'Ruiz saw [the pier as “very good”]', 'Ruiz saw [the choir as “very good”]', false],
  [
    'a stock piece without marks',
    'Ruiz praised [the old harbour master of Tarn]',
    'Ruiz wrote to [the old harbour master of Tarn]',
    false
  ]
])('said again on another day: %s', (_, one, other, again) => {
  const kind = one.includes('“') ? 'mixed body' : 'indirect body'
  expect(echoes(article('lamp', one, { kind, day: '2031-05-06' }), article('post', other, { kind, day: '2031-09-09' }))).toBe(
    again
  )
})

test('what two say, or what is read twice from one passage, is not said again', () => {
  const [may, june] = ['2031-05-06', '2031-06-09']
  const line = 'Ruiz called [the inquiry a “witless herring hunt”]'
  const unnamed: Told = { kind: 'mixed body', speaks: { kind: 'unnamed' }, by: 'officials' }
  expect(echoes(article('lamp', line, { ...unnamed, day: may }), article('post', line, { ...unnamed, day: june }))).toBe(false)
  const [whole] = article('lamp', line, { kind: 'mixed body', day: may })
  const inner = { ...whole, id: 'lamp-1' as QuoteId, said: { ...whole.said!, date: june } }
  expect(echoes([whole, inner])).toBe(false)
})

test('a telling that stands in a limit is not the one without it', () => {
  const told = (outlet: string, line: string) => article(outlet, line, { kind: 'mixed body', day: '2031-05-06' })
  const beaten = told('lamp', 'Ruiz said [the fever on the northern islands is beaten]')
  expect(joined(beaten, told('post', 'Ruiz said [the fever on the northern islands is “very nearly beaten”]'))).toBe(false)
  expect(joined(beaten, told('post', 'Ruiz said [the fever on the northern islands has been “beaten”]'))).toBe(true)
})

test('few words in marks join nothing that is told of something else', () => {
  const pity = article('lamp', '[“I feel badly for Okoro. I like her very much. She mended every net in this harbour.”]')
  const other = article('post', 'Ruiz said [she feels “very badly” for him]', { kind: 'mixed body', printed: '2031-07-12' })
  expect(joined(pity, other)).toBe(false)
  const knew = article('lamp', 'Ruiz said [she knew of the payments by Lund only “much later”]', {
    kind: 'mixed body',
    printed: '2031-05-06'
  })
  const repaid = article('post', 'Ruiz had said [that she had repaid Lund for a payment to the keeper]', {
    kind: 'indirect body'
  })
  expect(joined(knew, repaid)).toBe(false)
})

test('one word in marks is taken up near the words that it is of, not far down the article', () => {
  const line = (gap: string) =>
    `[“Okoro has been foolishly spiteful to the visiting choir, which is by far the best of the coast.”]${gap}Ruiz thought [Lund’s remarks “spiteful”].`
  const told: Told[] = [{}, { kind: 'mixed body' }]
  expect(joined(article('lamp', line('\n\n'), ...told))).toBe(true)
  expect(joined(article('lamp', line(`\n\n${'The ferry came in late and left early. '.repeat(20)}\n\n`), ...told))).toBe(false)
})

test('a telling without marks is no excerpt of the speech that it holds', () => {
  const [{ variants }] = statements(
    article('lamp', '[“The keepers were never told that the old lamp had been sold to the island of Tarn.”]', {
      day: '2031-05-06'
    }),
    article('post', 'Ruiz said [the keepers were never told that the old lamp had been sold].', {
      kind: 'indirect body',
      day: '2031-05-06'
    })
  )
  expect(variants.map(one => one.relation)).toEqual(['verbatim', 'paraphrase'])
})

test('a turn of phrase in two articles of one day is one, in two of different weeks it is said again', () => {
  const told = (outlet: string, line: string, printed: string) => article(outlet, line, { kind: 'mixed body', printed })
  const one = told('lamp', 'Ruiz had [a “witless herring hunt” in the harbour]', '2031-05-06')
  const other = (printed: string) => told('post', 'Ruiz mocks [the audit as a “witless herring hunt”]', printed)
  expect(joined(one, other('2031-05-07'))).toBe(true)
  expect(joined(one, other('2031-05-21'))).toBe(false)
  expect(echoes(one, other('2031-05-21'))).toBe(true)
})
