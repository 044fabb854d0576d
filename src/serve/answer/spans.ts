import { articleLink, quotationLink, statementLink } from './links.ts'
import type { ArticleLine, ArticleView, QuotationView, StatementLine } from './wire/index.ts'

type Thing = Record<string, unknown>

const isArticle = (one: Thing): one is ArticleLine => 'completeness' in one && 'seen' in one
const isWholeArticle = (one: Thing): one is ArticleView => isArticle(one as Thing) && 'blocks' in one
const isQuotation = (one: Thing): one is QuotationView => 'content' in one && 'attribution' in one
const isStatement = (one: Thing): one is StatementLine => 'printings' in one && 'relations' in one && 'words' in one

/** An answer for a program that quotes: no text of an article, but spans of it with their words, hash and permanent link. */
export const spansOf = (answer: unknown, base: string): unknown => {
  if (Array.isArray(answer)) return answer.map(one => spansOf(one, base))
  if (typeof answer !== 'object' || answer === null) return answer
  const one = answer as Thing
  if (isQuotation(one)) return quotation(one, base)
  if (isWholeArticle(one))
    return { ...article(one, base), textHash: one.textHash, quotations: one.quotes.map(quote => quotation(quote, base)) }
  if (isArticle(one)) return article(one, base)
  const rest = Object.fromEntries(
    Object.entries(one).map(([name, value]) => [name, name === 'link' ? `${base}${value}` : spansOf(value, base)])
  )
  return isStatement(one) ? { link: `${base}${statementLink(one.id)}`, ...rest } : rest
}

const article = ({ id, outlet, title, address, published, completeness }: ArticleLine, base: string) => ({
  link: `${base}${articleLink(id)}`,
  id,
  outlet,
  title,
  address,
  published: published?.value ?? null,
  completeness
})

const quotation = (one: QuotationView, base: string) => ({
  link: `${base}${quotationLink(one.article.id, one.id)}`,
  id: one.id,
  speaker: one.speaker?.name ?? null,
  said: one.said?.date ?? null,
  form: one.form,
  words: one.content,
  article: article(one.article, base),
  statement: one.statement,
  why: one.attribution.why,
  confidence: one.attribution.confidence
})
