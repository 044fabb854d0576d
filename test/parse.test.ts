import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkReading } from '../src/laws.ts'
import { parseHtml, parsePage, parseText } from '../src/parse/index.ts'
import { lines, textOf } from '../src/text/index.ts'
import type { Found, Reading } from '../src/types.ts'

const KIND = /^(\w+(?: \([^)]*\))?)\| ?/

/** A text in which every line says what it is: `title| Harbour closes`. The marks are taken out, the text is read, and the marks of what was found are written. */
const check = (marked: string, read: (chars: string) => Found<Reading> = parseText) => {
  const wanted = marked.replace(/^\n|\n\s*$/g, '')
  const { value } = read(wanted.replace(new RegExp(KIND.source, 'gm'), ''))
  expect(marksOf(value, /^\w+ \(/m.test(wanted))).toBe(wanted)
  expect(checkReading(value)).toEqual([])
  return value
}

const marksOf = ({ text, blocks }: Reading, withWhy: boolean): string => {
  let marked = ''
  let at = 0
  for (const { start, end, kind, why } of blocks) {
    marked += `${text.chars.slice(at, start)}${kind}${why && withWhy ? ` (${why})` : ''}| ${text.chars.slice(start, end)}`
    at = end
  }
  return marked + text.chars.slice(at)
}

const BODY =
  'paragraph| The harbour of Vestburg will stay closed for another week after the storm tore two cranes from their rails, the port authority said on Monday.'
const MORE =
  'paragraph| “We will not open a quay that nobody has inspected,” said Mara Lind, who runs the authority, in a call with the owners of the ferries.'

test('title, dek, byline, dateline and a doubled caption stand before the body', () => {
  const reading = check(`
section| Coast

title| Vestburg harbour ‘unsafe’ until cranes are cleared, authority warns

dek| Ferry owners ask for a second opinion as losses grow

byline| Jo Okoro
dateline| Tuesday 06 May 2031 17:41 EDT
caption| The northern quay after the storm of Sunday night
caption| The northern quay after the storm of Sunday night (Reuters)

${BODY}

${MORE}`)
  expect(reading.byline).toEqual(['Jo Okoro'])
  expect(reading.published).toMatchObject({ value: '2031-05-06T17:41-04:00', precision: 'minute' })
  expect(reading.language).toBe('en')
  expect(reading.completeness).toBe('full')
})

test('a text without a title begins with a paragraph', () => {
  check(`${BODY}\n\n${MORE}`)
})

test('a headline to which a full stop was added is a title still', () => {
  check(`title| Storm-hit harbour to stay closed for week.\n\n${BODY}\n${MORE}`)
})

test('a headline kept apart is not looked for in the text', () => {
  const chars = 'Cranes fell at the quay. Nobody was hurt.\n\nThe rest followed on Monday.'
  expect(parseText(chars, { title: 'Cranes fall' }).value.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph'])
})

test('“Updated” with the hour of two zones', () => {
  const { published, updated } = check(
    `title| Harbour stays shut after storm\n\ndateline| Updated 1501 GMT (2301 HKT) May 6, 2031\n\n${BODY}`
  )
  expect(published).toBeNull()
  expect(updated).toMatchObject({ value: '2031-05-06T15:01Z', precision: 'minute' })
})

test('one line may print both dates', () => {
  const { published, updated } = check(
    `title| Harbour stays shut after storm\n\ndateline| Published: 15:56 BST, 27 April 2031 | Updated: 16:10 BST, 28 April 2031\n\n${BODY}`
  )
  expect([published?.value, updated?.value]).toEqual(['2031-04-27T15:56+01:00', '2031-04-28T16:10+01:00'])
})

test('how long ago an update was says no date', () => {
  const { published, updated } = check(
    `title| Harbour stays shut after storm\n\ndateline| Published Jun 04, 2031 • Last updated 1 day ago • 2 minute read\n\n${BODY}`
  )
  expect([published?.value, updated]).toEqual(['2031-06-04', null])
})

test('key points, captions and credits', () => {
  check(`
title| Vestburg harbour closes for a second week running

summary| Key Points
summary| • Two cranes fell from their rails on Sunday night.
summary| • "Nobody was hurt," says the port authority.
caption| Mara Lind looks on during a visit to the quay.
credit| Ana Ruiz | Contributor | Getty Images

${BODY}

heading| ‘A hole in the quay’

${MORE}

credit| Additional reporting by Reuters`)
})

test('what a line that ends in a colon brings in is a quotation', () => {
  check(`
${BODY}

paragraph| The mayor, who has been in office since 2020, said:

quotation| I will walk along the quay myself and look at every single bolt before anyone is let near it.

${MORE}`)
})

test('furniture says why, and the body around it stays', () => {
  check(
    `
furniture (notifications)| Get notifications from The Vestburg Courier on your phone

title ()| Harbour closes for a second week after storm

${BODY.replace('paragraph', 'paragraph ()')}

furniture (link)| READ MORE: All that is known of the storm

furniture (share)| "Follow Mara Lind on Twitter @maralind."

${MORE.replace('paragraph', 'paragraph ()')}

furniture (donation)| Your support keeps our boats and our reporters afloat

furniture (donation)| From the quay to the council chamber, we know how hard it is to be heard.

furniture (donation)| Your donation pays for a night on the quay.

furniture (video)| The night the cranes fell 02:31

${BODY.replace('paragraph', 'paragraph ()')}

furniture (comments)| Join the conversation

furniture (registration)| Sign in to reply`.replaceAll(' ()|', '|')
  )
})

test('a form between two paragraphs is one region', () => {
  check(`
${BODY}

furniture| Would you sail without a chart?

furniture| Get the Harbour Atlas, powered by Tidemark, for your desk.

furniture| Thank you!

furniture| Your download begins in a moment

furniture| By Tidemark
furniture| Our Privacy Policy says what becomes of your personal data.

${MORE}`)
})

test('a bare headline between paragraphs is a link, a sub-heading is none', () => {
  check(`
title| Vestburg harbour stays closed after storm tore cranes away

${BODY}

furniture| Fishing fleet ‘sharply reduces’ catches before winter season

${MORE}

heading| Repairs to the quay

paragraph| The repairs to the quay will cost more than the town earns from its ferries in a year, according to the council.`)
})

test('headlines in capitals, and those glued to their label, are links; posts are not', () => {
  check(`
title| Vestburg harbour stays closed after storm tore cranes away

byline| Jo Okoro

section| VNB

${BODY}

furniture| COUNCIL TO VOTE ON HARBOUR LOAN NEXT WEEK

${MORE}

furniture| More:Council votes on harbour loan before summer season

${BODY}

paragraph| Nobody inspected those rails before winter season came — Ada Ruiz (@adaruiz) May 6, 2031

caption| FILE PHOTO: The northern quay of Vestburg lies empty after the storm of Sunday night. REUTERS/Ana Ruiz

${MORE}`)
})

test('words that furniture uses too are left to the speaker', () => {
  check(
    `${BODY}\n\nparagraph| “Sign up for our newsletter, they told us, and you will hear of it,” said Ada Ruiz, who sells fish on the quay.\n\n${MORE}`
  )
})

test('speakers in capitals are no labels of links', () => {
  check(
    `${BODY}\n\nparagraph| RUIZ: What did the port authority tell you?\n\nparagraph| LIND: They told us nothing.\n\nparagraph| RUIZ: Nothing at all.`
  )
})

test('a paragraph wrapped by hand is one block', () => {
  const chars = `The harbour of Vestburg will stay closed for another week after the
storm tore two cranes from their rails, the port authority said on
Monday, and the ferries will have to wait.

“We will not open a quay that nobody has inspected,” said Mara Lind,
who runs the authority, in a call with the owners of the ferries that
have been lying idle since.

Nobody was hurt when the cranes fell, but the rails are bent and will
have to be replaced before the winter comes.`
  expect(parseText(chars).value.blocks).toHaveLength(3)
})

test('the outlet is named by its furniture, or in brackets before the first word', () => {
  const outlet = (chars: string) => parseText(chars).value.outlet
  const body = BODY.replace('paragraph| ', '')
  expect(outlet(`${body}\n\nSource: The Vestburg Courier, News Agencies`)).toBe('The Vestburg Courier')
  expect(outlet(`Harbour closes\n\n(VNB)${body}`)).toBe('VNB')
  expect(outlet(`Harbour closes\n\nVESTBURG (Reuters) - ${body}`)).toBeNull()
  expect(outlet(`Harbour closes\n\nAda Ruiz (Ind.) - ${body}`)).toBeNull()
})

test('what breaks off is a teaser', () => {
  expect(
    parseText('Harbour closes\n\nThe harbour of Vestburg will stay closed for another week after the storm and the…').value
      .completeness
  ).toBe('teaser')
  expect(parseText('').value.completeness).toBe('unknown')
})

test('nothing makes it throw, and offsets stay in the text', () => {
  for (const chars of [
    '',
    '\0',
    '\ud800 x \udc00',
    ' \n \r\n\u2028',
    '😀\n😀😀',
    '['.repeat(99_999),
    '"'.repeat(9999),
    'a\n'.repeat(9999)
  ]) {
    const { value, problems } = parseText(chars)
    expect(value.text.chars).toBe(chars)
    expect(checkReading(value)).toEqual([])
    expect(problems.map(({ code }) => code)).toEqual(
      value.blocks.some(({ kind }) => kind === 'paragraph') ? [] : ['parse/no-body']
    )
  }
  for (const html of ['', '<', '<p>', '<html></html>', '<div>'.repeat(9999), '<template><p>x</template>'])
    expect(checkReading(parseHtml(html).value)).toEqual([])
})

const page = readFileSync(new URL('cases/parse/harbour/page.html', import.meta.url), 'utf8')
const golden = readFileSync(new URL('cases/parse/harbour/blocks.txt', import.meta.url), 'utf8')

test('a page becomes the text of its article', () => {
  const { value, problems } = parseHtml(page)
  expect(marksOf(value, true)).toBe(golden.trimEnd())
  expect(checkReading(value)).toEqual([])
  expect(problems).toEqual([])
  expect(value).toMatchObject({
    byline: ['Jo Okoro', 'Mara Lind'],
    outlet: 'The Vestburg Courier',
    language: 'en',
    completeness: 'full',
    published: { value: '2031-05-06T17:41:00-04:00', precision: 'second', evidence: 'JSON-LD datePublished' },
    updated: { value: '2031-05-07T08:00:00Z', precision: 'second', evidence: 'meta article:modified_time' }
  })
})

test('bytes are read in the charset that they are written in', () => {
  const charsOf = (bytes: Uint8Array, charset: string | null = null, mediaType = 'text/plain') =>
    parsePage({ address: 'https://courier.example/a', bytes, charset, mediaType, seen: '2031-05-06T00:00:00Z' }).value.text.chars
  expect(charsOf(new TextEncoder().encode('\ufeffÉlan'))).toBe('Élan')
  expect(charsOf(Uint8Array.of(0xc9, 0x6c, 0x61, 0x6e))).toBe('Élan')
  expect(charsOf(Uint8Array.of(0xef, 0xf0), 'windows-1251')).toBe('пр')
  expect(charsOf(Uint8Array.of(0xff, 0xfe, 0x41, 0x00))).toBe('A')
  expect(charsOf(new TextEncoder().encode(page), null, 'text/html')).toContain('The harbour of Vestburg will stay closed')
})

test('the marks of Markdown stand outside the blocks', () => {
  const chars = `# Vestburg harbour stays closed

*Ferry owners ask for a second opinion as losses grow*

By Jo Okoro

6 May 2031

${BODY.replace('paragraph| ', '')}

## Repairs to the quay

> We will not open a quay that nobody has inspected.

${MORE.replace('paragraph| ', '')}

*Jo Okoro writes about the coast. Tell the editor what you think of it.*`
  const { text, blocks, byline } = parseText(chars).value
  const ofKind = (kind: string) => blocks.filter(one => one.kind === kind).map(one => text.chars.slice(one.start, one.end))
  expect(ofKind('title')).toEqual(['Vestburg harbour stays closed'])
  expect(ofKind('dek')).toEqual(['Ferry owners ask for a second opinion as losses grow'])
  expect(ofKind('heading')).toEqual(['Repairs to the quay'])
  expect(ofKind('quotation')).toEqual(['We will not open a quay that nobody has inspected.'])
  expect(ofKind('furniture')).toEqual(['Jo Okoro writes about the coast. Tell the editor what you think of it.'])
  expect(byline).toEqual(['Jo Okoro'])
})

test('a caption is known by letters in brackets at its end, a body’s name is not', () => {
  check(`
title| Vestburg harbour stays closed after storm tore cranes away

dek| The port authority blames old rails, and promises that nobody will lose a job.

caption| Ferry owners wait outside the port authority in Vestburg
caption| Ferry owners wait outside the port authority in Vestburg [VNB]

${BODY}

heading| The Vestburg Port Authority (VPA)

${MORE}`)
})

test('an appeal in which the outlet names itself is furniture from its first line', () => {
  check(`
furniture| Get alerts from The Vestburg Courier

title| Vestburg harbour stays closed after storm tore cranes away

furniture| Keep free reporting alive

furniture| When a crane falls in the night or a ledger does not add up, The Vestburg Courier sends somebody to look, and our reporters stay until they have been given an answer that can be checked against the papers.

furniture| Your donation pays for a night on the quay.

${BODY}

${MORE}`)
})

test('what somebody does, between paragraphs about something else, is a link', () => {
  check(`
title| Vestburg harbour stays closed after storm tore cranes away

${BODY}

furniture| Bakers cut the price of a loaf

${MORE}`)
})

test('a slogan beside a form is advertising, a terse speaker is none', () => {
  check(`
${BODY}

furniture| Tides, currents and wrecks of nine seas, collected by Tidemark. Plan better. Sail sooner.

furniture| Download our free atlas

paragraph| The mayor has said little since the storm. Not a word. Not one.

${MORE}`)
})

test('a lead that names its place is no dek, even before a credit', () => {
  check(`
title| Vestburg harbour stays closed after storm tore cranes away

paragraph| VESTBURG (Reuters) - The harbour of Vestburg will stay closed for another week after the storm, the port authority said.

caption| FILE PHOTO: The northern quay of Vestburg lies empty after the storm of Sunday night. REUTERS/Ana Ruiz

${MORE}`)
})

test('an agency names itself after place and day', () => {
  const { outlet } = parseText(`Harbour closes\n\nVESTBURG, Norland, May 6 (VNB) - ${BODY.replace('paragraph| ', '')}`).value
  expect(outlet).toBe('VNB')
})

test.each([
  ['elements without end', '<div>x</div>'.repeat(130_000)],
  ['a bottomless page', '<div>'.repeat(1400) + BODY + '</div>'.repeat(1400)],
  ['deep towers side by side', `${'<div>'.repeat(300)}${BODY}${'</div>'.repeat(300)}`.repeat(300)],
  ['attributes without end', `<div ${'a="b" '.repeat(9000)}>${BODY}</div>`]
])('%s are read as text, and it is said', (_, html) => {
  const { value, problems } = parseHtml(html)
  expect(problems.map(({ code }) => code)).toContain('parse/no-document')
  expect(value.completeness).toBe('unknown')
  expect(checkReading(value)).toEqual([])
})

test('a day is read from the title’s end, or from below the headline', () => {
  const published = (head: string, body: string) =>
    parseHtml(`<html><head>${head}</head><body>${body}<p>${BODY}</p><p>${MORE}</p></body></html>`).value.published?.value
  expect(published('<title>Harbour closes | The Courier | 06.05.2031</title>', '')).toBe('2031-05-06')
  expect(published('<title>Harbour closes</title>', '<h1>Harbour closes</h1><div>Tue 06.05.31 | Jo Okoro</div>')).toBe(
    '2031-05-06'
  )
  expect(published('<title>Harbour closes</title>', '')).toBeUndefined()
})

test('a line of white space without end takes no time without end', () => {
  const blank = ' '.repeat(1_000_000)
  expect(lines(textOf(`${blank}\n${blank}a`))).toEqual([{ start: 2_000_001, end: 2_000_002 }])
  expect(parseText(`${blank}\n${blank}a`).value.blocks).toHaveLength(1)
})

test('a lead is no headline; a label, or a network’s name, may open one', () => {
  const title = (first: string) => {
    const { blocks } = parseText(`${first}\n\n${BODY.replace('paragraph| ', '')}\n\n${MORE.replace('paragraph| ', '')}`).value
    return blocks[0].kind === 'title'
  }
  expect(title('Cranes fell at Vestburg on Sunday and nobody could say why they fell.')).toBe(false)
  expect(title('Opinion: Leave the old quay alone')).toBe(true)
  expect(title('Facebook Must Pay for Harbour Pictures')).toBe(true)
  expect(title('Facebook')).toBe(false)
})

test('a name that stands under every picture is a credit, a box names its writer', () => {
  check(`
title| Vestburg harbour stays closed after storm tore cranes away

${BODY}

credit| Vestburg Courier

${MORE}

credit| Vestburg Courier

${BODY}

credit| Vestburg Courier

byline| By Ada Ruiz, harbour correspondent

${MORE}`)
})

test('“and” after a comma joins names', () => {
  expect(
    parseText(`Harbour closes again\n\nBy Jo Okoro, Mara Lind, and Ada Ruiz\n\n${BODY.replace('paragraph| ', '')}`).value.byline
  ).toEqual(['Jo Okoro', 'Mara Lind', 'Ada Ruiz'])
})

/** The blocks of an invented page, each with its kind; paragraphs with nothing to do with the case stand around it. */
const htmlBlocks = (head: string, ...body: string[]) => {
  const { value } = parseHtml(
    `<html><head>${head}</head><body><article><h1>Vestburg harbour stays closed</h1><div class="body">${body.join('\n')}</div></article></body></html>`
  )
  expect(checkReading(value)).toEqual([])
  return value.blocks.map(
    ({ start, end, kind, why }) => `${kind}${why ? ` (${why})` : ''}| ${value.text.chars.slice(start, end)}`
  )
}
const PROSE = [BODY, MORE].map(one => `<p>${one.replace('paragraph| ', '')}</p>`)
const LEAD = 'The quay of Vestburg was empty on Monday morning, and nobody could say when the ferries would sail again.'

test('a description taken from the first paragraph does not make it a dek; a line in a box of its own is one', () => {
  const described = `<meta name="description" content="${LEAD}">`
  expect(htmlBlocks(described, `<p>${LEAD}</p>`, ...PROSE)).toContain(`paragraph| ${LEAD}`)
  expect(htmlBlocks(described, `<p class="standfirst">${LEAD}</p>`, ...PROSE)).toContain(`dek| ${LEAD}`)
})

test('what a page says of its own writer below the article is no part of it, what it says of others is', () => {
  const card = 'Jo Okoro is a fellow of the Institute for Tides in Linden and teaches there.'
  const byJo = '<meta name="author" content="Jo Okoro">'
  expect(htmlBlocks(byJo, ...PROSE, `<p>${card}</p>`)).toContain(`furniture (contact)| ${card}`)
  const other = card.replace('Jo Okoro', 'Ada Ruiz')
  expect(htmlBlocks(byJo, ...PROSE, `<p>${other}</p>`)).toContain(`paragraph| ${other}`)
})

test('a paragraph of prose may tell of comments and videos', () => {
  const told =
    'If you leave your comments below the harbour’s own video of the storm, the port authority will read them aloud at its next meeting, and you may well hear an answer from one of its engineers.'
  expect(htmlBlocks('', ...PROSE, `<p>${told}</p>`)).toContain(`paragraph| ${told}`)
})

test('comments, scripts and drawings are cut out of a page, and its text is one', () => {
  const cut =
    'The crane<!-- x --> fell<script>var a = "</p>"</script> into<svg><title>No</title></svg> the harbour of Vestburg on Monday.'
  expect(htmlBlocks('', ...PROSE, `<p>${cut}</p>`)).toContain('paragraph| The crane fell into the harbour of Vestburg on Monday.')
  expect(htmlBlocks('', ...PROSE, '<p>It stays closed.</p><!-- without an end')).toContain('paragraph| It stays closed.')
})

test('a note of correction is furniture with a reason of its own, whoever is quoted in it', () => {
  const note = 'An earlier version of this article said that “all cranes” had fallen.'
  const { value } = parseText(`${BODY.slice(11)}\n\n${MORE.slice(11)}\n\n${note}`)
  expect(marksOf(value, true)).toContain(`furniture (correction)| ${note}`)
})

test('tags without an end in a subtitle take no time without end', () => {
  const { value } = parsePage({
    address: 'a.srt',
    bytes: new TextEncoder().encode(`1\n00:00:00,000 --> 00:00:01,000\n${'<![CDATA['.repeat(40_000)}\n`),
    mediaType: 'application/x-subrip',
    charset: null,
    seen: ''
  })
  expect(value.text.chars).toContain('CDATA')
}, 120_000)

test('a page’s title without the outlet’s name, with the section before it or not', () => {
  const titleOf = (title: string) => {
    const { text, blocks } = parseHtml(
      `<html><head><title>${title}</title><meta property="og:site_name" content="Uferblatt"></head><body><article>${'<p>Der Hafen von Vestburg bleibt nach dem Sturm eine Woche lang zu, sagte die Behörde am Montag im Rathaus.</p>'.repeat(6)}</article></body></html>`
    ).value
    const block = blocks.find(({ kind }) => kind === 'title')!
    return text.chars.slice(block.start, block.end)
  }
  for (const end of ['', '-KüsteㅣUferblatt', ' | Uferblatt', ' – Küste | Uferblatt', '·Uferblatt'])
    expect(titleOf(`Der Hafen bleibt nach dem Sturm zu${end}`), end).toBe('Der Hafen bleibt nach dem Sturm zu')
  expect(titleOf('Wer liest eigentlich noch das Uferblatt')).toBe('Wer liest eigentlich noch das Uferblatt')
})

test('a question whether a picture of another site may be shown is furniture', () => {
  check(`
title| Vestburg harbour stays shut after the storm

${BODY}

furniture (privacy)| Externer Inhalt von Uferfilm

furniture (privacy)| Ich bin damit einverstanden, dass mir Filme gezeigt werden.

${MORE}`)
})

test.each(['<!--', '<script>', '<script ', '<style>', '<a b=1 ', '</svg'])(
  'what is opened over and over and never closed takes no time: %s',
  opened => {
    const from = process.cpuUsage()
    expect(parseHtml(`<html><body><p>The harbour stays shut.</p>${opened.repeat(60_000)}`).value.text.chars).toContain('harbour')
    const { user, system } = process.cpuUsage(from)
    expect((user + system) / 1e6).toBeLessThan(3)
  }
)
