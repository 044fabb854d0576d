import { printer } from '../answer/summary.ts'
import { NotHere, type StatementView, type VariantView, type Words } from '../answer/wire/index.ts'
import type { Facts } from './facts.ts'
import { escaped } from './plain.ts'

/** A statement as a TEI P5 document: the witnesses, and its words with an <app> wherever they are printed differently. */
export const asTei = (facts: Facts): string => {
  const { statement } = facts
  if (!statement) throw new NotHere('An apparatus shows how a statement is printed: name a statement.')
  const witnesses = statement.variants.map(witness).join('\n')
  return `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
<fileDesc>
<titleStmt><title>Statement ${escaped(statement.id)} and how it was printed</title></titleStmt>
<publicationStmt><p>Written by Onrecord from the record at ${escaped(facts.link)}.</p></publicationStmt>
<sourceDesc><listWit>
${witnesses}
</listWit></sourceDesc>
</fileDesc>
<encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>
</teiHeader>
<text><body>
<ab><said who="${escaped(statement.speaker ? `#s-${statement.speaker.id}` : '#nobody-named')}"${statement.said?.date ? ` n="${escaped(statement.said.date)}"` : ''}>
${columns(statement)}
</said></ab>
</body></text>
</TEI>`
}

const sigil = (n: number) => `w${n + 1}`

const witness = ({ quotation, relation }: VariantView, n: number): string => {
  const { article, content } = quotation
  const [{ text, start }] = content
  const end = content[content.length - 1].end
  const day = article.published
    ? ` <date when="${escaped(article.published.value)}">${escaped(article.published.value.slice(0, 10))}</date>`
    : ''
  return `<witness xml:id="${sigil(n)}">${escaped(printer(article))}.${day} <ref target="${escaped(/^https?:/.test(article.address) ? article.address.replace(/\s/g, encodeURIComponent) : `urn:sha256:${text}`)}">${escaped(article.title ?? 'no headline printed')}</ref> <note>${escaped(relation)}; SHA-256 ${text}, [${start}, ${end})</note></witness>`
}

const columns = ({ variants, columns }: StatementView): string =>
  columns
    .map((kind, column) => {
      const cells = variants.map(one => one.cells[column])
      const [first] = cells
      if (kind === 'same' && first && cells.every(one => one)) return `<seg>${words(first)}</seg>`
      return `<app>${readings(cells)}</app>`
    })
    .join('\n')

/** The readings of one place, witnesses that print the same together; the base's is the lemma where it has one. */
const readings = (cells: readonly (Words | null)[]): string => {
  const groups = new Map<string, number[]>()
  cells.forEach((cell, n) => {
    const printed = cell ? words(cell) : ''
    groups.set(printed, [...(groups.get(printed) ?? []), n])
  })
  return [...groups]
    .map(([printed, witnesses]) => {
      const name = witnesses.includes(0) ? 'lem' : 'rdg'
      const wit = witnesses.map(n => `#${sigil(n)}`).join(' ')
      return printed ? `<${name} wit="${wit}">${printed}</${name}>` : `<${name} wit="${wit}"/>`
    })
    .sort((a, b) => Number(b.startsWith('<lem')) - Number(a.startsWith('<lem')))
    .join('')
}

const words = (one: Words): string => (one.refused ? '<gap reason="refused"/>' : escaped(one.words.replace(/\s+/g, ' ')))
