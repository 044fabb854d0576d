import { count } from '../answer/count.ts'
import { printer, printers } from '../answer/summary.ts'
import type {
  ArticleLine,
  ArticleView,
  Hit,
  OriginView,
  QuotationView,
  SaidView,
  SpeakerLine,
  SpeakerView,
  StatementLine,
  StatementView,
  SummaryView
} from '../answer/wire/index.ts'
import { RELATIONS } from '../pages/say.ts'
import { collationLines, labelOf, oneLine, printed, titleAfter, wrapped } from './table.ts'

const who = (one: { speaker: { name: string } | null }) => one.speaker?.name ?? 'nobody named'

const wayIn = ({ way }: SaidView): string[] =>
  way
    ? [
        way.to && `to ${printed([way.to])}`,
        way.medium && `in: ${printed([way.medium])}`,
        way.through && way.through.start !== way.to?.start && `through ${printed([way.through])}`
      ].filter(part => typeof part === 'string')
    : []

const when = (said: SaidView | null): string => {
  if (!said) return ''
  const parts = [
    said.date,
    said.occasion && printed([said.occasion]),
    said.place && printed([said.place]),
    ...wayIn(said)
  ].filter(Boolean)
  const lent = said.lender ? ` (day taken from ${printer(said.lender)})` : ''
  return parts.length ? `${parts.join(', ')}${lent}` : ''
}

const day = ({ published }: ArticleLine) => published?.value.slice(0, 10) ?? 'undated'

const range = ({ least, most }: StatementLine['origins']) =>
  least === most ? count(least, 'independent origin') : `between ${least} and ${most} independent origins`

/** An article in a line. */
export const articleLines = (one: ArticleLine, width: number): string[] => [
  oneLine(`${one.id}  ${printer(one)}, ${day(one)}${titleAfter(one)}`, width),
  ...(one.refused ? wrapped(`refused: ${one.refused}`, width, '    ') : [])
]

/** A quotation as it stands: its words, who said it, where it was printed, and the place of the words. */
export const quotationLines = (one: QuotationView, width: number): string[] => {
  const { text, start } = one.content[0]
  const end = one.content[one.content.length - 1].end
  const place = [who(one), when(one.said), `${labelOf({ quotation: one })}, ${day(one.article)}`].filter(Boolean)
  return [
    ...wrapped(printed(one.content), width),
    ...wrapped(place.join(' · '), width, '    '),
    `    ${one.id} · ${one.form} · characters [${start}, ${end}) of text ${text.slice(0, 12)}`
  ]
}

/** Why the machine thinks so: the attribution's words, with what they rest on. */
export const reasonLines = ({ attribution, statement, article }: QuotationView, width: number): string[] => [
  ...wrapped(`speaker: ${attribution.why} (${Math.round(attribution.confidence * 100)} %)`, width, '    '),
  ...attribution.because.flatMap(one => wrapped(`because of “${printed([one])}”`, width, '      ')),
  `    article ${article.id}${statement ? ` · statement ${statement}` : ''}`
]

/** An answer of a search. */
export const hitLines = ({ quotation, snippet }: Hit, width: number): string[] => [
  ...wrapped(snippet || printed(quotation.content), width),
  ...wrapped(
    [who(quotation), when(quotation.said), printer(quotation.article), quotation.id].filter(Boolean).join(' · '),
    width,
    '    '
  )
]

/** A statement in a few lines; `whose` is left out where all are of one speaker. */
export const statementLines = (one: StatementLine, width: number, whose = who(one)): string[] => [
  ...wrapped(printed(one.words), width),
  ...wrapped(
    [whose, when(one.said), count(one.printings, 'printing'), range(one.origins), printers(one).join(', '), one.id]
      .filter(Boolean)
      .join(' · '),
    width,
    '    '
  )
]

/** A speaker in a line. */
export const speakerLines = (one: SpeakerLine, width: number): string[] => [
  oneLine(
    `${one.id}  ${one.name} (${one.kind}): ${count(one.quotations, 'quotation')}, ${count(one.statements, 'statement')}`,
    width
  ),
  ...wrapped(alsoPrinted(one), width, '    ')
]

const alsoPrinted = ({ name, names }: SpeakerLine) => {
  const others = names.filter(one => one.toLowerCase() !== name.toLowerCase())
  return others.length ? `also printed as ${others.join(', ')}` : ''
}

/** A speaker with what they said. */
export const speakerPage = (one: SpeakerView, width: number): string[] => [
  ...speakerLines(one, width),
  ...one.said.lines.flatMap(said => ['', ...statementLines(said, width, '')]),
  ...(one.said.pages > 1 ? ['', `The first ${one.said.lines.length} of ${one.said.all} statements.`] : [])
]

/** An article with its quotations. */
export const articlePage = (one: ArticleView, width: number): string[] => [
  ...articleLines(one, width),
  ...wrapped(one.address, width, '    '),
  `    ${one.byline.length ? `by ${one.byline.join(', ')} · ` : ''}held: ${one.completeness} · ${count(one.quotes.length, 'quotation')}`,
  ...one.problems.flatMap(({ note }) => wrapped(note, width, '    ! ')),
  ...one.quotes.flatMap(quote => ['', ...quotationLines(quote, width)])
]

/** A statement with its variants in columns, its origins and its gaps. */
export const statementPage = (one: StatementView, width: number): string[] => [
  ...statementLines(one, width),
  '',
  ...collationLines(one, width),
  'Printings',
  ...one.variants.flatMap((variant, n) =>
    wrapped(
      `${labelOf(variant)}: ${n ? RELATIONS[variant.relation].name : 'fullest reading'} · ${variant.quotation.id}`,
      width,
      '  '
    )
  ),
  ...one.conflicts.flatMap(other => wrapped(`≠ ${printer(other.article)} gives it to ${who(other)} · ${other.id}`, width, '  ')),
  ...section(
    'Origins',
    one.originReasons.flatMap(origin => originLines(origin, width))
  ),
  ...section(
    'Left out by',
    one.leftOutBy.flatMap(other => articleLines(other, width))
  ),
  ...section(
    'Cannot tell',
    one.cannotTell.flatMap(({ article, why }) => wrapped(`${printer(article)}: ${why}`, width, '  '))
  ),
  ...section(
    'Said again',
    one.echoes.flatMap(other => statementLines(other, width))
  )
]

const section = (title: string, lines: readonly string[]) => (lines.length ? ['', title, ...lines] : [])

const originLines = ({ articles, because }: OriginView, width: number) => [
  ...wrapped(articles.map(printer).join(', '), width, '  '),
  ...because.flatMap(({ note }) => wrapped(note, width, '    '))
]

/** The record in numbers, and what its outlets print differently. */
export const summaryLines = (one: SummaryView, width: number): string[] => [
  `${count(one.articles, 'article')} of ${count(one.outlets, 'outlet')}, ${count(one.quotations, 'quotation')}, ${count(one.speakers, 'speaker')}`,
  `${count(one.statements, 'statement')}, ${one.shared} of them in more than one article`,
  ...section(
    'What differs',
    one.differing.flatMap(({ statement, note }) => [
      ...wrapped(note, width, '  '),
      ...wrapped(`${who(statement)} · ${statement.id}`, width, '      ')
    ])
  )
]
