import { describe, expect, test } from 'vitest'
import { readPage } from '../src/flow.ts'
import { addressOf } from '../src/parse/address.ts'
import { openStore } from '../src/store/index.ts'
import type { Page } from '../src/types.ts'
import { finish, parts, scratch, versionsOf } from './record.ts'

const SITE = 'https://port.example'
const at = (path: string) => (path.startsWith('http') ? path : `${SITE}${path}`)
const check = (page: string, named: string, meant: string) =>
  expect(addressOf(at(page), at(named)), `${page} names ${named}`).toBe(at(meant))

describe('the address of an article', () => {
  test('is the one that its page names, for what only tracks, for telephones, and under a shorter name', () => {
    const one = '/2031/03/quay-stays-open-48151'
    for (const page of [
      `${one}?ref=front`,
      `${one}/`,
      `http://www.port.example${one}`,
      `https://m.port.example${one}`,
      `/amp${one}`,
      `${one}.amp.html`,
      `${one}?amp=1`,
      `${one}?outputType=amp`,
      `https://amp.port.example${one}/amp`,
      `https://port-example.cdn.ampproject.org/c/s/port.example${one}`,
      `https://www.google.com/amp/s/port.example${one}`,
      '/news/mayor-keeps-quay-48151',
      '/harbour/quay-stays-open-48151',
      '/?p=4711',
      '/a/48151'
    ])
      check(page, one, one)
  })

  test('is its own where the page names its own with a parameter that tracks', () => {
    check('/quay-stays-open', '/quay-stays-open?from=mail', '/quay-stays-open')
  })

  test('is its own where the page names the front page, a section, a wall, or its whole outlet by mistake', () => {
    for (const named of [
      '/',
      '/harbour',
      '/harbour/news',
      '/subscribe',
      '/login?to=quay',
      '/en/',
      '/mayor-likes-her-soup',
      '/mayor-likes-soup-16234'
    ])
      check('/harbour/news/quay-stays-open-48151', named, '/harbour/news/quay-stays-open-48151')
  })

  test('is its own where the page named is another part, another language, or lacks what tells articles apart', () => {
    check('/quay-stays-open?page=2', '/quay-stays-open', '/quay-stays-open?page=2')
    check('/quay-stays-open/2', '/quay-stays-open', '/quay-stays-open/2')
    check('/cy/quay-stays-open', '/en/quay-stays-open', '/cy/quay-stays-open')
    check('/story.php?id=17', '/story.php', '/story.php?id=17')
    check('/story.php?id=17&ref=front', '/story.php?id=17', '/story.php?id=17')
    check('/live/quay-stays-open/post-48151', '/live/quay-stays-open', '/live/quay-stays-open/post-48151')
  })

  test('is its own where the page names another outlet’s, and where it came from a file', () => {
    check('/quay-stays-open', 'https://wire.example/quay-stays-open', '/quay-stays-open')
    expect(addressOf('/news/quay.html', `${SITE}/quay`)).toBe('/news/quay.html')
  })
})

describe('in the record', () => {
  const { path } = scratch()
  const page = (address: string, head: string, words = 'We stay'): Page => ({
    address: at(address),
    bytes: Buffer.from(
      `<html><head><title>Quay stays open, mayor says</title>${head}</head><body><article><h1>Quay stays open, mayor says</h1>
       <p>“${words},” said Ada Ruiz, the mayor of Port Selm, on the stairs of the town hall, where nobody had waited for her.</p>
       <p>The council of Port Selm had talked about the quay for three evenings, and on each of them somebody brought soup.</p></article></body></html>`
    ),
    mediaType: 'text/html',
    charset: null,
    seen: '2031-05-04T08:00:00.000Z'
  })
  const canonical = (href: string) => `<link rel="canonical" href="${href}">`
  const held = (name: string, pages: readonly Page[]) => {
    const store = openStore(path(name), versionsOf('1'))
    for (const one of pages) store.save(readPage(one, parts), one)
    finish(store)
    const articles = store.articles().map(id => store.article(id)!)
    store.close()
    return articles
  }

  test('a page, its copy for telephones and its tracked links are one article', () => {
    const named = canonical('/quay-stays-open')
    const articles = held(
      'one.db',
      ['/quay-stays-open', '/amp/quay-stays-open', '/quay-stays-open?ref=front'].map(one => page(one, named))
    )
    expect(articles).toMatchObject([{ address: `${SITE}/quay-stays-open`, canonical: `${SITE}/quay-stays-open` }])
  })

  test('a copy that names another outlet’s article stays, and says whose that is', () => {
    const articles = held('copy.db', [page('/quay-stays-open', canonical('https://wire.example/quay?utm_source=port'))])
    expect(articles).toMatchObject([{ address: `${SITE}/quay-stays-open`, canonical: 'https://wire.example/quay' }])
  })

  test('two names that differ are none, and neither is one that is no web address', () => {
    for (const head of [
      canonical('/a-b-c') + canonical('/d-e-f'),
      canonical('javascript:1'),
      canonical(''),
      canonical('https://a:b@port.example/')
    ])
      expect(held('none.db', [page('/quay-stays-open', head)])[0]?.canonical).toBeUndefined()
  })

  test('an agency that only the feed names is kept with the article, and counted', () => {
    const hints = (name: string, evidence: 'feed source' | 'feed author') => ({
      outlet: null,
      byline: [],
      published: null,
      credits: [{ name, evidence }]
    })
    const [one] = held('credit.db', [{ ...page('/quay-stays-open', ''), hints: hints('Reuters', 'feed source') }])
    expect(one.credits).toEqual([{ name: 'Reuters', evidence: 'feed source' }])
    expect(
      parts.reasonsBetween(one, { ...one, id: 'other' as typeof one.id, outlet: 'Valley News' }).map(reason => reason.note)
    ).toContain('both credit Reuters, and tell one story (as the feed says)')
    expect(
      held('author.db', [{ ...page('/quay-stays-open', ''), hints: hints('Ada Ruiz', 'feed author') }])[0].credits
    ).toBeUndefined()
    expect(held('agency.db', [{ ...page('/quay-stays-open', ''), hints: hints('AFP', 'feed author') }])[0].credits).toHaveLength(
      1
    )
  })
})
