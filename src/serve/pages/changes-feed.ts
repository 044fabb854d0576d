import { html, raw } from 'hono/html'
import { printer } from '../answer/summary.ts'
import type { Listed, RevisionView } from '../answer/wire/index.ts'
import { href, titleInWords } from './bits.ts'
import { CHANGES } from './say.ts'

/** What changed between versions of pages, as an Atom feed, the last read first. `origin` is where the pages are. */
export const changesFeed = ({ lines }: Listed<RevisionView>, origin: string): string => {
  const updated = lines[0]?.later.seen ?? '1970-01-01T00:00:00Z'
  const feed = html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${origin}/changes</id>
<title>Changed after it was read</title>
<updated>${updated}</updated>
<author><name>Onrecord</name></author>
<link rel="self" href="${origin}/changes.atom"/>
<link href="${origin}/changes"/>
${lines.map(one => entry(one, origin))}</feed>
`
  return withoutControls(String(feed))
}

const entry = ({ later, changes }: RevisionView, origin: string) => html`<entry>
<id>urn:onrecord:${later.id}</id>
<title>${printer(later)}: ${[...new Set(changes.flatMap(one => one.kinds))].map(kind => CHANGES[kind].name).join('; ')}</title>
<updated>${later.seen}</updated>
<link href="${origin}${href('a', later.id)}#changes"/>
<summary>${[titleInWords(later), ...changes.map(told)].join('\n')}</summary>
</entry>
`

const told = ({ kinds, before, after }: RevisionView['changes'][number]): string =>
  `${kinds.map(kind => CHANGES[kind].name).join('; ')}: ${[before, after].map(one => one?.words ?? 'nothing').join(' → ')}`

// XML has no place for control characters, however they are written; a page may print them.
const withoutControls = (xml: string): string => xml.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
