import { spansOf } from '../answer/spans.ts'
import type { Hit, QuotationView } from '../answer/wire/index.ts'
import { feedPath } from '../pages/bits.ts'

/** What a feed is of: its name, its query, the path of its page, and what is found, the articles that came last first. */
export type Fed = { readonly name: string; readonly query: string; readonly path: string; readonly hits: readonly Hit[] }

/** A quotation with all that is needed to check it: words, hash, span, speaker, outlet, day, link. `base` is where the pages are. */
export const evidenceOf = (quotation: QuotationView, base: string) => spansOf(quotation, base) as Evidence

/** What leaves the house to be told of a quotation. */
export type Evidence = {
  link: string
  id: string
  speaker: string | null
  said: string | null
  form: string
  words: QuotationView['content']
  article: { link: string; outlet: string | null; title: string | null; address: string; published: string | null }
  statement: string | null
}

/** The most entries of a feed. */
const MOST_ENTRIES = 100

type Entry = { id: string; link: string; title: string; told: string; seen: Date; evidence: Evidence }

const entriesOf = ({ hits }: Fed, base: string): Entry[] =>
  hits.slice(0, MOST_ENTRIES).map(({ quotation }) => {
    const evidence = evidenceOf(quotation, base)
    return {
      id: `urn:onrecord:${quotation.id}`,
      link: evidence.link,
      title: plain(`${evidence.speaker ?? 'Speaker not known'}, ${evidence.article.outlet ?? evidence.article.address}`),
      told: plain(toldOf(evidence)),
      seen: new Date(quotation.article.seen),
      evidence
    }
  })

/** A quotation in plain text: its words, who said them when, who printed them, and how to check that. */
export const toldOf = ({ words, speaker, said, article, link }: Evidence): string =>
  [
    ...words.map(one => (one.refused ? `(refused: ${one.refused})` : one.words)),
    '',
    `${speaker ?? 'Speaker not known'}${said ? `, said ${said}` : ', day not printed'}`,
    [article.outlet ?? article.address, article.title, article.published].filter(Boolean).join(' · '),
    link,
    `SHA-256 of the text: ${words[0]?.text ?? ''}`,
    `at ${words.map(({ start, end }) => `[${start}, ${end})`).join(' ')}, in UTF-16 code units`
  ].join('\n')

// XML has no place for control characters, however they are written; a page may print them. Nor is half a character one.
const plain = (words: string): string => words.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, '')

/** What is found as an Atom feed. */
export const atomOf = async (fed: Fed, base: string): Promise<string> => {
  const { generateAtomFeed } = await import('feedsmith')
  const entries = entriesOf(fed, base)
  return generateAtomFeed({
    id: `urn:onrecord:feed:${encodeURIComponent(fed.path)}`,
    title: { value: plain(fed.name) },
    updated: entries[0]?.seen ?? new Date(0),
    authors: [{ name: 'Onrecord' }],
    links: [{ rel: 'self', href: `${base}${feedPath(fed.path, 'atom')}` }, { href: `${base}${fed.path}` }],
    entries: entries.map(one => ({
      id: one.id,
      title: { value: one.title },
      updated: one.seen,
      links: [{ href: one.link }, { rel: 'via', href: one.evidence.article.address }].filter(link => URL.canParse(link.href)),
      content: { value: one.told, type: 'text' }
    }))
  })
}

/** The same as a JSON Feed, whose entries hold the evidence in a form for programs too (`_onrecord`). */
export const jsonFeedOf = async (fed: Fed, base: string): Promise<string> => {
  const { generateJsonFeed } = await import('feedsmith')
  const feed = generateJsonFeed({
    title: fed.name,
    home_page_url: `${base}${fed.path}`,
    feed_url: `${base}${feedPath(fed.path, 'feed.json')}`,
    description: fed.query,
    authors: [{ name: 'Onrecord' }],
    items: entriesOf(fed, base).map(one => ({
      id: one.id,
      url: one.link,
      title: one.title,
      content_text: one.told,
      date_published: one.seen,
      _onrecord: one.evidence
    }))
  })
  return JSON.stringify(feed)
}
