import { checkNote, type Facts, keyOf, partsOf } from './facts.ts'

const wikiEscaped = (words: string) => words.replace(/[\r\n]+/g, ' ').replace(/[|{}[\]<>=]/g, one => `&#${one.charCodeAt(0)};`)

/** Wikipedia's {{cite news}}, the words in its |quote=. */
export const asWikipedia = (facts: Facts): string => {
  const { title, outlet, url, published, seen, bare, quotation } = facts
  const fields: [string, string | null][] = [
    ['title', title ?? quotation.article.opening ?? 'No headline printed'],
    ['work', outlet],
    ...quotation.article.byline.map((name, n): [string, string] => [`author${n ? n + 1 : ''}`, name]),
    ['date', published],
    ['url', url],
    ['access-date', url && seen],
    ['quote', bare]
  ]
  const kept = fields.flatMap(([name, value]) =>
    value ? [`|${name}=${name === 'url' ? value.replace(/[|{}<>\s]/g, encodeURIComponent) : wikiEscaped(value)}`] : []
  )
  return `{{cite news ${kept.join(' ')}}}`
}

const TEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  '%': '\\%',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}'
}

const tex = (words: string) => words.replace(/\s+/g, ' ').replace(/[\\{}$&#_%~^]/g, one => TEX[one])

/** A BibTeX entry of type @misc, which every style knows. */
export const asBibtex = (facts: Facts): string => {
  const { title, outlet, address, published, seen, bare, speaker, quotation } = facts
  const [year, month] = published ? partsOf(published) : []
  const fields: [string, string | null | undefined][] = [
    ['author', quotation.article.byline.map(one => `{${tex(one)}}`).join(' and ') || `{${tex(outlet)}}`],
    ['title', tex(title ?? quotation.article.opening ?? 'No headline printed')],
    ['howpublished', tex(outlet)],
    ['year', year ? String(year) : null],
    ['month', month ? String(month) : null],
    ['url', address?.replace(/[{}\\\s]/g, encodeURIComponent)],
    ['urldate', address && seen],
    ['note', `${tex(speaker)}: \`\`${tex(bare)}''. ${tex(checkNote(facts))}`]
  ]
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []))
  return `@misc{${keyOf(facts)},\n${lines.join(',\n')}\n}`
}

const line = (value: string) => value.replace(/[\r\n]+/g, ' ')

/** A RIS record of type NEWS: lines end in CRLF, as its description says. */
export const asRis = (facts: Facts): string => {
  const { title, outlet, address, published, seen, bare, speaker, quotation } = facts
  const fields: [string, string | null][] = [
    ['TY', 'NEWS'],
    ...quotation.article.byline.map((name): [string, string] => ['AU', name]),
    ['TI', title ?? quotation.article.opening ?? 'No headline printed'],
    ['T2', outlet],
    ['PY', published?.slice(0, 4) ?? null],
    ['DA', published?.replaceAll('-', '/') ?? null],
    ['Y2', seen.replaceAll('-', '/')],
    ['UR', address],
    ['N1', `${speaker}: “${bare}”`],
    ['N1', checkNote(facts)],
    ['ER', '']
  ]
  return fields.flatMap(([tag, value]) => (value === null ? [] : [`${tag}  - ${line(value)}\r\n`])).join('')
}

/** A list of one item of CSL-JSON, for Zotero and every citation processor. */
export const asCsl = (facts: Facts): string => {
  const { title, outlet, address, published, seen, bare, speaker, quotation } = facts
  const day = (date: string) => ({ 'date-parts': [partsOf(date)] })
  const item = {
    id: keyOf(facts),
    type: 'article-newspaper',
    title: title ?? quotation.article.opening ?? 'No headline printed',
    author: quotation.article.byline.map(literal => ({ literal })),
    'container-title': outlet,
    ...(published ? { issued: day(published) } : {}),
    accessed: day(seen),
    ...(address ? { URL: address } : {}),
    note: `${speaker}: “${bare}”. ${checkNote(facts)}`
  }
  return JSON.stringify([item], null, 2)
}
