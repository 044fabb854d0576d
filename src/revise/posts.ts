import { overlap, type Span } from '../text/index.ts'
import type { Entry, Reading } from '../types.ts'
import { printedIn, rowOf } from './printed.ts'
import type { Found } from './quotations.ts'

/** A post of a live blog: from the block that begins it to the next one that begins another. */
type Post = Span & { readonly at: number; readonly row: string }

/** Two versions without the posts that only one of them has, and what those posts are: to be told of as posts, and not as an article that was rewritten. */
export type Compared = { readonly before: Entry; readonly after: Entry; readonly changes: readonly Found[] }

/** Takes from two versions of a live blog the posts that the other does not have: posts are the same by their time, or by their words. */
export const comparePosts = (before: Entry, after: Entry): Compared => {
  const [old, now] = [before, after].map(({ article }) => postsOf(article))
  if (!old.length || !now.length) return { before, after, changes: [] }
  const [gone, come] = [unmatched(old, now), unmatched(now, old)]
  // The oldest posts move to another page as new ones come: only what is gone from among those that stay was taken out.
  const oldest = Math.min(...old.filter(one => !gone.includes(one)).map(({ at }) => at))
  const dropped = after.article.completeness === 'full' ? gone.filter(({ at }) => at > oldest) : []
  return {
    before: without(before, gone),
    after: without(after, come),
    changes: [
      ...dropped.map((one): Found => ({ kinds: ['post-dropped'], before: spanOf(one), after: null })),
      ...come.map((one): Found => {
        const quotes = after.quotations.some(({ quote }) => quote.form !== 'scare' && overlap(quote.content[0], one))
        return { kinds: ['post-added', ...(quotes ? (['quotation-added'] as const) : [])], before: null, after: spanOf(one) }
      })
    ]
  }
}

const spanOf = ({ start, end }: Post): Span => ({ start, end })

const postsOf = ({ text, blocks }: Reading): Post[] => {
  const starts = blocks.flatMap(({ time }, n) => (time ? [{ n, at: Date.parse(time.value) }] : []))
  return starts.map(({ n, at }, i) => {
    const inside = blocks.slice(n, starts[i + 1]?.n)
    const row = inside.filter(({ kind }) => kind === 'paragraph').flatMap(one => printedIn(text, one).map(({ key }) => key))
    return { start: inside[0].start, end: inside[inside.length - 1].end, at, row: rowOf(row) }
  })
}

const unmatched = (posts: readonly Post[], others: readonly Post[]): Post[] => {
  const times = new Set(others.map(({ at }) => at))
  const rows = new Set(others.map(({ row }) => row))
  return posts.filter(({ at, row }) => !times.has(at) && !(row.trim() && rows.has(row)))
}

const without = (entry: Entry, posts: readonly Post[]): Entry => {
  const isLeft = (span: Span) => !posts.some(one => overlap(one, span))
  const article = { ...entry.article, blocks: entry.article.blocks.filter(isLeft) }
  return { ...entry, article, quotations: entry.quotations.filter(({ quote }) => isLeft(quote.content[0])) }
}
