import { expect, test } from 'vitest'
import { alignQuotes, compareQuotes } from '../src/align/index.ts'
import { checkStatement } from '../src/laws.ts'
import { textOf } from '../src/text/index.ts'
import type { Article, ArticleId, Form, Part, QuoteId, SpeakerId, Witness } from '../src/types.ts'

/** A witness in a line: outlet, form and part, the day it was said, who speaks; its content stands between square brackets, which are taken out. */
const witness = (
  id: string,
  line: string,
  speaker: string | null,
  kind: `${Form} ${Part}`,
  date: string | null = null,
  published: string | null = null
): Witness => {
  const [outlet] = id.split('-')
  const content: { start: number; end: number }[] = []
  let chars = ''
  for (const [i, piece] of line.split(/[[\]]/).entries()) {
    if (i % 2) content.push({ start: chars.length, end: chars.length + piece.length })
    chars += piece
  }
  const [form, part] = kind.split(' ') as [Form, Part]
  const article = {
    blocks: [],
    id: outlet as ArticleId,
    text: textOf(chars),
    published: published ? { value: published, precision: 'day', evidence: 'given' } : null,
    updated: null
  } as unknown as Article
  return {
    id: id as QuoteId,
    article,
    quote: {
      form,
      part,
      content: content as unknown as Witness['quote']['content'],
      cue: null,
      source: null,
      because: 'test',
      confidence: 1
    },
    speaker: speaker ? { id: speaker as SpeakerId, name: speaker, kind: 'person', names: [speaker] } : null,
    said: date ? { date, place: null, occasion: null, because: [], witness: null, way: null } : null
  }
}

const RUIZ = [
  witness(
    'lamp-1',
    '[“The bridge at Tarn is too rotten to be mended with paint and patience alone,”] Ruiz said.',
    'Ruiz',
    'direct body',
    '2031-05-06'
  ),
  witness(
    'post-1',
    'Ruiz said [“the bridge at Tarn is too rotten to be mended with paint alone.”]',
    'Ruiz',
    'direct body',
    '2031-05-06'
  ),
  witness('tide-1', 'Ruiz added [that paint and patience do not mend a rotten bridge].', 'Ruiz', 'indirect body', '2031-05-06'),
  witness('lamp-0', 'Ruiz calls bridge [‘too rotten’ to mend]', 'Ruiz', 'mixed headline', '2031-05-06')
]

/** The statements, each as its quotations with their relations, sorted. */
const gathered = (...witnesses: Witness[]) =>
  alignQuotes(witnesses)
    .map(one => one.variants.map(({ quotation, relation }) => `${quotation} ${relation}`).join(', '))
    .sort()

test('one remark across outlets: the fullest first, a telling and a headline with it', () => {
  expect(gathered(...RUIZ)).toEqual(['lamp-1 verbatim, post-1 elided-silent, lamp-0 paraphrase, tide-1 paraphrase'])
})

test('the order of the witnesses makes no difference, and every witness is in one statement', () => {
  const more = [...RUIZ, witness('post-2', 'Okoro said [“The ferry leaves at nine.”]', 'Okoro', 'direct body')]
  const first = alignQuotes(more)
  expect(alignQuotes([...more].reverse())).toEqual(first)
  expect(alignQuotes([more[2], more[4], more[0], more[3], more[1]])).toEqual(first)
  expect(first.flatMap(one => one.variants.map(({ quotation }) => quotation)).sort()).toEqual(more.map(({ id }) => id).sort())
  const texts = new Map(more.map(({ id, article }) => [id, article.text]))
  expect(first.flatMap(statement => checkStatement(statement, id => texts.get(id)!))).toEqual([])
})

test('the same phrase on another day is an echo: linked, not merged', () => {
  const may = witness(
    'lamp-1',
    'He said [“tolls are the ticket to trouble for every village on the coast.”]',
    'Ruiz',
    'direct body',
    '2031-05-06'
  )
  const june = witness(
    'post-1',
    'He said [“tolls are the ticket to trouble for every village on the coast.”]',
    'Ruiz',
    'direct body',
    '2031-06-01'
  )
  const [a, b] = alignQuotes([may, june])
  expect(a.variants).toHaveLength(1)
  expect([a.echoes, b.echoes]).toEqual([[b.id], [a.id]])
})

test('nobody is quoted before speaking: what was printed on the second was not said on the fifth', () => {
  const early = witness('lamp-1', '[“Tolls and fines are the ticket to trouble.”]', 'Ruiz', 'direct body', null, '2031-05-02')
  const late = witness('post-1', 'He called fees [“the ticket to trouble”]', 'Ruiz', 'mixed body', '2031-05-05')
  expect(alignQuotes([early, late])).toHaveLength(2)
})

test('a short saying about another subject is not the same statement', () => {
  const one = witness('lamp-1', 'He described [bigger fines as “the ticket to trouble”]', 'Ruiz', 'mixed body')
  const other = witness('post-1', '[“Gossip, envy and careless talk are the ticket to trouble.”]', 'Ruiz', 'direct body')
  expect(alignQuotes([one, other])).toHaveLength(2)
})

test('two who are told to speak of the same named thing are not in conflict', () => {
  const statements = alignQuotes([
    witness('lamp-1', 'The board has demanded [higher tolls on the Upper Merrow].', 'board', 'indirect body'),
    witness('lamp-2', 'Ruiz said [bringing in higher tolls on the Upper Merrow would be useless].', 'Ruiz', 'indirect body')
  ])
  expect(statements.map(one => one.conflicts)).toEqual([[], []])
})

test('the same words given to two speakers: two statements, in conflict', () => {
  const caption = witness(
    'lamp-1',
    'Ruiz urged that [the bakers and not the fishermen pay for the new bell of the chapel]',
    'Ruiz',
    'indirect caption'
  )
  const body = witness(
    'lamp-2',
    'Okoro said [the bakers and not the fishermen pay for the new bell of the chapel this year].',
    'Okoro',
    'indirect body'
  )
  const [a, b] = alignQuotes([caption, body])
  expect([a.conflicts, b.conflicts].flat().sort()).toEqual(['lamp-1', 'lamp-2'])
})

test('words without a speaker join only where they are plainly the same', () => {
  const said = witness(
    'lamp-1',
    '[“We counted forty broken windows in the lighthouse and nobody came,”] Ruiz said.',
    'Ruiz',
    'direct body'
  )
  const unnamed = witness('post-1', '[“We counted forty broken windows in the lighthouse,”] it says.', null, 'direct body')
  const phrase = witness('tide-1', '[“broken windows”]', null, 'direct body')
  expect(gathered(said, unnamed, phrase)).toEqual(['lamp-1 verbatim, post-1 excerpt', 'tide-1 verbatim'])
})

test('two sentences of one speech on one subject stay two', () => {
  const one = witness(
    'lamp-1',
    '[“The harbour needs a second crane before the autumn storms begin.”]',
    'Ruiz',
    'direct body',
    '2031-05-06'
  )
  const two = witness(
    'post-1',
    '[“Whoever says the harbour is safe in a storm has never worked there.”]',
    'Ruiz',
    'direct body',
    '2031-05-06'
  )
  const told = witness(
    'tide-1',
    'He said [that marks on a chart “were never drawn by sailors”]',
    'Ruiz',
    'mixed body',
    '2031-05-06'
  )
  expect(alignQuotes([one, two, told])).toHaveLength(3)
})

test('a quotation without a word has its place too', () => {
  const marks = witness('lamp-1', 'Asked about the toll, Ruiz only said [“?!”]', 'Ruiz', 'direct body')
  const [statement] = alignQuotes([marks])
  expect(checkStatement(statement, () => marks.article.text)).toEqual([])
})

test('other numbers are another statement', () => {
  const wells = (id: string, line: string) => witness(id, line, 'Ruiz', 'indirect body', '2031-05-06')
  const one = wells('lamp-1', 'Ruiz said [that 7 of the 8 wells examined on the island are clean]')
  expect(alignQuotes([one, wells('post-1', 'Ruiz said [that 2 of the 5 wells examined on the island are clean]')])).toHaveLength(
    2
  )
  expect(
    alignQuotes([one, wells('post-1', 'Ruiz said [that seven of the wells examined on the island are clean]')])
  ).toHaveLength(1)
})

test('an undated saying of a Tuesday was not said on a Wednesday', () => {
  const told = (id: string, day: string, date: string | null) => {
    const one = witness(
      id,
      `[that longer nets in the lagoon would ruin the oyster beds], Ruiz said on ${day}`,
      'Ruiz',
      'indirect body',
      date
    )
    const start = one.article.text.chars.indexOf(day)
    const because = [{ text: one.article.text.id, start, end: start + day.length }]
    return { ...one, said: { date, place: null, occasion: null, because, witness: null, way: null } }
  }
  // The seventh of May 2031 is a Wednesday.
  expect(alignQuotes([told('lamp-1', 'Tuesday', null), told('post-1', 'Wednesday', '2031-05-07')])).toHaveLength(2)
  expect(alignQuotes([told('lamp-1', 'Wednesday', null), told('post-1', 'Wednesday', '2031-05-07')])).toHaveLength(1)
})

test('speech word for word is one utterance though its days are one apart, a telling or a short saying is not', () => {
  const long = '“We hauled the nets before dawn, and the herring were thin, and nobody in Tarn sold a barrel.”'
  const said = (id: string, words: string, date: string) => witness(id, `[${words}] Ruiz said.`, 'Ruiz', 'direct body', date)
  expect(alignQuotes([said('lamp-1', long, '2031-05-06'), said('post-1', long, '2031-05-07')])).toHaveLength(1)
  expect(alignQuotes([said('lamp-1', long, '2031-05-06'), said('post-1', long, '2031-05-09')])).toHaveLength(2)
  const short = '“The herring were thin in Tarn.”'
  expect(alignQuotes([said('lamp-1', short, '2031-05-06'), said('post-1', short, '2031-05-07')])).toHaveLength(2)
})

test('a scrap of a telling joins nothing by its few words', () => {
  const told = (id: string, line: string) => witness(id, line, 'Ruiz', 'indirect body')
  const long = told('lamp-1', 'Ruiz said [that the keepers of the North Pier were owed nine years of wages]')
  expect(alignQuotes([long, told('post-1', 'Ruiz walked to [the North Pier]')])).toHaveLength(2)
  expect(
    alignQuotes([
      told('lamp-1', 'Ruiz was glad [to see Okoro on the North Pier]'),
      told('post-1', 'Ruiz ran to [the North Pier]')
    ])
  ).toHaveLength(2)
  expect(alignQuotes([long, told('post-1', 'Ruiz said [the North Pier’s keepers were owed their wages]')])).toHaveLength(1)
})

test('two translations of one day’s words are one statement; of another day’s they are not', () => {
  const spoken = (id: string, line: string, date: string) => witness(id, line, 'Ruiz', 'direct body', date)
  const one = spoken(
    'lamp-1',
    '[“While the glaziers of Tarn are unpaid, no lantern will burn on the northern cliff.”]',
    '2031-05-06'
  )
  const other = (date: string) =>
    spoken(
      'post-1',
      '[“There can be no burning lanterns on the cliff in the north as long as nobody pays Tarn’s glaziers.”]',
      date
    )
  expect(gathered(one, other('2031-05-06'))).toEqual(['post-1 verbatim, lamp-1 retranslated'])
  expect(alignQuotes([one, other('2031-05-07')])).toHaveLength(2)
})

test('the wording that most outlets print is the base, before a longer translation; a transcript’s comes before all', () => {
  const spoken = (id: string, line: string) => witness(id, line, 'Ruiz', 'direct body', '2031-05-06')
  const longer = spoken(
    'tide-1',
    '[“A man who moors his boat with an old rope should really not complain about the wind and about the sea when it drifts,”] he said.'
  )
  const shared = '[“Who moors a boat with old rope must not complain of the wind when the boat drifts.”]'
  const [lamp, post] = [spoken('lamp-1', shared), spoken('post-1', shared)]
  const base = (...all: Witness[]) => alignQuotes(all).map(one => one.variants[0].quotation)
  expect(base(longer, lamp, post)).toEqual(['lamp-1'])
  const turn = { ...post, quote: { ...post.quote, because: 'turn of a transcript' } }
  expect(base(longer, lamp, turn)).toEqual(['post-1'])
})

test.each([
  [
    'a negation',
    'the ferry would sail to the outer islands in winter',
    'the ferry would not sail to the outer islands in winter'
  ],
  ['a verb that denies', 'the mayor to close the old fish market', 'the mayor refused to close the old fish market'],
  ['a modal', 'the ferry may sail to the outer islands in winter', 'the ferry will sail to the outer islands in winter'],
  [
    'a duty',
    'the council would pay for the outer islands’ winter ferry',
    'the council must pay for the outer islands’ winter ferry'
  ],
  ['a number', '7 of the 8 wells on the outer islands are clean', '2 of the 8 wells on the outer islands are clean']
])('tellings that differ in %s are no paraphrases', (_, one, other) => {
  const told = (id: string, words: string) => witness(id, `Ruiz said [that ${words}].`, 'Ruiz', 'indirect body', '2031-05-06')
  const statements = alignQuotes([told('lamp-1', one), told('post-1', other)])
  expect(statements).toHaveLength(2)
  expect(alignQuotes([told('lamp-1', one), told('post-1', one.replace('outer', 'far'))])).toHaveLength(1)
})

test('a telling goes with the speech whose words it holds, before the dek that tells another half of it', () => {
  const told = witness(
    'lamp-2',
    'Ruiz accused [foreign bankers of steering the Tarn fishery towards “the ruin of a whole coast”].',
    'Ruiz',
    'mixed body',
    '2031-05-06'
  )
  const dek = witness('lamp-1', 'Ruiz blames [foreign bankers for the empty harbour]', 'Ruiz', 'indirect dek', '2031-05-06')
  const speech = witness(
    'post-1',
    '[“A crane can be mended in a month. What nobody mends is the ruin of a whole coast,”] Ruiz said.',
    'Ruiz',
    'direct body',
    '2031-05-06'
  )
  expect(gathered(told, dek, speech)).toEqual(['lamp-1 verbatim', 'post-1 verbatim, lamp-2 paraphrase'])
})

test('words in marks that are most of a telling are an excerpt, a few among the outlet’s own a paraphrase', () => {
  const speech = witness(
    'lamp-1',
    '[“The new levy is a tax on fog and nothing else,”] Ruiz said.',
    'Ruiz',
    'direct body',
    '2031-05-06'
  )
  const called = witness('post-1', 'Ruiz called [the levy “a tax on fog and nothing else”].', 'Ruiz', 'mixed body', '2031-05-06')
  const told = witness(
    'tide-1',
    'Ruiz said [that the levy, like most of the mayor’s ideas this spring, was merely a “tax on fog”].',
    'Ruiz',
    'mixed body',
    '2031-05-06'
  )
  expect(gathered(speech, called, told)).toEqual(['lamp-1 verbatim, post-1 excerpt, tide-1 paraphrase'])
})

test.each([
  [
    true,
    'Mayor Ada Ruiz spoke of the lost ferry at the harbour on Tuesday. [“Somebody may have made a mistake at the lock. I have a feeling that … something very grave happened there,”] Ruiz told reporters after the search for the ferry ended.',
    'The search for the ferry ended on Tuesday. [“I have a feeling it was — some very grave, something very grave, very sad, and nobody wants to say so at all,”] Ruiz told reporters at the harbour about the lost ferry.'
  ],
  [
    false,
    '[“The council lawfully used that power on the ground of its own findings, after a long look at every boat,”] Ruiz wrote in a letter to the keepers of Tarn, who had lost a mast and two nets in the winter storm.',
    'At a rally for the school choir Ruiz praised the fish market and the band, and said: [“The council has lawfully used the wide power that the old harbour code grants it.”] Children sang, and a baker gave away four hundred rolls.'
  ],
  [
    false,
    'Ruiz was asked about the ferry on Tuesday and shook her head. [“No, we never saw it,”] she said to the reporters at the quay.',
    'Ruiz was asked about the ferry on Tuesday and shook her head. [“No.”] She went into the harbour house without another word.'
  ]
])('two quotations by themselves and in a record are judged by one judge: %s', (same, one, other) => {
  const witnesses = [
    witness('lamp-1', one, 'Ruiz', 'direct body', null, '2031-05-06'),
    witness('tide-1', other, 'Ruiz', 'direct body', null, '2031-05-09')
  ]
  const [a, b] = witnesses.map(({ article: { text, published }, quote }) => ({
    text,
    at: { start: quote.content[0].start + 1, end: quote.content[0].end - 1 },
    speaker: 'Ruiz',
    published: published?.value
  }))
  expect(compareQuotes(a, b).same).toBe(same)
  expect(alignQuotes(witnesses)).toHaveLength(same ? 1 : 2)
})

test('two questions that one article prints apart stay two, though all their words but a few are the same', () => {
  const ask = (id: string, line: string) => witness(id, line, 'Lind', 'direct body', '2031-05-06')
  const statements = gathered(
    ask(
      'lamp-1',
      '[“Okoro, you say you never told Keeper Lund that a woman could not run the northern lighthouse?”] Lind asked.'
    ),
    ask(
      'lamp-2',
      '[“Keeper Lund, what did you think when Okoro told you a woman could not run the northern lighthouse?”] Lind asked.'
    ),
    ask('tide-1', '[“You say you never told Keeper Lund that a woman couldn’t run the northern lighthouse?”] asked Lind.'),
    ask('tide-2', '[“Keeper Lund, what did you think when Okoro said a woman couldn’t run the northern lighthouse?”] asked Lind.')
  )
  expect(statements.map(one => one.match(/\w+-\d/g)?.sort())).toEqual([
    ['lamp-1', 'tide-1'],
    ['lamp-2', 'tide-2']
  ])
})

test('what somebody spoke of is not what was said of it', () => {
  const told = (id: string, line: string) => witness(id, line, 'Ruiz', 'indirect body', null, '2031-05-06')
  const claim = told('lamp-1', 'Ruiz described [the herring quarrel as a threat to every boat in the harbour].')
  expect(alignQuotes([claim, told('tide-1', 'Ruiz spoke about [the herring quarrel] in the hall.')])).toHaveLength(2)
  expect(alignQuotes([claim, told('tide-1', 'Ruiz said [the herring quarrel threatens every boat].')])).toHaveLength(1)
})

test('a stock phrase needs a day, or more of what is told around it', () => {
  const told = (date: string | null) => [
    witness('lamp-1', 'Ruiz said [she left the inquiry because it was unfair, a “fishing trip”].', 'Ruiz', 'mixed body', date),
    witness('tide-1', 'Ruiz sees [the whole inquiry as a “FISHING TRIP”].', 'Ruiz', 'mixed body', date)
  ]
  expect(alignQuotes(told(null))).toHaveLength(2)
  expect(alignQuotes(told('2031-05-06'))).toHaveLength(1)
})
