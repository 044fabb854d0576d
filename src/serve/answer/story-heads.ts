import type { ArticleId } from '../../types.ts'
import { changeView } from './changes.ts'
import { articleLine, versionsAt } from './lines.ts'
import type { Look } from './look.ts'
import type { StoryHead } from './wire/index.ts'

/** The headlines of a story's articles, those of whoever printed one, with what became of each from version to version of its page. */
export const headsOf = (look: Look, articles: readonly ArticleId[]): StoryHead[] =>
  articles.flatMap(id => {
    const article = articleLine(look, id)
    return article.title ? [{ article, changes: headChanges(look, look.article(id).address) }] : []
  })

const headChanges = (look: Look, address: string): StoryHead['changes'] =>
  versionsAt(look, address).flatMap(version =>
    look.store
      .changesIn(version)
      .filter(one => one.kinds.includes('headline'))
      .map(one => ({ seen: look.article(version).seen, change: changeView(look, one) }))
  )
