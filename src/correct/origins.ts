import type { ArticleId, Copy, Tie } from '../types.ts'
import { inOrder } from './statements.ts'

/** What an article shares with others, as people joined and parted them: a person's word takes the place of the machine's reasons for two articles. */
export const correctCopies = (copies: readonly Copy[], ties: readonly Tie<ArticleId>[]): readonly Copy[] => {
  let corrected = copies
  for (const tie of inOrder(ties)) {
    const pair = [...tie.things, ...tie.from]
    if (pair.length < 2) continue
    corrected = corrected.filter(one => !pair.includes(one.a) || !pair.includes(one.b))
    if (tie.kind === 'merge') corrected = [...corrected, copyOf(tie)]
  }
  return corrected
}

// Who it was stands with the corrections: reasons are shown to anybody.
const copyOf = ({ things, why }: Tie<ArticleId>): Copy => {
  const [a, b] = [...things].sort()
  return { a, b, reasons: [{ kind: 'correction', strong: true, articles: things, note: `a person says so: ${why}`, spans: [] }] }
}
