import { expect, test } from 'vitest'
import { attributeQuotes } from '../src/attribute/index.ts'
import { checkSpan } from '../src/laws.ts'
import { lines, markedSpans, type Span, sentences, textOf } from '../src/text/index.ts'
import type { Quote, Reading } from '../src/types.ts'

/** A reading of plain lines: one that begins with "# " is the title. */
const readingOf = (chars: string, language = 'en'): Reading => {
  const text = textOf(chars)
  const blocks = lines(text).map(line => ({
    ...line,
    kind: chars.startsWith('# ', line.start) ? ('title' as const) : ('paragraph' as const)
  }))
  return { text, blocks, byline: [], outlet: null, language, published: null, updated: null, completeness: 'full' }
}

/** What a source's quotation is, for a test: the words in marks of its sentence, else what follows it. */
const contentOf = ({ text, blocks }: Reading, source: Span): Span => {
  const block = blocks.find(one => one.start <= source.start && source.end <= one.end) as Span
  const sentence = sentences(text, block).find(one => one.start <= source.start && source.start < one.end) as Span
  const marked = markedSpans(text, block).find(
    one => one.whole.start < sentence.end && sentence.start < one.whole.end && one.whole.start !== source.start
  )
  return (
    marked?.whole ??
    (source.end < sentence.end ? { start: source.end, end: sentence.end } : { start: sentence.start, end: source.start })
  )
}

/** Reads "[source|name]" in a line of news: the name is whom the source means, "?" that nobody can tell; "(name)" is an unnamed one. */
const readMarks = (marked: string) => {
  const sources: Span[] = []
  let chars = ''
  let at = 0
  for (const match of marked.matchAll(/\[([^|\]]+)\|([^\]]*)\]/g)) {
    chars += marked.slice(at, match.index)
    sources.push({ start: chars.length, end: chars.length + match[1].length })
    chars += match[1]
    at = match.index + match[0].length
  }
  return { chars: chars + marked.slice(at), sources }
}

const attribute = (chars: string, sources: readonly Span[], language?: string) => {
  const reading = readingOf(chars, language)
  const quotes = sources.map(
    (source): Quote => ({
      form: 'direct',
      part: 'body',
      content: [contentOf(reading, source)],
      cue: null,
      source,
      because: 'test',
      confidence: 1
    })
  )
  return { reading, attributions: attributeQuotes(reading, quotes).value }
}

/** Takes the names out, attributes, writes the names found, and compares. */
const check = (marked: string, language?: string) => {
  const { chars, sources } = readMarks(marked)
  const { reading, attributions } = attribute(chars, sources, language)
  let [found, at] = ['', 0]
  sources.forEach((source, i) => {
    const { speaker } = attributions[i]
    const name = speaker ? (speaker.kind === 'unnamed' ? `(${speaker.name})` : speaker.name) : '?'
    found += `${chars.slice(at, source.start)}[${chars.slice(source.start, source.end)}|${name}]`
    at = source.end
  })
  expect(found + chars.slice(at)).toBe(marked)
  for (const one of attributions) for (const span of one.because) expect(checkSpan(reading.text, span)).toEqual([])
}

test('a surname, a first name and a title stand for the full name', () => {
  check('“We stay,” said [Ada Ruiz|Ada Ruiz]. “All of us,” [Ruiz|Ada Ruiz] said.')
  check('“We stay,” [Ms. Ruiz|Ada Ruiz] said. Her lawyer, Ada Ruiz’s oldest friend, smiled.')
  check('Ada Ruiz left. “Call me [Ada|Ada Ruiz],” [Ada|Ada Ruiz] said.')
  check('# [Ruiz|Ada Ruiz] Says Bridge Will Stay\nThe bridge stays, Mayor Ada Ruiz said on the radio.')
})

test('a verb that is a first name too leads a name only where it is one', () => {
  check('Ada Ruiz left the hall.\nSaid [Ruiz|Ada Ruiz], “It is time.”')
  check('The engineer Said Haddad left the hall. “It is time,” [Haddad|Said Haddad] said.')
})

test('what is told of an unnamed one is not how it is called', () => {
  check('[A harbour official, who asked not to be named,|(A harbour official)] said it was over.')
})

test('titles, roles, demonyms, initials and brackets are no part of a name', () => {
  check('[Norwegian President Kari Lunde|Kari Lunde] said it was over.')
  check('[Sen. Joseph R. Okoro (D-Ohio)|Joseph R. Okoro] said no. “Never,” [Joe Okoro|Joseph R. Okoro] said.')
  check('[the Channel’s Tom Brandt|Tom Brandt] said roads were shut.')
  check('[Kari Lunde, the Norwegian envoy to the alliance,|Kari Lunde] said it was over.')
  check('[the mayor, Ada Ruiz,|Ada Ruiz] said it was over.')
  check('[state Del. Maria “Mia” Kowalska|Maria “Mia” Kowalska] said it was over.')
})

test('particles, hyphens and family names that come first', () => {
  check('Jan van der Meer spoke. “Yes,” [van der Meer|Jan van der Meer] said.')
  check('Osman bin Rashid spoke. “Yes,” [bin Rashid|Osman bin Rashid] said.')
  check('[Prime Minister Han Seo-jun|Han Seo-jun] spoke. “Yes,” [Han|Han Seo-jun] said.')
  check('Lucia Vega-Ortiz spoke. “Yes,” [Vega-Ortiz|Lucia Vega-Ortiz] said.')
})

test('“he” and “she” are whoever was spoken of before', () => {
  check('[Ada Ruiz|Ada Ruiz] said it was over. “Go home,” [she|Ada Ruiz] said.')
  check('Ada Ruiz met Peter Brandt. “Go home,” [she|Ada Ruiz] said. “Now,” [he|Peter Brandt] said.')
  check('“Peter Brandt is wrong,” said [Mark Oduya|Mark Oduya]. “He always is,” [he|Mark Oduya] added.')
  check('[Ada Ruiz|Ada Ruiz] praised Peter Brandt. [His|Peter Brandt] answer was “thanks”.')
})

test('a reporter who was named in between is the one who goes on', () => {
  check(
    '“We will win,” said [Peter Brandt|Peter Brandt].\nRadio Four’s [Mark Oduya|Mark Oduya] said the roads were full.\n“Everyone leaves,” [he|Mark Oduya] said.'
  )
})

test('“he” in a sentence that names its subject is that subject', () => {
  check('[Peter Brandt|Peter Brandt] said no.\nMark Oduya was booed after [he|Mark Oduya] asked “why”.')
})

test('two of one kind as near as each other: nobody', () => {
  check('Peter Brandt and Mark Oduya came. “Go home,” [he|?] said.')
})

test('roles mean whoever the article says has them', () => {
  check('Norwegian President Kari Lunde met Peter Brandt. “Go,” [the Norwegian president|Kari Lunde] said.')
  check('Sen. Kari Lunde met Rep. Peter Brandt. “Go,” [the congressman|Peter Brandt] said.')
  check('Kari Lunde, the mayor of Lund, met Peter Brandt, an economist. “Go,” [the economist|Peter Brandt] said.')
  check(
    'Norwegian Prime Minister Kari Lunde met Danish Prime Minister Peter Brandt. “Go,” [the Danish prime minister|Peter Brandt] said.'
  )
})

test('a role that two have, or none: nobody', () => {
  check('Sen. Kari Lunde and Sen. Ada Ruiz came. “Go,” [the senator|?] said.')
  check('“Go,” [the colonel|?] said.')
})

test('bodies keep their own names', () => {
  check(
    '[The Northern News Agency (NNA), the state’s own,|Northern News Agency] said so. “Yes,” [NNA|Northern News Agency] added.'
  )
  check('[Oslo|Oslo] said it was ready. [Norway, which shares a border,|Norway] said so too.')
  check('[The Ministry of Roads|Ministry of Roads] said no. “Never,” [the ministry|Ministry of Roads] said.')
  check('[The Lund Herald|Lund Herald] said no. “Never,” [the newspaper|Lund Herald] wrote. “No,” [it|Lund Herald] added.')
})

test('unnamed ones are printed as they are called, and taken up again', () => {
  check(
    '[Two senior officials who asked not to be named|(Two senior officials who asked not to be named)] said no. “Never,” [they|(Two senior officials who asked not to be named)] said.'
  )
  check('[A spokeswoman for Ada Ruiz|(A spokeswoman for Ada Ruiz)] said no.')
  check('[critics|(critics)] said no. [Ruiz’s aides|(Ruiz’s aides)] said yes.')
})

test('“I” is whoever speaks around it', () => {
  const { chars, sources } = readMarks('“[I|] said no,” [Ada Ruiz|] said.')
  expect(attribute(chars, sources).attributions.map(one => one.speaker?.name)).toEqual(['Ada Ruiz', 'Ada Ruiz'])
})

test('“who” is the name before it', () => {
  check('Peter Brandt thanked Ada Ruiz, [who|Ada Ruiz] said it was over.')
})

test('two of one family', () => {
  check('Ada Ruiz met her brother Paul Ruiz. “Go,” [Ms. Ruiz|Ada Ruiz] said. “Stay,” [Mr. Ruiz|Paul Ruiz] said.')
})

test('a surname that is also an office', () => {
  check('Peter Dean met Ada Ruiz. “Go,” [Dean|Peter Dean] said.')
})

test('several speakers at once: nobody', () => {
  check('[Ada Ruiz and Peter Brandt|?] said no.')
})

test('what is written, shown or counted is nobody who speaks', () => {
  check('[Polls|?] show that few would stay.')
  check('[The latest harbour survey released on Friday|?] found that few would stay.')
  check('[a film by Ada Ruiz|?] shows that few would stay.')
  check('[people reading this article|(people reading this article)] say that they would stay.')
  check('[senior figures in the town hall|(senior figures in the town hall)] say that they would stay.')
})

test('a description whose name comes with the next sentence', () => {
  check('The board met. [Its chair|Ada Ruiz] refused to go. “We stay,” [Ada Ruiz|Ada Ruiz] told reporters.')
  check('[The mayor of Ribe|Ada Ruiz] refused to go.\n“We stay,” said [Ada Ruiz|Ada Ruiz], who has led the town for years.')
  check('[The mayor of Ribe|?] refused to go. Tom Lund came late. “We stay,” [Ada Ruiz|Ada Ruiz] told reporters.')
})

test('one who leads something else is no mayor', () => {
  check('[The mayor|?] refused to go. But [opposition leader Tom Lund|Tom Lund] went.')
  check('[Orlenian leader Tom Lund|Tom Lund] said yes. “No,” [the president|Tom Lund] said.')
})

test('what is told of a name without a comma is no part of it', () => {
  check('[Ada Ruiz a former pilot|Ada Ruiz] is planning to run.')
  check('[several towns granted Mr. Okoro a prize|(several towns granted Mr. Okoro a prize)] said no.')
})

test('what is told of one who is named by a single word goes with the name', () => {
  const toldOf = (line: string) => {
    const { chars, sources } = readMarks(line)
    return attribute(chars, sources).attributions.map(one => one.speaker?.told)
  }
  expect(toldOf('[Ms Brandt|Brandt] said no.')).toEqual(['woman'])
  expect(toldOf('On Monday [Brandt|Brandt] said that he would stay.')).toEqual(['man'])
  expect(toldOf('[Kelly|Kelly] said no.')).toEqual([undefined])
  expect(toldOf('[Karla Brandt|Karla Brandt] said that she would stay.')).toEqual([undefined])
  expect(toldOf('Peter Brandt met Peter Brandt Jr. at home. [Peter Brandt|Peter Brandt] said no.')).toEqual(['elder'])
})

test('without a printed source: nobody, and one problem', () => {
  const reading = readingOf('“We will not yield.”')
  const quote: Quote = {
    form: 'direct',
    part: 'body',
    content: [{ start: 0, end: 20 }],
    cue: null,
    source: null,
    because: 'test',
    confidence: 1
  }
  const { value, problems } = attributeQuotes(reading, [quote])
  expect(value[0].speaker).toBeNull()
  expect(problems.map(one => one.code)).toEqual(['attribute/nobody'])
})

test('an office, what it is of, and who has it', () => {
  check('[Speaker of the Assembly Maria Lunde|Maria Lunde] said no.')
  check('[Union of Norway Executive Director Kari Lunde|Kari Lunde] said no.')
  check('[a spokesman for Senator Kari Lunde|(a spokesman for Senator Kari Lunde)] said no.')
  check('[Peter Brandt of the office of Senator Kari Lunde|Peter Brandt] said no.')
})

test('links that have run into a name are no part of it', () => {
  check('Sen. Ada Ruiz Ada Maria RuizMayor orders dam shut MORE left. “No,” [Ruiz|Ada Ruiz] said.')
})

test('the pronoun beside a name tells whether “he” can be meant', () => {
  check('On Monday Lunde sold her car. On Tuesday Okoro sold his house. “No,” [she|Lunde] said.')
})

test('a role that is somebody’s is not another’s', () => {
  check('Ada Ruiz’s lawyer Peter Brandt left. “No,” [Ruiz’s lawyer|Peter Brandt] said.')
  check('Ada Ruiz’s lawyer Peter Brandt met Mark Oduya. “No,” [Oduya’s lawyer|(Oduya’s lawyer)] said.')
})

test('father and son', () => {
  check(
    'Peter Brandt met Peter Brandt Jr. at home. “No,” [Peter Brandt Jr.|Peter Brandt Jr.] said. “Yes,” [Brandt|Peter Brandt] said.'
  )
})

test('a surname that is a word of another kind', () => {
  check('Carla Best left. “No,” [Best|Carla Best] said.')
})

test('a place before a clause has no office', () => {
  check('Mayor Ada Ruiz spoke. In Florence, [the mayor|Ada Ruiz] said no.')
})

test('a premier is a prime minister, and no other minister', () => {
  check(
    'Orlenia’s prime minister, Ada Ruiz, met the Orlenian transport minister, Peter Brandt. “No,” [the Orlenian premier|Ada Ruiz] said.'
  )
})

test('a name in capitals alone is written as others are', () => {
  check('[ADA RUIZ|Ada Ruiz]: We stay.')
  check('[PETER VAN DER MEER|Peter van der Meer]: We stay.')
  check('[ADA MCADOO-O’HARE|Ada McAdoo-O’Hare]: We stay.')
  check('[J.B. RUIZ|J.B. Ruiz]: We stay.')
})

test('what an office is of is no part of the name behind it', () => {
  check('[Secretary of State Delphi Lunde|Delphi Lunde] said no.')
  check('[Chief of Staff Kari Lunde|Kari Lunde] said no.')
  check('[Energy and Trade secretary Kari Lunde|Kari Lunde] said no.')
  check('[Ambassador to the United Nations Maria Lunde|Maria Lunde] said no.')
  check('[Danish-born Maria Lunde|Maria Lunde] said no.')
})

test('a deputy has not the office', () => {
  check('President Ada Ruiz met Vice President Maria Lunde. Lunde left. “No,” [the president|Ada Ruiz] said.')
})

test('a paragraph is about the subject of its first sentence', () => {
  check(
    'On Monday, [Ben Okoro|Ben Okoro] said no.\nPeter Brandt, a former pilot, was kinder. “Yes,” [he|Peter Brandt] told the guests.'
  )
})

test('“she” after one who isn’t named is that one', () => {
  check('Ada Ruiz came. [A former student|(A former student)] said no. “Never,” [she|(A former student)] said.')
  check('Ada Ruiz looked up. [The camera|(The camera)] said no. “Never,” [she|Ada Ruiz] said.')
})

test('where a report comes from does not speak', () => {
  check('[RIBE – Mayor Ada Ruiz|Ada Ruiz] said no.')
})

test('the name of a body beside its noun', () => {
  check('[Her union, Weavers of the Harbour,|Weavers of the Harbour] said no.')
  check('[The New Dubliner|New Dubliner] said no.')
})

test('a source that begins or ends inside a name', () => {
  check('Peter de Brandt left. Then de [Brandt|Peter de Brandt] said no.')
  check('[Mayor Carla|Carla Best] Best said no.')
})

test('the title of a broadcast is nobody', () => {
  check('[Lund Radio’s “Harbour Week,”|?] said no.')
})

test('which of several has a title in the plural, and a party, can’t be said', () => {
  check('[“the Pilots” – Reps. Ada Ruiz, Kari Lunde and Maria Okoro –|?] said no.')
  check('Ada Ruiz left, [R-S.C.|?] said no.')
})

test('who is told of right after their name is the one', () => {
  check('Even Orlenia, [Ribe’s only ally|Orlenia], said no.')
})

test('one of a group is unnamed', () => {
  check('One of the clerks [who|(One of the clerks)] saw it said no.')
})

test('an office in small letters, what it is of, and the name', () => {
  check(
    'Tom Okoro, the minister of ferries, left. [Minister of harbours and trade Ada Ruiz|Ada Ruiz] said no.\n“Never,” [minister of harbours and trade Ada Ruiz|Ada Ruiz] said.'
  )
  check('Ada Ruiz left. [A spokesman for councillor Ada Ruiz|(A spokesman for councillor Ada Ruiz)] said no.')
})

test('what an office is of is no part of a name, though people are called so', () => {
  check('[Orlenian Ambassador to Georgia Ada Ruiz|Ada Ruiz] said no. “Never,” [Ruiz|Ada Ruiz] added.')
})

test('a body and a person are several', () => {
  check('[The Harbour Union and Ada Ruiz|?] said no.')
  check('[Ribe, Lund and other towns|(Ribe, Lund and other towns)] said no.')
})

test('who is asked about is not the one who answers', () => {
  check('[Ada Ruiz|Ada Ruiz] said no. “Never,” she said.\nAsked whether Carla Okoro would pay, [she|Ada Ruiz] said: “Ask her.”')
})

test('what somebody is does not make a group', () => {
  check('They were good men. “Never,” [they|?] said.')
})

test('a surname that is a colour, behind a middle initial', () => {
  check('Ada H. White left early. The hall was cold. “Never,” [White|Ada H. White] said.')
})

test('a headline that has grown onto the first sentence', () => {
  check(
    'Ruiz Demands That Two Judges Leave Her Cases Alone Ruiz demands on Monday that two judges leave her cases alone. “Never,” [Ms. Ruiz|Ruiz] said.'
  )
})

test('a country is no short form of a name that begins with it', () => {
  check('The Mexico Harbour Week opened. [Mexico|Mexico] said no.')
})

test('an office in letters that no list has', () => {
  check('Ada Ruiz, QTO of the harbour, left. [QTO Ruiz|Ada Ruiz] said no.')
  check('[ABC Ruiz|ABC Ruiz] said no.')
  check('Ada Ruiz left. [QTO for Harbours and Trade, Ada Ruiz,|Ada Ruiz] said no.')
})

test('“he” after one of whom it can’t be said who that is', () => {
  check('Ben Okoro and Tom Lund left. [The driver|?] said no. “Never,” [he|?] said.')
})

test('a company is no outlet that it told', () => {
  check('[The driver|?] told the Sandport Post no. [The company|(The company)] said so too.')
})

test('those who are two', () => {
  check('[The couple|(The couple)] said no. “Never,” [they|(The couple)] said.')
})

test('what a group includes is not how it is called', () => {
  check('[Friends of the harbour, including Ada Ruiz,|(Friends of the harbour)] said no.')
})

test('in German, where every noun has a capital', () => {
  check('„Nein“, sagte [Hafenchefin Anna Lund von der Sandporter Werft|Anna Lund].', 'de')
  check('„Nein“, sagte [Anna Lund|Anna Lund]. „Nie“, meinte [Lund|Anna Lund]. „Doch“, sagte [die Chefin|(die Chefin)].', 'de')
  check('Peter Brandt kam spät. „Nein“, sagte [Brandt|Peter Brandt]. „Nie“, sagte [er|Peter Brandt].', 'de')
  check('Peter Brandt kam spät. „Nein“, sagten [sie|?].', 'de')
  check('Die Worte fielen spät. „Nein“, sagte [er|?].', 'de')
  check('Zwei Jahre war Peter Brandt dort. „Nein“, sagte [er|?].', 'de')
})

test('who speaks does not name themselves in full', () => {
  check('Ada Ruiz met Carla Okoro. Ada Ruiz smiled. “I will work for Ada Ruiz and the town,” [she|Carla Okoro] said.')
  check('Ada Ruiz came late. “I will work for Ada Ruiz and the town,” [she|?] said.')
  check("Carla Okoro rose. `` I 'm here to work for Ada Ruiz and the town , '' [she|Carla Okoro] told Ada Ruiz.")
  check('Ada Ruiz came late. “I am Ada Ruiz and I will stay,” [she|Ada Ruiz] said.')
})

test('what somebody is said not to have said is nobody’s', () => {
  const chars = 'Ada Ruiz did not tell people to “leave at once”.'
  const at = (words: string) => ({ start: chars.indexOf(words), end: chars.indexOf(words) + words.length })
  const quote = { form: 'mixed', part: 'body', content: [at('to “leave at once”')], source: at('Ada Ruiz') } as const
  const whyOf = (cue: string) =>
    attributeQuotes(readingOf(chars), [{ ...quote, cue: at(cue), because: 'clause after its cue', confidence: 1 } as Quote])
      .value[0].why
  expect(whyOf('did not tell')).toBe('the words are denied')
  expect(whyOf('tell')).toBe('the words are denied')
})

test('links that have run into a sentence name nobody in it', () => {
  check(
    "[Mayor Ada Ruiz|Ada Ruiz] Ada Maria RuizCarla Okoro calls for a new harbour Lund: 'The bridge is safe' Brandt says no MORE said on Monday no. “Never,” [she|Ada Ruiz] said."
  )
})

test('a president named by that alone, and a relative who speaks far below', () => {
  check(
    'President Ruiz came late. The hall was cold. It rained. The town slept. “Never,” [Ruiz|Ruiz] said. The ferry left. The quay was empty. “Papa is right,” [Tom Ruiz|Tom Ruiz] said.'
  )
  check('President Ruiz came late. The hall was cold. “Never,” [Ada Ruiz|Ada Ruiz] said. “No,” [Ruiz|Ada Ruiz] said.')
})

test('an owner whose apostrophe stands alone is not the one who speaks', () => {
  check('[Ruiz ’ s|?] lead attorney said no.')
})

test('an outlet that reports an “I” is not the one who says it', () => {
  check('Her office sent a note, [Lund News|?] reported: “My heart is with the town.”')
  check('[Lund News|Lund News] reported: “The town will stay.”')
})

test('whoever was spoken of comes before one who is named in the next paragraph', () => {
  check(
    'The ferry was late, and Tom Brandt saw Carla Okoro. “Never,” [the captain|?] said.\n[Peter Winslow|Peter Winslow] said no.'
  )
})

test('a button, and an outlet in capitals, are no part of a name', () => {
  check('WATCH Ada Ruiz came late. “Never,” [WATCH Ada Ruiz|Ada Ruiz] said.')
})

test('what stands before a first name once is not the name', () => {
  check('Ada Ruiz came late. He called her “Crooked Ada Ruiz”. Ada Ruiz laughed. “Never,” [Ruiz|Ada Ruiz] said.')
})

test('a verb with a capital is no surname', () => {
  check('Ruiz Lists Her Wishes for the harbour. “Never,” [Ruiz|Ruiz] said.')
})

test('the reasons are spans and nothing else: what the stage knows besides leaves it not', () => {
  const reading = readingOf('Ada Ruiz, the mayor, opened the lock.\nShe said the water was low.')
  const at = reading.text.chars.indexOf('She')
  const quote: Quote = {
    form: 'indirect',
    part: 'body',
    content: [{ start: at + 9, end: reading.text.chars.length - 1 }],
    cue: { start: at + 4, end: at + 8 },
    source: { start: at, end: at + 3 },
    because: 'told',
    confidence: 1
  }
  const [{ because }] = attributeQuotes(reading, [quote]).value
  expect(because).toEqual([
    { start: at, end: at + 3 },
    { start: 0, end: 8 }
  ])
})

test('a group is no school, and a section is nobody', () => {
  check('Ada Ruiz went to Sandport Harbour School. “We stay,” [the group|(the group)] said.')
  check('[That section|?] says no.')
})
