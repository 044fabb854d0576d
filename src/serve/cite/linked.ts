import type { Facts } from './facts.ts'

/** schema.org's Quotation, as JSON-LD. */
export const asSchema = (facts: Facts): string => {
  const { bare, quotation, outlet, title, url, link, published, hash, start, end } = facts
  const { speaker, said } = quotation
  const kind = { person: 'Person', body: 'Organization', unnamed: null }
  const type = speaker && kind[speaker.kind]
  return JSON.stringify(
    {
      '@context': 'https://schema.org',
      '@type': 'Quotation',
      '@id': link,
      text: bare,
      ...(type ? { spokenByCharacter: { '@type': type, name: speaker.name } } : {}),
      ...(said?.date ? { dateCreated: said.date } : {}),
      isPartOf: {
        '@type': 'NewsArticle',
        ...(title ? { headline: title } : {}),
        ...(url ? { url } : {}),
        ...(published ? { datePublished: published } : {}),
        publisher: { '@type': 'Organization', name: outlet }
      },
      identifier: { '@type': 'PropertyValue', propertyID: 'sha256 and UTF-16 offsets', value: `${hash}:${start}-${end}` }
    },
    null,
    2
  )
}

/** How many characters a TextQuoteSelector holds on each side: as many as tell one place from the next. */
const AROUND = 32

/** A W3C Web Annotation: one target a piece, its offsets in code points, as that model counts. */
export const asAnnotation = (facts: Facts): string => {
  const { quotation, url, link, chars, hash, speaker } = facts
  const target = quotation.content.map(({ start, end }) => ({
    type: 'SpecificResource',
    source: url ?? `urn:sha256:${hash}`,
    state: { type: 'Onrecord text', value: `sha256:${hash}` },
    selector: [
      { type: 'TextPositionSelector', start: codePoints(chars, start), end: codePoints(chars, end) },
      {
        type: 'TextQuoteSelector',
        exact: chars.slice(start, end),
        prefix: whole(chars.slice(Math.max(0, start - AROUND), start)),
        suffix: whole(chars.slice(end, end + AROUND))
      }
    ]
  }))
  return JSON.stringify(
    {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: link,
      type: 'Annotation',
      motivation: 'identifying',
      body: { type: 'TextualBody', format: 'text/plain', value: `Said by: ${speaker}` },
      target: target.length === 1 ? target[0] : target
    },
    null,
    2
  )
}

/** How many code points stand before an offset that counts UTF-16 code units. */
export const codePoints = (chars: string, offset: number): number => {
  let count = 0
  for (const _ of chars.slice(0, offset)) count++
  return count
}

/** Characters without half a surrogate pair at their ends. */
const whole = (chars: string) => chars.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '')
