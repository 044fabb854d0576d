import { fold, textOf } from '../../text/index.ts'
import type { ArticleId, QuoteId, StatementId } from '../../types.ts'
import { quotationView } from '../answer/lines.ts'
import { quotationLink, statementLink } from '../answer/links.ts'
import type { Look } from '../answer/look.ts'
import { statementView } from '../answer/statement.ts'
import { printer } from '../answer/summary.ts'
import { NotHere, type QuotationView, type StatementView } from '../answer/wire/index.ts'

/** What a citation is written from: a quotation that checks, where it was printed and where it can be looked up. */
export type Facts = {
  readonly quotation: QuotationView
  /** The statement, where one was asked for: its variants are what an apparatus shows. */
  readonly statement: StatementView | null
  /** The words as printed, on one line, and without the marks at their ends. */
  readonly words: string
  readonly bare: string
  readonly speaker: string
  readonly outlet: string
  readonly title: string | null
  /** The article's own address on the web; null for a file. */
  readonly url: string | null
  /** Where a reader can look it up: the article's own address, else its place in a record that has one on the web; null where neither has. */
  readonly address: string | null
  /** Its place in this record. */
  readonly link: string
  /** The day of publication; and the day on which it was read. */
  readonly published: string | null
  readonly seen: string
  /** The text's hash, and the offsets from the first word to the last. */
  readonly hash: string
  readonly start: number
  readonly end: number
  /** The whole text, for what counts or quotes characters around. */
  readonly chars: string
}

/** The facts of a quotation, or of a statement's fullest printing. What does not check is refused. */
export const factsOf = (look: Look, id: string, base: string): Facts => {
  const statement = look.store.statement(id as StatementId)
  const quotationId = statement?.variants[0].quotation ?? (id as QuoteId)
  const quotation = quotationView(look, look.quotation(quotationId))
  const { text } = look.article(quotation.article.id as ArticleId)
  const refused = quotation.content.find(one => one.refused)?.refused
  if (refused) throw new NotHere(`The quotation is refused: ${refused}.`)
  const { article, content } = quotation
  const words = content.map(one => one.words.replace(/\s+/g, ' ')).join(' … ')
  const path = statement ? statementLink(statement.id) : quotationLink(article.id, quotation.id)
  const url = /^https?:\/\//.test(article.address) ? article.address : null
  const link = `${base.replace(/\/$/, '')}${path}`
  return {
    quotation,
    statement: statement && statementView(look, statement),
    words,
    bare: words.replace(/^[\s"“”„«»‘’']+|[\s"“”„«»‘’',]+$/g, ''),
    speaker: quotation.speaker?.name ?? 'speaker not known',
    outlet: printer(article),
    title: article.title,
    url,
    address: url ?? (/^https?:\/\//.test(link) ? link : null),
    link,
    published: article.published?.value.slice(0, 10) ?? null,
    seen: article.seen.slice(0, 10),
    hash: text.id,
    start: content[0].start,
    end: content[content.length - 1].end,
    chars: text.chars
  }
}

/** How a citation says where its words can be checked. */
export const checkNote = ({ quotation, hash, start, end }: Facts): string =>
  `Onrecord quotation ${quotation.id}, characters ${start} to ${end} of the text with SHA-256 ${hash}`

/** A key for lists of references: speaker, year and the beginning of the id, in plain letters. */
export const keyOf = ({ speaker, published, quotation }: Facts): string =>
  `${
    fold(speaker)
      .chars.match(/[a-z0-9]+/g)
      ?.at(-1) ?? 'quotation'
  }${published?.slice(0, 4) ?? ''}${textOf(quotation.id).id.slice(0, 4)}`

/** The parts of a day: "2031-03-12" is 2031, 3 and 12. */
export const partsOf = (day: string): number[] => day.split('-').map(Number)
