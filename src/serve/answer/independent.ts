import type { ArticleId, StatementId } from '../../types.ts'
import { count, list } from '../pages/say.ts'
import { articleLine, carriersOf, statementLine } from './lines.ts'
import { statementLink } from './links.ts'
import type { Look } from './look.ts'
import { statementView } from './statement.ts'
import { printer } from './summary.ts'
import type { ArticleLine, OriginsView, OriginView, StatementLine } from './wire/index.ts'

/** The origins of a statement with their reasons. */
export const originsOf = (look: Look, id: StatementId): OriginsView => {
  const statement = look.statement(id)
  const line = statementLine(look, statement)
  const { originReasons: reasons } = statementView(look, statement)
  const { least, most } = line.origins
  const groups = groupsOf(look, carriersOf(look, statement), reasons)
  return { statement: line, link: statementLink(id), least, most, sentence: sentenceOf(line, groups), groups, reasons }
}

const groupsOf = (look: Look, carriers: readonly ArticleId[], reasons: readonly OriginView[]): OriginsView['groups'] => {
  const groups = new Map<string, { articles: ArticleLine[]; because: Set<string> }>()
  for (const id of carriers) {
    const article = articleLine(look, id)
    const origin = reasons.find(one => one.articles.some(other => other.id === id))
    const key = origin ? `origin ${origin.id}` : article.outlet ? `outlet ${article.outlet}` : `article ${id}`
    const group = groups.get(key) ?? { articles: [], because: new Set(origin?.because.map(one => one.note)) }
    group.articles.push(article)
    if (!origin && article.outlet && group.articles.length > 1) group.because.add(`all are ${article.outlet}’s`)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ articles, because }) => ({ articles, because: [...because] }))
}

const sentenceOf = ({ origins: { least, most } }: StatementLine, groups: OriginsView['groups']): string => {
  const many = least === most ? count(least, 'independent origin') : `Between ${least} and ${most} independent origins`
  const joined = groups.filter(one => one.articles.length > 1).map(one => list(one.articles.map(printer)))
  return `${many}.${joined.length ? ` Counted as one: ${joined.join('; ')}.` : ''}`
}
