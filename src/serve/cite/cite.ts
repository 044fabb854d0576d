import type { Look } from '../answer/look.ts'
import type { CiteInput, CiteView } from '../answer/wire/index.ts'
import { asCard } from './card.ts'
import { type Facts, factsOf } from './facts.ts'
import { asAnnotation, asSchema } from './linked.ts'
import { asHtml, asMarkdown, asText } from './plain.ts'
import { asBibtex, asCsl, asRis, asWikipedia } from './references.ts'
import { asTei } from './tei.ts'

type Style = {
  readonly name: string
  readonly for: string
  readonly mediaType: string
  readonly ending: string
  write(facts: Facts): string
}

const style = (name: string, purpose: string, mediaType: string, ending: string, write: (facts: Facts) => string): Style => ({
  name,
  for: purpose,
  mediaType,
  ending,
  write
})

/** How a quotation or a statement can be cited, each with what it is for. */
export const STYLES = {
  text: style('Plain text', 'for an e-mail or a note', 'text/plain', 'txt', asText),
  md: style('Markdown', 'for a draft', 'text/markdown', 'md', asMarkdown),
  html: style('HTML', 'for a web page', 'text/html', 'html', asHtml),
  wikipedia: style('Wikipedia', 'for a reference in an article', 'text/x-wiki', 'wiki', asWikipedia),
  bibtex: style('BibTeX', 'for LaTeX', 'application/x-bibtex', 'bib', asBibtex),
  ris: style('RIS', 'for reference managers', 'application/x-research-info-systems', 'ris', asRis),
  csl: style('CSL-JSON', 'for Zotero and Pandoc', 'application/vnd.citationstyles.csl+json', 'json', asCsl),
  schema: style('schema.org', 'for search engines', 'application/ld+json', 'jsonld', asSchema),
  annotation: style('Web Annotation', 'for annotation tools', 'application/ld+json', 'jsonld', asAnnotation),
  tei: style('TEI apparatus', 'for editors of texts: a statement with all its printings', 'application/tei+xml', 'xml', asTei),
  card: style('Card', 'a picture to share', 'image/svg+xml', 'svg', asCard)
} as const

export type StyleName = keyof typeof STYLES

/** Their names, in this order. */
export const STYLE_NAMES = Object.keys(STYLES) as [StyleName, ...StyleName[]]

/** A quotation or statement, cited. */
export const citeView = (look: Look, { id, as = 'text', base = '' }: CiteInput): CiteView => {
  const facts = factsOf(look, id, base)
  const { mediaType, write } = STYLES[as]
  return { as, mediaType, citation: write(facts), link: facts.link, quotation: facts.quotation }
}
