import { entries } from '../../text/index.ts'
import list from './not-articles.txt'

/** A link of a page: where it leads, and its words. */
export type Link = { readonly url: URL; readonly words: string }

/** One reason for which a link leads to an article or does not; null where it does not decide. */
type Rule = { readonly name: string; readonly isArticle: (link: Link) => boolean | null }

const NOT_ARTICLES = new Set(entries(list))

const partsOf = ({ url }: Link) => url.pathname.split('/').filter(Boolean)
const lastOf = (link: Link) =>
  partsOf(link)
    .at(-1)
    ?.replace(/\.(?:html?|php|aspx?|jsp)$/i, '') ?? ''
const wordsIn = (slug: string) => slug.split(/[-_]/).filter(part => /\p{L}/u.test(part)).length
const wordCount = (words: string) => words.trim().split(/\s+/).length

/** Fewer words in an address name a section ("/local-news"), more a story ("/harbour-stays-open-mayor-says"). */
const SLUG_OF_A_STORY = 4

/** The first rule that decides counts; where none does, a link leads to no article. */
const RULES: readonly Rule[] = [
  // "/": the page itself, or the head of a section.
  { name: 'home', isArticle: link => (partsOf(link).length ? null : false) },
  // "/topics/harbour/latest": a list.
  { name: 'list', isArticle: link => (partsOf(link).some(part => NOT_ARTICLES.has(part.toLowerCase())) ? false : null) },
  // "/files/budget.pdf": no page.
  {
    name: 'file',
    isArticle: ({ url }) => (/\.(?!html?$|php$|aspx?$|jsp$)[a-z][a-z\d]{1,4}$/i.test(url.pathname) ? false : null)
  },
  // "/2031/03/11/harbour": a day stands in the path, and something after it.
  {
    name: 'day',
    isArticle: ({ url }) => (/\/(?:19|20)\d\d[/-]?(?:\d\d|[a-z]{3})[/-]?\d\d[/-]\S/i.test(url.pathname) ? true : null)
  },
  // "/news/harbour-481516": words and a number.
  {
    name: 'numbered',
    isArticle: link => (/[-_]/.test(lastOf(link)) && /\d{5}/.test(lastOf(link)) && wordsIn(lastOf(link)) ? true : null)
  },
  // "/news/harbour-stays-open-mayor-says": the words of a headline.
  { name: 'headline', isArticle: link => (wordsIn(lastOf(link)) >= SLUG_OF_A_STORY ? true : null) },
  // "/news/481516" under "Harbour stays open, mayor says": a number, and the words of a headline on it.
  {
    name: 'number',
    isArticle: link => (/^\w?\d{5,}$/.test(lastOf(link)) && wordCount(link.words) >= SLUG_OF_A_STORY ? true : null)
  }
]

/** Whether a link looks as if it led to an article. */
export const looksLikeArticle = (link: Link): boolean => {
  for (const { isArticle } of RULES) {
    const decided = isArticle(link)
    if (decided !== null) return decided
  }
  return false
}
