import type {
  Article,
  Assertion,
  Correction,
  Judged,
  Outcome,
  Pointed,
  QuoteId,
  Some,
  Statement,
  StatementId,
  Witness
} from '../types.ts'
import { carryAll, type Ground, locate } from './place.ts'

type Says = Extract<Assertion, { kind: 'merge-statements' | 'split-statement' }>
type Join = (witnesses: Some<Witness>) => Statement

/** The statements as people joined and parted them: what nobody spoke of stays as it is, and `join` lays the others' words side by side anew. */
export const correctStatements = (
  statements: readonly Statement[],
  witnesses: readonly Witness[],
  corrections: readonly Correction[],
  ground: Ground,
  join: Join
): readonly Statement[] => {
  const spoken = corrections.map(one => one.says).filter((says): says is Says => /statement/.test(says.kind))
  if (!spoken.length) return statements
  const find = finder(witnesses, ground)
  const groups = new Map<QuoteId, Set<QuoteId>>()
  for (const { variants } of statements) {
    const group = new Set(variants.map(one => one.quotation))
    for (const id of group) groups.set(id, group)
  }
  for (const says of spoken)
    says.kind === 'merge-statements' ? merge(groups, says.quotations.map(find)) : split(groups, says, find)
  return rebuild(statements, groups, new Map(witnesses.map(one => [one.id, one])), join)
}

/** Which quotations of this article people joined or parted with others, as it is read now, and which of them cannot be found in it. */
export const findPointed = (
  article: Article,
  quotations: readonly Judged[],
  corrections: readonly Correction[],
  ground: Ground
): Outcome[] =>
  corrections.flatMap(({ id, says }): Outcome[] => {
    if (says.kind !== 'merge-statements' && says.kind !== 'split-statement') return []
    const pointed = says.quotations.filter(one => ground.present(one.article) === article.id)
    return pointed.map(one => {
      const content = carryAll(one.quote.content, one.text, article, ground)
      const found = content && locate(one, content, quotations)
      if (found) return { correction: id, quotation: found.id, standing: 'applies', note: '' }
      return { correction: id, quotation: null, standing: 'lost', note: 'one of its quotations is not found any more' }
    })
  })

type Find = (pointed: Pointed) => QuoteId | null

const finder = (witnesses: readonly Witness[], ground: Ground): Find => {
  const known = new Set(witnesses.map(one => one.id))
  const byArticle = new Map<Article, Judged[]>()
  for (const { id, article, quote } of witnesses)
    byArticle.set(article, [...(byArticle.get(article) ?? []), { id, quote } as Judged])
  const articles = new Map([...byArticle.keys()].map(one => [one.id, one]))
  return pointed => {
    if (known.has(pointed.id)) return pointed.id
    const article = articles.get(ground.present(pointed.article))
    const content = article && carryAll(pointed.quote.content, pointed.text, article, ground)
    return (content && locate(pointed, content, byArticle.get(article)!)?.id) ?? null
  }
}

type Groups = Map<QuoteId, Set<QuoteId>>

const merge = (groups: Groups, [a, b]: readonly (QuoteId | null)[]) => {
  const [one, other] = [a && groups.get(a), b && groups.get(b)]
  if (!one || !other || one === other) return
  const joined = new Set([...one, ...other])
  for (const id of joined) groups.set(id, joined)
}

const split = (groups: Groups, { quotations, from }: Extract<Says, { kind: 'split-statement' }>, find: Find) => {
  const [out, stay] = [quotations, from].map(all => all.flatMap(one => find(one) ?? []))
  const group = out.map(id => groups.get(id)).find(one => one && stay.some(id => one.has(id)))
  if (!group) return
  const parted = new Set(out.filter(id => group.has(id)))
  const left = new Set([...group].filter(id => !parted.has(id)))
  for (const half of [parted, left]) for (const id of half) groups.set(id, half)
}

const rebuild = (
  statements: readonly Statement[],
  groups: Groups,
  witnesses: ReadonlyMap<QuoteId, Witness>,
  join: Join
): Statement[] => {
  const before = new Map(statements.flatMap(one => one.variants.map(({ quotation }) => [quotation, one] as const)))
  const isSame = (group: ReadonlySet<QuoteId>) => {
    const [first] = group
    return before.get(first)!.variants.length === group.size && before.get(first)!.variants.every(one => group.has(one.quotation))
  }
  const made = [...new Set(groups.values())].map(group => {
    const olds = [...new Set([...group].map(id => before.get(id)!))]
    if (isSame(group)) return olds[0]
    const joined = join([...group].map(id => witnesses.get(id)!) as unknown as Some<Witness>)
    const conflicts = [...new Set(olds.flatMap(one => one.conflicts))].filter(id => !group.has(id)).sort()
    return { ...joined, echoes: [...new Set(olds.flatMap(one => one.echoes))], conflicts }
  })
  return withEchoes(statements, made)
}

/** Echoes lead to the statement that now holds the first words of the one they led to. */
const withEchoes = (statements: readonly Statement[], made: readonly Statement[]): Statement[] => {
  const holder = new Map(made.flatMap(one => one.variants.map(({ quotation }) => [quotation, one.id] as const)))
  const now = new Map(statements.map(one => [one.id, holder.get(one.variants[0].quotation)!]))
  return made
    .map(one => {
      const echoes = [...new Set(one.echoes.map((id): StatementId => now.get(id) ?? id))].filter(id => id !== one.id)
      return { ...one, echoes: echoes.sort() }
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}
