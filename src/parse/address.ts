/** A page's own address, and the one that it names as its own. */
type Two = { readonly page: URL; readonly named: URL }

/** One reason for which the two are addresses of one article, or are not; null where it does not decide. */
type Rule = { readonly name: string; readonly isOne: (two: Two) => boolean | null }

/** Copies that others keep of a page say in their path whose it is: "/c/s/port.example/news/quay". */
const CACHES: readonly (readonly [RegExp, RegExp])[] = [
  [/\.cdn\.ampproject\.org$/, /^\/[a-z]+\/(?:s\/)?([^/]+\.[^/]+\/.*)$/],
  [/^www\.google\.[a-z.]+$/, /^\/amp\/(?:s\/)?([^/]+\.[^/]+\/.*)$/]
]

const uncached = (url: URL): URL => {
  for (const [host, path] of CACHES) {
    const inner = host.test(url.hostname) ? path.exec(url.pathname)?.[1] : null
    if (inner && URL.canParse(`https://${inner}`)) return new URL(`https://${inner}${url.search}`)
  }
  return url
}

/** "www.", and what stands before the host of a copy for telephones. */
const hostOf = ({ host }: URL) => host.replace(/^(?:(?:www|m|mobile|amp)\.)+/, '')

const partsOf = ({ pathname }: URL) => pathname.split('/').filter(Boolean)
const wordsIn = (part: string) =>
  part
    .toLowerCase()
    .replace(/\.\w{2,5}$/, '')
    .split(/[-_]/)
    .filter(word => /\p{L}/u.test(word))
const pathOf = (url: URL) => partsOf(url).join('/')

/** What marks a copy for telephones in a path or a parameter: "/amp/news/quay", "/news/quay.amp.html", "?amp=1", "?outputType=amp". */
const MARK = /^(?:amp|m|mobile)$/i
const variantOf = (url: URL) => {
  const path = partsOf(url)
    .map(part => part.replace(/\.html?$/i, '').replace(/[.-]amp$/i, ''))
    .filter(part => part && !MARK.test(part))
  const pairs = [...url.searchParams].filter(([name, value]) => !MARK.test(name) && !MARK.test(value))
  return JSON.stringify([path, pairs])
}

/** Numbers that name an article: five digits and more, and no day ("20310311"). */
const numbersIn = ({ pathname, search }: URL): string[] =>
  `${pathname}${search}`.match(/(?<!\d)(?!(?:19|20)\d{6}(?!\d))\d{5,}/g) ?? []

/** Fewer words in the last part of an address name a section ("/local-news"). */
const SLUG_OF_A_STORY = 3
const slugOf = (url: URL): string[] => {
  const words = wordsIn(partsOf(url).at(-1) ?? '')
  return words.length >= SLUG_OF_A_STORY ? words : []
}
const namesAnArticle = (url: URL) => slugOf(url).length > 0 || numbersIn(url).length > 0

const LANGUAGE = /^[a-z]{2}(?:-[a-z]{2})?$/i
const languageOf = (url: URL) => partsOf(url).find(part => LANGUAGE.test(part)) ?? null

const PAGED = /^(?:page|pg|paged|seite|start|offset|part)$/i
const isPaged = (url: URL) =>
  [...url.searchParams].some(([name, value]) => PAGED.test(name) && /^\d+$/.test(value)) ||
  /\/(?:page\/)?\d{1,2}\/?$/.test(url.pathname)

const shareMost = (some: readonly string[], others: readonly string[]) =>
  some.length > 0 && 2 * some.filter(word => others.includes(word)).length >= some.length

/** The first rule that decides counts; where none does, the two are one. */
const RULES: readonly Rule[] = [
  // A copy of another outlet's article names that one: it stays an article of its own, and shows where its copy comes from.
  { name: 'elsewhere', isOne: ({ page, named }) => (hostOf(page) === hostOf(named) ? null : false) },
  // "/": made by mistake in many a template.
  { name: 'front page', isOne: ({ named }) => (partsOf(named).length || named.search ? null : false) },
  // "/news/quay?page=2" names "/news/quay": the second part has other words.
  { name: 'second part', isOne: ({ page, named }) => (isPaged(page) && !isPaged(named) ? false : null) },
  // "/cy/news/quay" names "/en/news/quay": a translation.
  { name: 'language', isOne: ({ page, named }) => (languageOf(page) === languageOf(named) ? null : false) },
  // "/news/quay" names "/news/quay?from=mail": the shorter one is its address.
  {
    name: 'more parameters',
    isOne: ({ page, named }) =>
      pathOf(page) === pathOf(named) && [...named.searchParams].some(([name]) => !page.searchParams.has(name)) ? false : null
  },
  // "/story.php?id=17" names "/story.php": what tells its articles apart is lost.
  {
    name: 'lost number',
    isOne: ({ page, named }) =>
      pathOf(page) === pathOf(named) &&
      !slugOf(page).length &&
      [...page.searchParams].some(
        ([name, value]) => /\d/.test(value) && !MARK.test(name) && named.searchParams.get(name) !== value
      )
        ? false
        : null
  },
  // "http://www.port.example/news/quay/?ref=front" names "https://port.example/news/quay".
  { name: 'same path', isOne: ({ page, named }) => (pathOf(page) === pathOf(named) ? true : null) },
  // "/amp/news/quay" names "/news/quay".
  { name: 'variant', isOne: ({ page, named }) => (variantOf(page) === variantOf(named) ? true : null) },
  // "/news/harbour/quay" names "/news/harbour": the section that it stands in.
  { name: 'above', isOne: ({ page, named }) => (`/${pathOf(page)}/`.startsWith(`/${pathOf(named)}/`) ? false : null) },
  // "/news/quay-stays-open" names "/subscribe", as a page before a wall does.
  { name: 'no article', isOne: ({ named }) => (namesAnArticle(named) ? null : false) },
  // "/news/quay-stays-open-48151" names "/2031/quay-stays-open": the same number, or mostly the same words.
  {
    name: 'same name',
    isOne: ({ page, named }) =>
      numbersIn(page).some(one => numbersIn(named).includes(one)) || shareMost(slugOf(page), slugOf(named)) ? true : null
  },
  // "/news/quay-stays-open" names "/news/mayor-likes-soup": a template that names one article on every page.
  {
    name: 'another article',
    isOne: ({ page, named }) =>
      (numbersIn(page).length && numbersIn(named).length) || (slugOf(page).length && slugOf(named).length) ? false : null
  }
]

/**
 * The address by which the record knows an article: its page's own, or the one that the page names where both are addresses of one article of one host: with a
 * parameter that only tracks, for telephones, or under a shorter name.
 */
export const addressOf = (page: string, named: string | null): string => {
  if (!named || named === page || !/^https?:/i.test(page) || !URL.canParse(page)) return page
  const two = { page: uncached(new URL(page)), named: new URL(named) }
  for (const { isOne } of RULES) {
    const decided = isOne(two)
    if (decided !== null) return decided ? named : page
  }
  return named
}
