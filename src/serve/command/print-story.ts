import { count } from '../answer/count.ts'
import { printer } from '../answer/summary.ts'
import type { DayView, StoryLine, StoryView } from '../answer/wire/index.ts'
import { articleLines, statementLines } from './print.ts'
import { printed, SIGNS, wrapped } from './table.ts'

/** A story in two lines: whose headline it goes by, its days, and how much it holds. */
export const storyLines = (one: StoryLine, width: number): string[] => [
  ...wrapped(
    one.headline ? `${one.headline.words.words} (headline of ${printer(one.headline.article)})` : 'no headline printed',
    width
  ),
  ...wrapped(
    [days(one), count(one.articles, 'article'), one.outlets.join(', '), count(one.statements, 'statement'), one.id]
      .filter(Boolean)
      .join(' · '),
    width,
    '    '
  )
]

const days = ({ first, last }: StoryLine) => (first && last ? (first === last ? first : `${first} to ${last}`) : 'undated')

/** A story by its days, with who carried what. */
export const storyPage = (one: StoryView, width: number): string[] => [
  ...storyLines(one, width),
  ...one.days.flatMap(day => ['', day.day ?? 'Day not printed', ...dayLines(day, width)]),
  '',
  'Who carried what',
  ...one.rows.flatMap(({ statement, cells, prints, searched }) =>
    wrapped(
      `${cells.map(cell => SIGNS[cell.state]).join(' ')}  in ${prints} of ${searched}: ${printed(statement.words)} · ${statement.id}`,
      width,
      '  '
    )
  ),
  '',
  'Articles',
  ...one.lines.flatMap(article => articleLines(article, width)),
  ...one.partly.flatMap(({ article, why }) => wrapped(`what ${printer(article)} leaves out can't be said: ${why}`, width, '  '))
]

const dayLines = ({ said, more, told, published }: DayView, width: number): string[] => [
  ...said.flatMap(one => statementLines(one, width)),
  ...(more ? [`  and ${count(more, 'further statement')}`] : []),
  ...told.flatMap(({ words, articles }) =>
    wrapped(`${printed([words])} (${articles.map(printer).join(', ')})`, width, '  told: ')
  ),
  ...(published.length ? wrapped(`published: ${published.map(printer).join(', ')}`, width, '  ') : [])
]
