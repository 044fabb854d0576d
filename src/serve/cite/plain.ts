import { sayDate } from '../pages/say.ts'
import { checkNote, type Facts } from './facts.ts'

const day = ({ published }: Facts) => (published ? sayDate(published) : 'undated')

/** Ends in a stop, also where the words bring their own. */
const stopped = (words: string) => (/[.!?…]["”’']?$/.test(words) ? words : `${words}.`)

/** One line for an e-mail: words, speaker, where, link, and how to check. */
export const asText = (facts: Facts): string =>
  [
    `“${facts.bare}” – ${facts.speaker}, in ${facts.title ? `“${facts.title}”, ` : ''}${facts.outlet}, ${day(facts)}. ${facts.url ?? ''}`.trimEnd(),
    `${facts.link}`,
    `${checkNote(facts)}.`
  ].join('\n')

const mdEscaped = (words: string) => words.replace(/[\\`*_[\]<>#|]/g, '\\$&')
const mdTarget = (url: string) => `<${url.replace(/[<>\s]/g, encodeURIComponent)}>`

/** A block quotation in Markdown. */
export const asMarkdown = (facts: Facts): string => {
  const title = facts.title ? `[${mdEscaped(facts.title)}]${facts.url ? `(${mdTarget(facts.url)})` : ''}, ` : ''
  return [
    `> ${stopped(mdEscaped(facts.bare))}`,
    '>',
    `> – ${mdEscaped(facts.speaker)}, in ${facts.url ? title : title.replace(/[[\]]/g, '')}${mdEscaped(facts.outlet)}, ${day(facts)} ([checked](${mdTarget(facts.link)}))`,
    '',
    `<!-- ${checkNote(facts)} -->`
  ].join('\n')
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Words as text of XML and HTML; characters that XML cannot hold are left out. */
export const escaped = (words: string): string =>
  words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"']/g, one => ENTITIES[one])

/** A block quotation in HTML; the hash and the span stand in its attributes. */
export const asHtml = (facts: Facts): string => {
  const title = facts.title
    ? `<cite>${facts.url ? `<a href="${escaped(facts.url)}">${escaped(facts.title)}</a>` : escaped(facts.title)}</cite>, `
    : ''
  return `<figure class="onrecord" data-text="${facts.hash}" data-start="${facts.start}" data-end="${facts.end}">
<blockquote cite="${escaped(facts.url ?? facts.link)}"><p dir="auto">${escaped(facts.bare)}</p></blockquote>
<figcaption>${escaped(facts.speaker)}, in ${title}${escaped(facts.outlet)}, ${facts.published ? `<time datetime="${facts.published}">${day(facts)}</time>` : 'undated'}. <a href="${escaped(facts.link)}">Checked against the text</a></figcaption>
</figure>`
}
