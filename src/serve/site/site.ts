import type { ArticleId, SpeakerId, StatementId } from '../../types.ts'
import type { Chosen } from '../answer/chosen.ts'
import { articleLine, speakerLine, statementLine } from '../answer/lines.ts'
import type { Look } from '../answer/look.ts'
import { storyLine } from '../answer/story.ts'
import type { Ask, Listed, SpeakerView } from '../answer/wire/index.ts'
import type { FolderFile } from '../command/folder.ts'
import { readAssets } from '../pages/assets.ts'
import type { Page } from '../pages/bits.ts'
import { articlesPage, speakerPage, speakersPage, statementsPage } from '../pages/lists.ts'
import { readerPage } from '../pages/reader.ts'
import { statementPage } from '../pages/statement.ts'
import { storiesPage, storyPage } from '../pages/story.ts'
import { framedForFolder } from './frame.ts'
import { fileOf, forFolder } from './links.ts'
import { contentsPage } from './overview.ts'
import { inItsSentences, quotationsOnly, withChosen } from './spans.ts'

/** How a site is written: on which day, and whether its articles are shown whole. */
export type SiteMaking = { readonly made: string; readonly whole: boolean }

/** The files of a static site: the server's pages of what was chosen, their styles and fonts. */
export function* siteFiles(look: Look, ask: Ask, chosen: Chosen, making: SiteMaking): Generator<FolderFile> {
  const pages = pagesOf(look, ask, chosen, making)
  const files = new Set(pages.map(([path]) => fileOf(path)))
  for (const [path, draw] of pages) {
    const file = fileOf(path)!
    const up = '../'.repeat(file.split('/').length - 1)
    const html = String(framedForFolder(draw(), `${up}assets`, making.whole))
    yield { path: file, bytes: forFolder(html, file, one => files.has(one)) }
  }
  for (const [name, { bytes }] of readAssets().files)
    if (!name.endsWith('.js')) yield { path: `assets/${name}`, bytes: name === 'onrecord.css' ? withoutKeys(bytes) : bytes }
}

/** Keys do nothing where there is no script: what tells of them is not shown. */
const withoutKeys = (css: Uint8Array): string =>
  `${Buffer.from(css).toString('utf8')}\n.keys, .with-keys, kbd { display: none; }\n`

type Drawn = [path: string, draw: () => Page]

const pagesOf = (look: Look, ask: Ask, chosen: Chosen, making: SiteMaking): Drawn[] => {
  const owned = bySpeaker(look, chosen)
  return [
    ...listPages(look, chosen, owned, making),
    ...chosen.articles.map((id): Drawn => [`/a/${id}`, () => readerPage(articleOf(ask, id, chosen, making), null, 'whole')]),
    ...chosen.statements.map(
      (id): Drawn => [
        `/st/${id}`,
        () => {
          const statement = ask('statement', { id })
          return statementPage(making.whole ? statement : inItsSentences(look, statement), {
            view: 'table',
            base: null,
            other: null,
            onlyDifferences: false,
            copies: true,
            page: 'all'
          })
        }
      ]
    ),
    ...chosen.stories.map((id): Drawn => [`/stories/${id}`, () => storyPage(ask('story', { id }))]),
    ...[...owned].map(([id, own]): Drawn => [`/p/${id}`, () => speakerPage(speakerOf(look, id, own))])
  ]
}

type Own = { readonly statements: StatementId[]; quotations: number }

/** What was chosen of each speaker: their statements, and how many quotations. */
const bySpeaker = (look: Look, { speakers, statements, quotations }: Chosen): ReadonlyMap<SpeakerId, Own> => {
  const all = new Map(speakers.map((id): [SpeakerId, Own] => [id, { statements: [], quotations: 0 }]))
  for (const id of statements) all.get(look.statement(id).speaker!)?.statements.push(id)
  for (const id of quotations) {
    const own = all.get(look.quotation(id).speaker!)
    if (own) own.quotations++
  }
  return all
}

/** A speaker with what was chosen of theirs, and counted so. */
const speakerOf = (look: Look, id: SpeakerId, { statements, quotations }: Own): SpeakerView => ({
  ...speakerLine(look, look.speaker(id)),
  quotations,
  statements: statements.length,
  said: onePage(statements.map(one => statementLine(look, look.statement(one))))
})

const articleOf = (ask: Ask, id: ArticleId, chosen: Chosen, { whole }: SiteMaking) => {
  const article = withChosen(ask('article', { id }), chosen.quotations)
  return whole ? article : quotationsOnly(article)
}

const listPages = (look: Look, chosen: Chosen, owned: ReadonlyMap<SpeakerId, Own>, { made }: SiteMaking): Drawn[] => {
  const articles = chosen.articles.map(id => articleLine(look, id))
  const statements = chosen.statements
    .map(id => statementLine(look, look.statement(id)))
    .sort((a, b) => b.printings - a.printings)
  const stories = chosen.stories.map(id => storyLine(look, id))
  const speakers = [...owned].map(([id, own]) => speakerOf(look, id, own)).sort((a, b) => (a.name < b.name ? -1 : 1))
  return [
    ['/', () => contentsPage({ made, stories, statements, articles, speakers: speakers.length })],
    ['/articles', () => articlesPage(onePage(articles.sort((a, b) => (day(a) < day(b) ? 1 : -1))))],
    ['/statements', () => statementsPage(onePage(statements), '')],
    ['/speakers', () => speakersPage(onePage(speakers), { name: '', by: 'name' })],
    ['/stories', () => storiesPage(onePage(stories))]
  ]
}

const day = ({ published }: { published: { value: string } | null }) => published?.value ?? ''

const onePage = <Line>(lines: Line[]): Listed<Line> => ({ all: lines.length, page: 1, pages: 1, lines })
