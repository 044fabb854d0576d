import { createHash } from 'node:crypto'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { ask } from '../src/serve/answer/operations.ts'
import { STYLE_NAMES, type StyleName } from '../src/serve/cite/cite.ts'
import { openStore } from '../src/store/index.ts'
import { PAGES, pageOf, scratch, takeIn, versionsOf } from './record.ts'

const { path } = scratch()
const store = openStore(path('cite.db'), versionsOf('1'))
const odd = pageOf(
  'https://news.example/2031/odd?a={1}&b=2',
  `Ferries & <b>tolls</b>: 50% of {all} costs | a #1 problem

By Ola Brenn

14 March 2031

The 😀 sign stood for a week. “The toll & the tide_tax cost us 50% | {more} than [all] boats \\ <i>do</i>, 😀 honestly,” said Ida Holm on Friday.
`
)
takeIn(store, [...PAGES, odd])
const asked = ask(store)
const quotationOf = (part: string) =>
  store
    .articles()
    .flatMap(id => store.quotationsOf(id))
    .find(one => asked('cite', { id: one.id }).citation.includes(part) && one.quote.form === 'direct')!.id
const toll = quotationOf('tide_tax')
const statement = store.statementsBy(null).find(id => store.statement(id)!.variants.length > 2)!
const cite = (id: string, as: StyleName) => asked('cite', { id, as, base: 'https://record.example' })

test.each(STYLE_NAMES.filter(as => as !== 'tei'))(
  '%s names the words, the speaker, the link, and a hash and span that check',
  as => {
    const { citation, link, quotation } = cite(toll, as)
    expect(link).toBe(`https://record.example/a/${quotation.article.id}#q-${toll}`)
    expect(citation).toContain('honestly')
    const [{ text, start, end, words }] = quotation.content
    const { chars } = store.text(text as never)!
    expect(createHash('sha256').update(chars).digest('hex')).toBe(text)
    expect(chars.slice(start, end)).toBe(words)
    if (as !== 'wikipedia') expect(citation).toMatch(new RegExp(`${text.slice(0, 12)}`))
    if (as !== 'wikipedia' && as !== 'annotation') expect(citation).toMatch(/Ida Holm/)
  }
)

describe('each style keeps its own grammar, whatever the words hold', () => {
  test('Wikipedia: one template, whose fields are not broken by a bar, a brace or a bracket', () => {
    const { citation } = cite(toll, 'wikipedia')
    expect(citation).toMatch(/^\{\{cite news [^{}]*\}\}$/)
    const fields = citation
      .slice('{{cite news |'.length, -2)
      .split(' |')
      .map(one => one.split('=')[0])
    expect(fields).toEqual(['title', 'work', 'author', 'date', 'url', 'access-date', 'quote'])
  })

  test('BibTeX: braces are balanced, special characters escaped', () => {
    const { citation } = cite(toll, 'bibtex')
    expect(citation).toMatch(/^@misc\{[a-z0-9]+,\n(?: {2}[a-z]+ = \{.*\},?\n)+\}$/)
    let depth = 0
    for (const [token] of citation.matchAll(/\\.|[{}]/g)) {
      depth += token === '{' ? 1 : token === '}' ? -1 : 0
      expect(depth).toBeGreaterThanOrEqual(0)
    }
    expect(depth).toBe(0)
    const unescaped = citation
      .split('\n')
      .filter(one => !/^ {2}url/.test(one))
      .join('\n')
    expect(unescaped).not.toMatch(/(?<!\\)[&%#_$]/)
  })

  test('RIS: every line is a tag and a value, TY first and ER last', () => {
    const { citation } = cite(toll, 'ris')
    expect(citation.endsWith('\r\n')).toBe(true)
    const lines = citation.trimEnd().split('\r\n')
    for (const line of lines) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}-(?: .*)?$/)
    expect([lines[0], lines.at(-1)!.trimEnd()]).toEqual(['TY  - NEWS', 'ER  -'])
    expect(lines).toContain('DA  - 2031/03/14')
  })

  test('CSL-JSON: an item with dates in parts', () => {
    const [item] = JSON.parse(cite(toll, 'csl').citation)
    expect(item).toMatchObject({
      type: 'article-newspaper',
      issued: { 'date-parts': [[2031, 3, 14]] },
      author: [{ literal: 'Ola Brenn' }],
      URL: 'https://news.example/2031/odd?a={1}&b=2'
    })
    expect(Object.keys(item).every(key => /^[A-Za-z-]+$/.test(key))).toBe(true)
  })

  test('schema.org: a Quotation in a NewsArticle', () => {
    expect(JSON.parse(cite(toll, 'schema').citation)).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Quotation',
      spokenByCharacter: { '@type': 'Person', name: 'Ida Holm' },
      isPartOf: { '@type': 'NewsArticle', datePublished: '2031-03-14' }
    })
  })

  test('Web Annotation: positions count code points, and what they cut is the quotation', () => {
    const { citation, quotation } = cite(toll, 'annotation')
    const annotation = JSON.parse(citation)
    expect(annotation).toMatchObject({ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'Annotation' })
    const [position, quote] = annotation.target.selector
    const { chars } = store.text(quotation.content[0].text as never)!
    const points = [...chars]
    expect(points.slice(position.start, position.end).join('')).toBe(quotation.content[0].words)
    expect(position.start).toBe(quotation.content[0].start - 1)
    expect(chars).toContain(`${quote.prefix}${quote.exact}${quote.suffix}`)
  })

  test('HTML: the words are text, and no element of theirs', () => {
    const { document } = parseHTML(`<body>${cite(toll, 'html').citation}</body>`)
    expect(document.querySelector('blockquote')!.textContent).toContain('<i>do</i>, 😀 honestly')
    expect(document.querySelectorAll('i, b')).toHaveLength(0)
  })

  test('Markdown: nothing in the words is a mark', () => {
    const { citation } = cite(toll, 'md')
    expect(citation).toContain('tide\\_tax cost us 50% \\| {more} than \\[all\\] boats \\\\ \\<i\\>do')
  })

  test('TEI and card: well-formed XML', () => {
    for (const [id, as] of [
      [statement, 'tei'],
      [toll, 'card'],
      [statement, 'card']
    ] as const)
      wellFormed(cite(id, as).citation)
    expect(() => wellFormed('<a><b></a>')).toThrow()
  })
})

test('an apparatus: each witness reads one reading of every place, and its readings in order are its words', () => {
  const { citation } = cite(statement, 'tei')
  const ids = [...citation.matchAll(/<witness xml:id="(w\d+)"/g)].map(([, id]) => id)
  expect(ids.length).toBeGreaterThan(2)
  const places = [...citation.matchAll(/<app>(.*?)<\/app>|<seg>(.*?)<\/seg>/gs)]
  for (const [n, id] of ids.entries()) {
    const read = places.map(([, app, seg]) => {
      if (seg !== undefined) return seg
      const mine = [...app.matchAll(/<(?:lem|rdg) wit="([^"]*)"(?:\/>|>(.*?)<\/)/g)].filter(([, wit]) =>
        wit.split(' ').includes(`#${id}`)
      )
      expect(mine).toHaveLength(1)
      return mine[0][2] ?? ''
    })
    const cells = asked('statement', { id: statement }).variants[n].cells.flatMap(cell => cell?.words ?? [])
    expect(read.filter(Boolean).join(' ')).toBe(cells.join(' '))
  }
  expect(() => cite(toll, 'tei')).toThrow(/name a statement/)
})

/** Throws where XML is not well-formed: tags that do not match, attributes without quotes, a bare & or <. */
const wellFormed = (xml: string) => {
  const open: string[] = []
  const rest = xml
    .replace(/^<\?xml [^?]*\?>/, '')
    .replace(
      /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)\s*(\/?)>/g,
      (_, closing, name, __, empty) => {
        if (closing && open.pop() !== name) throw new Error(`</${name}> closes nothing`)
        if (!closing && !empty) open.push(name)
        return ''
      }
    )
  if (open.length || /[<>]|&(?!(?:amp|lt|gt|quot|#39);)/.test(rest))
    throw new Error(`not well-formed: ${open.join()} ${/.{0,20}[<>&].{0,20}/.exec(rest)}`)
}
