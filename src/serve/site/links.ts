/** Where a page of the server lies in the folder: "/st/s1" is st/s1.html; null for what is no page of the site. */
export const fileOf = (path: string): string | null => {
  if (path === '/') return 'index.html'
  return /^\/(?:(?:a|p|st|stories)\/[\w-]+|stories|statements|articles|speakers)$/.test(path) ? `${path.slice(1)}.html` : null
}

const LINK = /<a\b([^>]*?) href="([^"]*)"([^>]*)>([\s\S]*?)<\/a>/g

/**
 * A page of the server for a folder: links lead from file to file; one that leads to what is not there is its words alone, and what only a server can do
 * (a form, a tool that draws the page anew, a page of citations) is left out. Pages are escaped when they are drawn: in what is matched here, `<`, `>` and `"` are always ours.
 */
export const forFolder = (html: string, from: string, has: (file: string) => boolean): string =>
  html
    .replace(/<form\b[\s\S]*?<\/form>/g, '')
    .replace(/ · <a href="\/cite\/[^"]*">[^<]*<\/a>/g, '')
    .replace(/(<dd class="address">)([^<]*[\\/])([^<]*<\/dd>)/g, '$1$3')
    .replace(LINK, (whole, before: string, href: string, after: string, inner: string) => {
      if (href.startsWith('#') || /^https?:/.test(href)) return whole
      const [path, place] = href.split('#')
      const file = fileOf(path)
      if (file && has(file))
        return `<a${before} href="${'../'.repeat(from.split('/').length - 1)}${file}${place ? `#${place}` : ''}"${after}>${inner}</a>`
      return /class="(?:tool|make-base)"/.test(before + after) ? '' : `<span>${inner}</span>`
    })
