import { Parser } from 'htmlparser2'

/** What ends one article of a feed. */
const ENDS = /<\/(?:item|entry)\s*>/gi

/** Broken XML up to its last whole article, with every element closed: what stands after that may be half an address. Null where not one article is whole. */
export const mended = (xml: string): string | null => {
  const last = [...xml.matchAll(ENDS)].at(-1)
  if (!last) return null
  let written = ''
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const printed = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
        written += `<${name}${printed.join('')}>`
      },
      ontext: text => {
        written += escaped(text)
      },
      onclosetag: name => {
        written += `</${name}>`
      }
    },
    { xmlMode: true }
  )
  parser.end(xml.slice(0, last.index + last[0].length))
  return written
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)
