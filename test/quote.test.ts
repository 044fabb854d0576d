import { describe, expect, test } from 'vitest'
import { checkQuote } from '../src/laws.ts'
import { findQuotes } from '../src/quote/index.ts'
import type { BlockKind } from '../src/types.ts'
import { check, readingOf, readMarked, writeMarked } from './marked.ts'

const cases = (group: string, marked: Record<string, string>, kinds: readonly BlockKind[] = []) =>
  describe(group, () => {
    for (const [name, line] of Object.entries(marked)) test(name, () => check(line, kinds))
  })

cases('words in marks, and their speaker after them', {
  'verb before the name': '[content|“We will not yield,”] [cue|said] [source|Ada Ruiz].',
  'name before the verb': '[content|“We will not yield,”] [source|Ada Ruiz] [cue|said].',
  'a pronoun': '[content|“We will not yield,”] [source|she] [cue|said].',
  'the comma after the mark, as in Britain': '[content|“We will not yield”], [cue|said] [source|Ada Ruiz].',
  'a question': '[content|“Will they yield?”] [source|Ruiz] [cue|asked].',
  'a cry, with the name first': '[content|“Never!”] [source|Tom Okoro] [cue|shouted].',
  'several sentences in one pair of marks': '[content|“We stay. We wait. We win,”] [source|Ruiz] [cue|said].',
  'title and office before the name': '[content|“The bridge is shut,”] [cue|said] [source|Transport Minister Ines Falk].',
  'an appositive after the name':
    '[content|“The bridge is shut,”] [cue|said] [source|Ines Falk, the transport minister of Sandport].',
  'an appositive before the verb': '[content|“The bridge is shut,”] [source|Ines Falk, the transport minister,] [cue|said].',
  'a relative clause before the verb': '[content|“The bridge is shut,”] [source|Falk, who runs the port,] [cue|said].',
  'an office whose words look like verbs':
    '[content|“The bridge is shut,”] [source|Harbour House press secretary Jon Lund] [cue|said].',
  'those who are told': '[content|“The bridge is shut,”] [source|Falk] [cue|told] reporters.',
  'where and when it was said': '[content|“The bridge is shut,”] [source|Falk] [cue|said] in an interview on Tuesday.',
  'a day between name and verb': '[content|“The bridge is shut,”] [source|Falk] on Monday [cue|said].',
  'auxiliaries and adverbs in the cue': '[content|“The bridge is shut,”] [source|Falk] [cue|has repeatedly said].',
  'a phrase for a cue': '[content|“The bridge is shut,”] [source|Falk] [cue|shot back].',
  'an agency': '[content|“The bridge is shut,”] [source|the Coastal News Agency] [cue|reported].',
  'straight marks': '[content|"The bridge is shut,"] [source|Falk] [cue|said].',
  'single marks': '[content|‘The bridge isn’t shut,’] [source|Falk] [cue|said].',
  'single marks doubled': "[content|''The bridge is shut,''] [source|Falk] [cue|said].",
  'a straight mark closed by a curly one': '[content|"The bridge is shut,”] [source|Falk] [cue|said].',
  'no opening mark': '[content|The bridge is shut. It stays shut,”] [source|he] [cue|added].',
  'no comma at all': '[content|“The bridge will stay shut all year”] [source|Falk] [cue|said].',
  'brackets and dots inside': '[content|“The [old] bridge … is shut,”] [source|Falk] [cue|wrote].',
  'marks inside marks': '[content|“They call it ‘the wall’,”] [source|Falk] [cue|said].',
  'after a date line': 'SANDPORT — [content|“The bridge is shut,”] [source|Falk] [cue|said].',
  'after a bullet': '• [content|“The bridge is shut,”] [source|Falk] [cue|tells] reporters.'
})

cases('speech that goes on', {
  'after its speaker': '[content|“We stay,”] [source|Ruiz] [cue|said]. [content|“We always did.”]',
  'in the middle of a sentence': '[content|“We stay,”] [source|Ruiz] [cue|said], [content|“because we must.”]',
  'with the name after the verb': '[content|“We stay,”] [cue|said] [source|Ruiz, the mayor]. [content|“We always did.”]',
  'of one who spoke of herself in a sentence of the outlet’s':
    '[source12|Ruiz] [cue1|said] [content1|that the town was calm]. [content2|“We always were a calm town.”]'
})

cases('words in marks after their cue', {
  'after a comma': '[source|Ruiz] [cue|said], [content|“We stay.”]',
  'after a colon': '[source|Ruiz] [cue|said]: [content|“We stay.”]',
  'after those who are told': '[source|Ruiz] [cue|told] the council: [content|“We stay.”]',
  'after what somebody had, without a verb of speech': 'But [source|he] had a word for the council: [content|“We stay.”]',
  'a part of a sentence': '[source|Ruiz] [cue|said] [content|the plan was “a trap for the poor”].',
  'a part of a sentence, with the stop inside': '[source|Ruiz] [cue|said] [content|the plan was “a trap.”]',
  'a closing mark is missing': '[source|Ruiz] [cue|suggested] [content|the plan did not meet “what people here want.]',
  'after a parenthesis': '[source|Ruiz] [cue|said], in a letter to the council, [content|that the plan was “a trap”].',
  'a list of words in marks': '[source|Ruiz] [cue|called] [content|the plan “a trap,” a “fraud” and a “farce.”]',
  'a second cue after the marks':
    '[source12|Ruiz] [cue1|said] [content1|the plan was “a trap,”] one day after [cue2|warning of] [content2|“ruin.”]',
  'what the outlet adds after the marks': '[source|Ruiz] [cue|said] [content|the plan was “a trap”] as she left the hall.',
  'a part of what is called something': '[source|Ruiz] [cue|called] [content|the plan “a trap”].',
  'a part of what is described': '[source|Ruiz] [cue|described] [content|the plan as “a trap”].'
})

cases('told by the outlet', {
  'with that': '[source|Ruiz] [cue|said] [content|that the town would pay].',
  'without that': '[source|Ruiz] [cue|said] [content|the town would pay].',
  'with -ing for its subject': '[source|Ruiz] [cue|said] [content|raising the fares would hurt the poor].',
  'after those who are told': '[source|Ruiz] [cue|told] the council [content|that the town would pay].',
  'after a day': '[source|Ruiz] [cue|said] on Friday [content|that the town would pay].',
  'after an occasion': '[source|Ruiz] [cue|said] in a statement [content|that the town would pay].',
  'an appositive before the verb': '[source|Ada Ruiz, the mayor of Sandport,] [cue|said] [content|the town would pay].',
  'fronted, the speaker last': '[content|The town would pay], [source|Ruiz] [cue|said].',
  'fronted, in full perfect': '[content|Raising the fares would hurt the poor], [source|Mayor Ada Ruiz] [cue|has said].',
  'the speaker in the middle': '[content|The town], [source|Ruiz] [cue|said], [content|would pay].',
  'according to, after it': '[content|The town will pay], [cue|according to] [source|the mayor].',
  'according to, before it': '[cue|According to] [source|the mayor], [content|the town will pay].',
  'after a paper in which it stands':
    '[source|Ruiz] [cue|argued] in a paper published on 2 May [content|that the town would pay].',
  'a question': '[source|Ruiz] [cue|asked] [content|whether the town would pay].',
  'a denial': '[source|Ruiz] [cue|denied] [content|any part in the deal].',
  'a wish': '[source|Ruiz] [cue|urged] [content|the council to pay].',
  'a thought': '[source|Ruiz] [cue|believes] [content|the council will pay].',
  'a finding': '[source|The survey] [cue|shows] [content|that the council will pay].',
  'quoted as saying': '[source|Ruiz] [cue|was quoted as saying] [content|that the town would pay].',
  'behind a colon, with its speaker in the middle':
    'Ruiz was bolder: [content|“We stay,”] [source|she] [cue|said], [content|“and they go.”]',
  'quoted by an agency as saying': 'The agency quoted [source|Ben Ruiz] as [cue|saying] [content|“the town is safe.”]',
  'quoted by somebody as saying': '[source|Ruiz] was quoted by the agency as [cue|saying] [content|that the town was safe].',
  negated: '[source|Ruiz] [cue|did not say] [content|that the town would pay].',
  'a claim that is named': 'He repeated [source|his] [cue|claim] [content|that the town would pay].'
})

cases('where a speaker’s name begins', {
  'after an opening phrase':
    'After the vote in Sandport, [source|Mayor Ada Ruiz, a baker,] [cue|said] [content|the town would pay].',
  'after the name of a programme': 'In a talk on “Morning Port,” [source|the mayor] [cue|said] [content|she wanted more].',
  'after a day': 'On Thursday [source|Ms Ruiz] [cue|suggested] [content|that the town pay].',
  'after a date line with a dash': 'SANDPORT – [source|Ruiz] [cue|says] [content|the plan is dead].',
  'after a date line with an agency':
    'Sandport (CPA) [source|President Ada Ruiz] [cue|announced] [content|that the port would open].',
  'a party in brackets belongs to it': '[source|Ruiz (Harbour Party)] [cue|said] [content|she would pay].',
  'the verb of what was told is not the cue of the words':
    '[content1|“It is a good plan,”] [source1|Ruiz] [cue1|told] the Post after [source2|a study] [cue2|showed] [content2|that shops started to close].'
})

cases('where what was said begins and ends', {
  'the “to” of an infinitive is said': '[source|Ruiz] [cue|vowed] [content|to stay].',
  'what is asked of whom': '[source|Ruiz] [cue|asked] [content|the other members to send inspectors].',
  'after those who are told, in apposition':
    '[source|Ruiz] [cue|warned] the prime minister, Tom Okoro, [content|that the crop would rot].',
  'after those who are told, without that': '[source|Ruiz] [cue|warned] the council [content|the fight was over].',
  'a time inside the cue':
    '[source|Orlen, whose state company runs the gate,] [cue|has for years argued] [content|that the toll is fair].',
  'it goes on after the occasion':
    '[content|They could live with the plan], [source|Ruiz] [cue|said] on Monday, [content|unless the banks agree to pay].',
  'not the verb after a relative clause': 'Ada Ruiz, [source|who] [cue|said] [content|the town would pay], left the hall.',
  'a name that words in marks belong to':
    '[source|Ruiz] [cue|said] [content|he feared that her friend and “fixer,” Tom Okoro, testified in court].'
})

cases('several in one sentence', {
  'one subject, two verbs':
    '[source12|Ruiz] [cue1|said] [content1|the town would pay] and [cue2|warned] [content2|that fares would rise].',
  'a participle': '[source12|Ruiz] [cue1|condemned] [content1|the deal], [cue2|describing] [content2|it as a trap].',
  'a participle before the main clause':
    'Despite [cue1|announcing] [content1|that fares would rise], [source12|Ruiz] [cue2|agreed] [content2|that the poor would suffer].',
  'a subordinate clause before the main one':
    'While [source1|Ruiz] [cue1|warned of] [content1|a “long winter,”] [source2|Lund] [cue2|said] [content2|the port would open].',
  'an agency that passes it on': '[source|Ruiz] [cue|said] [content|the port would open], the Coastal Post reported.'
})

cases('what is told within what is told', {
  'has a speaker of its own':
    '[source1|Ruiz] [cue1|told] the council [content1|that [source2|Tom Lund] [cue2|said] [content2|the bridge was safe]].',
  'also in marks': '[source1|Lund] [cue1|said] [content1|that [source2|Okoro] [cue2|had warned] her: [content2|“Do not sign.”]]',
  'but not where nobody is named': '[source|Ruiz] [cue|told] the council [content|that they said the bridge was safe].'
})

cases('where words in marks and what surrounds them meet', {
  'a hyphen is no dash': '[content|“The town will pay,”] [source|Ruiz-Lund] [cue|said].',
  'a place in brackets': '[content|“We stay,”] [source|Rep. Tom Okoro (R-Ribe)] [cue|warned].',
  'the one who is told':
    '[content|Ruiz “is tapping into something deep,”] [source|Tom Okoro, a harbour lawyer,] [cue|told] the Coastal Post.',
  'the cue before its speaker and a colon': '[cue|Said] [source|Okoro]: [content|“We stay.”]',
  'an occasion after them': '[source|Ruiz] [cue|praised] [content|the new plan] during a rally in Ribe.',
  'an occasion that is spoken of': '[source|Ruiz] [cue|recalled] [content|the calm during the council meeting].',
  'how the outlet knows it': '[source|Ruiz] [cue|urged] [content|a higher toll] as shown by her last plan.'
})

describe('across paragraphs', () => {
  test('a transcript that is quoted opens every turn with a mark', () =>
    check(
      [
        'The two met in Sandport',
        '"[source12|RUIZ][cue1|:] [content1|Good evening. We pay.]',
        '[content2|"And we stay.]',
        '"(Laughter)',
        '"[source3|OKORO][cue3|:] [content3|Will you?]',
        '"[source4|RUIZ][cue4|:] [content4|We will.]'
      ].join('\n')
    ))
  test('an embed that was left as markup is another’s text', () =>
    check('Ruiz was asked:\n<post author="Tom Okoro" id="17">Okoro said the town would “never” pay.</post>'))
  test('a block that is signed', () =>
    check('The town is calm.\n> [content|We will stay here for good.]\n> — [source|Ada Ruiz, mayor]', [
      'paragraph',
      'quotation',
      'quotation'
    ]))
  test('a block that is signed by a name alone', () =>
    check('The council met.\n[content|We stay here for good.]\n[source|Ada Ruiz]', ['paragraph', 'quotation', 'quotation']))
  test('what announces is not signed', () => check('“Read next:”\nAda Ruiz Leaves Sandport Council For Good'))
  test('a quotation that is signed in the block below', () =>
    check('[source1|Tom Okoro] left no doubt: [content1|“It is over.”]\n[content2|“We stay here for good”]\n[source2|Ada Ruiz]'))
  test('a quotation that is signed on its last line', () =>
    check('[content|“We stay here for good.”] — [source|Ada Ruiz, mayor of Sandport]'))
  test('the turns of a transcript', () =>
    check(
      [
        'News conference in Sandport',
        '[source12|ADA RUIZ][cue1|:] [content1|Good evening. I said that the port would open.]',
        '[content2|We kept our word.]',
        'QUESTION (Coastal Post): Will it stay open?',
        '[source3|TOM OKORO][cue3|:] [content3|It will.]',
        '[source4|ADA RUIZ][cue4|:] [content4|It must.]'
      ].join('\n')
    ))
  test('the turns of an interview, whose speakers a word names', () =>
    check(
      [
        'The harbour will stay open.',
        '[source1|Post][cue1|:] [content1|Will you build the bridge?]',
        '[source2|Ruiz][cue2|:] [content2|We will not. It is too dear.]',
        '[source3|Post][cue3|:] [content3|And the ferry?]',
        '[source4|Ruiz][cue4|:] [content4|It runs well.]'
      ].join('\n')
    ))
  test('lines with labels are no transcript', () => check('WATCH: The bridge\nREAD MORE: The port\nSOURCE: Coastal Post'))
  test('a block that is set as a quotation', () =>
    check('[source12|Ruiz] [cue1|said] [content1|the town was calm].\n> [content2|We will stay. I believe the town will pay.]', [
      'paragraph',
      'quotation'
    ]))
  test('a block after a colon that holds a cue is one speech', () =>
    check('[source|Ruiz] [cue|said]:\n[content|I will stay … I believe that the town will pay.]'))
  test('the speaker of the paragraph before goes on', () =>
    check('[content1|“We stay,”] [source12|Ruiz] [cue1|said].\n[content2|“We always did.”]'))
  test('over furniture and a caption', () =>
    check(
      '[content1|“We stay,”] [source12|Ruiz] [cue1|said].\nREAD MORE: The bridge\nThe bridge at dawn\n[content2|“We always did.”]',
      ['paragraph', 'furniture', 'caption']
    ))
  test('a block without marks after a colon', () =>
    check('[source|Ruiz, who has led the town for years,] [cue|said]:\n[content|I will stay here … I like this town.]'))
  test('a block in marks after a colon', () => check('[source|Ruiz] [cue|tweeted]:\n[content|“I will stay here.”]'))
  test('not when somebody else has acted since', () =>
    check('[content|“We stay,”] [source|Ruiz] [cue|said]. Tom Okoro left the hall.\n“Nobody listens here.”'))
  test('not the outlet’s next paragraph, where what was announced is not in the text', () =>
    check('Ruiz tweeted:\n[source|Tom Okoro] [cue|said] [content|that the town would pay].'))
  test('not a stage direction', () => check('[content|“We stay,”] [source|Ruiz] [cue|said].\n“(Laughter.)”'))
  test('not a line that is pulled out of the article', () =>
    check('[source|Ruiz] [cue|said] [content|“we stay”].\n“Nobody listens here.”', ['paragraph', 'quotation']))
  test('not into a mark that stays open, where the speaker comes later', () =>
    check('[content|“We stay,”] [source|Ruiz] [cue|said].\n“The town was loud that night.'))
  test('a mark that stays open', () =>
    check('[content1|“We stay here.]\n[content2|“We always did,”] [source12|Ruiz] [cue2|said].'))
  test('marks that stay open, up to where the speaker is named', () =>
    check(
      '[content1|“We stay here.]\n[content2|“The town is ours.]\n[content3|“We always did,”] [source123|Ruiz] [cue3|said].\nOkoro left.'
    ))
  test('an answer to the outlet’s own question', () =>
    check(
      '[content1|“We stay,”] [source12|Ruiz] [cue1|says], and pours the coffee.\nIs it too late to leave?\n[content2|“It is never too late.”]'
    ))
  test('an answer to “I”', () =>
    check(
      '[content1|“We stay,”] [source13|Ruiz] [cue1|says].\n[content2|But the town is broke], [source2|I] [cue2|say].\n[content3|“It is not.”]'
    ))
  test('no answer, where nobody spoke before', () => check('Is it too late to leave?\n“It is never too late.”'))
  test('marks that stay open, where nobody is named at their end either', () =>
    check(
      '[source123|Ruiz] [cue1|said] [content1|the town was loud].\n[content2|“We stay here.]\n[content3|“We always did.”]\nOkoro left.'
    ))
})

cases(
  'headlines',
  {
    'a name and a colon': '[source|Ruiz][cue|:] [content|Town will ‘never’ yield]',
    'a verb, single marks': '[source|Ruiz] [cue|says] [content|town will ‘never’ yield]',
    'the words first': '[content|‘We will never yield,’] [source|Ruiz] [cue|says]',
    'two verbs, one name': '[source|Ruiz] [cue|says] [content|town will never yield], pitches a fund',
    'two verbs, the second like a noun': '[source|Ruiz] [cue|says] [content|town will never yield], pitches river repair fund',
    'in title case': '[source|Mayor Ruiz] [cue|Says] [content|Town Will Not Yield]',
    'words in marks are no name': '‘Chaos at the port’: River trade will not recover',
    'a colon before the words': '[source|Mayor] [cue|criticizes] harbour plan in stormy speech: [content|‘It is dead’]',
    'words in marks, and where': '[source|Mayor] [cue|hails] [content|‘best year ever’] in speech to the council',
    'a label is no name': 'Analysis: The town will not yield'
  },
  ['title']
)

describe('a name and a colon in a headline, above a whole text', () => {
  const text = 'The hall was full.\n[content2|“We stay,”] [source2|Ada Ruiz] [cue2|said].\nThe vote is in May.'
  test('of somebody who speaks below', () => check(`[source1|Ruiz][cue1|:] [content1|Town will never yield]\n${text}`, ['title']))
  test('of a topic', () => check(`Harbour Festival: What you must see\n${text.replaceAll('2|', '|')}`, ['title']))
})

cases('in German', {
  'verb and name after it': '[content|„Wir bleiben hier“], [cue|sagte] [source|Ada Ruiz] am Montag in Sandport.',
  'an office and an apposition':
    '[content|„Wir bleiben“], [cue|betonte] [source|die Bürgermeisterin Ada Ruiz, die Chefin der Stadt].',
  'so, and what goes on': '[content|„Wir bleiben“], [cue|so] [source|Ruiz]. [content|„Das ist klar.“]',
  'name and verb before it': '[source|Ada Ruiz] [cue|sagte] am Montag: [content|„Wir bleiben.“]',
  'the day first': 'Am Montag [cue|sagte] [source|Ada Ruiz]: [content|„Wir bleiben.“]',
  'a pronoun': '[content|„Wir bleiben hier“], [cue|sagte] [source|sie].',
  'no speech verb, no speech': 'Der Verein „Offene Tür“ kaufte das Haus.'
})

cases('in French', {
  'a compound tense': '[content|« Nous restons ici »], [cue|a déclaré] [source|Ada Ruiz, la maire de Sandport].',
  'a pronoun after a hyphen': '[content|« Nous restons »], [cue|dit]-[source|elle].',
  'a pronoun in the auxiliary': '[content|« Nous restons »], [source|a-t-elle] [cue|ajouté].',
  'an inverted cue': '[content|« Nous restons »], [cue|affirme] [source|le maire Tom Okoro].',
  'name and verb before a colon': '[source|Ada Ruiz] [cue|a déclaré] lundi : [content|« Nous restons ici. »]',
  'what goes on': '[content|« Nous restons »], [cue|explique] [source|Ada Ruiz]. [content|« C’est clair. »]',
  'no speech verb, no speech': 'Le film « La Longue Route » sort lundi.'
})

cases('in Spanish', {
  'an office before the name': '[content|«Nos quedamos»], [cue|dijo] [source|la alcaldesa Ada Ruiz] el lunes.',
  'an office without a name': '[content|«Nos quedamos»], [cue|ha dicho] [source|el alcalde de Sandport].',
  'before a colon': '[source|Ada Ruiz] [cue|dijo]: [content|«Nos quedamos aquí»].',
  'in curly marks': '[content|“Nos quedamos aquí”], [cue|afirmó] [source|Ada Ruiz].',
  'what goes on': '[content|«Nos quedamos»], [cue|explicó] [source|Tom Okoro]. [content|«Está claro»].',
  'no speech verb, no speech': 'La novela «El largo camino» ganó un premio.'
})

cases('in Italian', {
  'an article that is a pronoun elsewhere': '[content|«Restiamo qui»], [cue|ha detto] [source|il sindaco Ada Ruiz].',
  'in curly marks': '[content|“Restiamo qui”], [cue|ha spiegato] [source|Ada Ruiz].',
  'name and verb before a colon': '[source|Ada Ruiz] [cue|ha detto]: [content|«Restiamo qui»].',
  'what goes on': '[content|«Restiamo qui»], [cue|afferma] [source|Tom Okoro]. [content|«È chiaro»].',
  'no speech verb, no speech': 'Il libro «La lunga strada» ha vinto un premio.'
})

cases('in Dutch', {
  'small words in a name': '[content|‘Wij blijven’], [cue|zei] [source|Ada van den Berg] tegen de raad.',
  'an inverted cue': '[content|“Wij blijven hier”], [cue|aldus] [source|Tom Okoro].',
  'name and verb before a colon': '[source|Ada Ruiz] [cue|zei] maandag: [content|“Wij blijven hier.”]',
  'what goes on': '[content|“Wij blijven”], [cue|zegt] [source|Ada Ruiz]. [content|“Dat is duidelijk.”]',
  'no speech verb, no speech': 'De roman “De lange weg” won een prijs.'
})

cases('in Portuguese', {
  'a name of several words': '[content|“Nós ficamos”], [cue|disse] [source|Ada dos Santos] nesta segunda-feira.',
  'an inverted cue': '[content|«Nós ficamos»], [cue|afirmou] [source|o prefeito Tom Okoro].',
  'name and verb before a colon': '[source|Ada Ruiz] [cue|disse]: [content|“Nós ficamos aqui”].',
  'what goes on': '[content|“Nós ficamos”], [cue|explicou] [source|Ada Ruiz]. [content|“Está claro.”]',
  'no speech verb, no speech': 'O romance “O longo caminho” ganhou um prémio.'
})

describe('in a language that is known', () => {
  const checkIn = (language: string, marked: string, kinds: BlockKind[] = []) => {
    const { chars, told } = readMarked(marked)
    const { value } = findQuotes({ ...readingOf(chars, kinds), language })
    expect(writeMarked(chars, value)).toBe(writeMarked(chars, told))
  }
  test('any verb before a name speaks', () =>
    checkIn('de', '[content|„Wir bleiben hier“], [cue|seufzte] [source|Hafen-Chefin Ada Ruiz] und ging.'))
  test('the listener is not the speaker', () =>
    checkIn('de', '[content|„Wir bleiben“], [cue|sagt] [source|Ruiz] über die Brücke.'))
  test('an office behind a comma tells of the name before it', () =>
    checkIn('de', '[source|Ada Ruiz, Chefin des Hafen-Vereins] [cue|sagte] am Montag: [content|„Wir bleiben.“]'))
  test('an office in small letters', () =>
    checkIn('fr', '[content|« Nous restons ici »], [cue|écrit] [source|la cheffe du port] dans un communiqué.'))
  test('not to whom it was said', () => checkIn('es', '«Calma, por favor», pidió a la ciudad.'))
  test('not a title and what is told of it', () => checkIn('de', '„Wir bleiben immer hier“ ist Kapitel Eins.'))
  test('not the clause that follows', () => checkIn('de', '„Wir bleiben hier“, und Ruiz ging nach Hause.'))
  test('not what only stands before a colon', () => checkIn('de', 'Auf dem Schild am Hafen steht: „Wir bleiben.“'))
  test('not a noun that is written like a verb', () => checkIn('de', 'Ruiz las ein Schreiben der Stadt: „Wir bleiben.“'))
})

test('a word that is no English cue is none', () => check('They sell “open doors,” so Ruiz left.'))

cases('nobody’s speech', {
  'a scare quote': 'They sell “organic” apples.',
  'the title of a book': 'Her novel “The Long Road Home” won a prize.',
  'a nickname': 'Tom “the Hammer” Okoro won the bout.',
  'a name that is given': 'A club called “Open Door” bought the hall.',
  apostrophes: "It's the drivers' yard in the '90s, rock 'n' roll.",
  inches: 'The 12" record and the 7" one were sold.',
  'a plain sentence': 'Ruiz left the hall at noon and took the train to Sandport.',
  'a noun, not a verb': 'The mayor’s calls went unanswered.',
  'nobody says it': 'It is clear that the town will pay.',
  'a passive without its auxiliary': 'A clip posted by Tom Okoro filled the hall.',
  'what is said to be': 'A voice said to be the mayor’s filled the hall.',
  'what is known as something': 'They used a trick known as “catch and hold” on the river.',
  'open to doing it': 'The mayor is open to calling a vote.',
  'an adjective': 'The only formally declared candidate left the hall.',
  'words in marks after a particle': 'They put up “open doors” in the hall.',
  'so-called': 'The so-called “rebels” took the bridge.'
})

test('a long paragraph costs what its length costs', () => {
  const sentence = 'Ruiz said the town would pay, “because we must,” and Okoro, the mayor, left. “We stay,” Lund said. '
  const unending = 'the port which the mayor, Ada Ruiz, had said was shut, '
  for (const line of [sentence, unending]) {
    const time = (times: number) => {
      const reading = readingOf(line.repeat(times))
      const before = process.cpuUsage()
      findQuotes(reading)
      return process.cpuUsage(before).user / 1000
    }
    time(200)
    const short = Math.max(20, time(200), time(200))
    expect(Math.min(time(1600), time(1600))).toBeLessThan(30 * short)
  }
}, 120_000)

test('furniture, bylines and credits yield none', () => {
  const kinds: BlockKind[] = ['furniture', 'byline', 'credit', 'section', 'dateline']
  const line = '“We stay,” said Ada Ruiz.'
  const { value } = findQuotes(readingOf(kinds.map(() => line).join('\n'), kinds))
  expect(value).toEqual([])
})

test('the part is told by the block', () => {
  const kinds: BlockKind[] = ['title', 'dek', 'summary', 'caption', 'paragraph', 'list']
  const line = '“We stay,” said Ada Ruiz.'
  const { value } = findQuotes(readingOf(kinds.map(() => line).join('\n'), kinds))
  expect(value.map(one => one.part)).toEqual(['headline', 'dek', 'summary', 'caption', 'body', 'body'])
})

test('the form is told by the marks', () => {
  const formOf = (chars: string) => findQuotes(readingOf(chars)).value.map(one => one.form)
  expect(formOf('“We stay,” Ruiz said.')).toEqual(['direct'])
  expect(formOf('Ruiz said the plan was “a trap”.')).toEqual(['mixed'])
  expect(formOf('Ruiz said that the town would pay.')).toEqual(['indirect'])
  expect(formOf('Ruiz said:\nI will stay here.')).toEqual(['direct'])
})

test('a work’s title leaves told words told', () => {
  const formOf = (chars: string) => findQuotes(readingOf(chars)).value.map(one => one.form)
  expect(formOf('Ruiz said she had never read “The Long Road Home” to the end.')).toEqual(['indirect'])
  expect(formOf('Ruiz said “The Long Road Home” was “a bore”.')).toEqual(['mixed'])
})

test('the notation reads back what it writes', () => {
  const line = '[content1|“We [all] stay,”] [source12|Ruiz] [cue1|said], [cue2|adding] [content2|that it was late].'
  const { chars, told } = readMarked(line)
  expect(writeMarked(chars, told)).toBe(line)
})

test('laws hold for broken texts, and twice gives the same', () => {
  const whole =
    'SANDPORT — “We stay,” said Ada Ruiz 😀, the mayor. “We must.”\nRuiz told the council: ‘Go,’ adding that she’d “never” yield.\nAccording to Lund, it is 5\'10" “high.\nHe said:\n𝔸 block… of “words”.'
  let seed = 7
  const next = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % below
  }
  for (let round = 0; round < 400; round++) {
    const units = whole.split('')
    for (let change = next(12); change >= 0; change--) {
      const at = next(units.length)
      if (next(3)) units.splice(at, 1 + next(3))
      else units.splice(at, 0, ['“', '”', '"', "'", '\ud83d', '\n', ' ', ',', '’'][next(9)])
    }
    const reading = readingOf(units.join('').replace(/^\s*$/, 'x'))
    const { value } = findQuotes(reading)
    expect(value.flatMap(one => checkQuote(reading.text, one))).toEqual([])
    expect(findQuotes(reading).value).toEqual(value)
  }
})

test('what an article before it printed changes nothing in how an article is read', () => {
  const line = 'The council spoke of Zorven’s declaration that the lock had been closed, and the harbour master said it was open.'
  const alone = findQuotes(readingOf(line))
  for (const mark of ['.', ',', ':'])
    findQuotes(readingOf(`The plan was the mayor’s and Zorven’s${mark} ${mark === '.' ? 'It' : 'it'} was late.`))
  findQuotes(readingOf('The plan was Zorven’s.'))
  expect(findQuotes(readingOf(line))).toEqual(alone)
  expect(alone.value.length).toBeGreaterThan(1)
})
