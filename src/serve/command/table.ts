import { columnKinds, isApart, tightened } from '../answer/statement.ts'
import { printer } from '../answer/summary.ts'
import type { ArticleLine, CellState, ColumnKind, MatrixView, StatementView, VariantView, Words } from '../answer/wire/index.ts'
import { PARTS } from '../pages/say.ts'

/** The narrowest and the widest lines that are written, in characters; between them, as wide as the terminal. */
const NARROWEST = 60
const WIDEST = 120

/** How wide lines may be on this output. */
export const widthOf = (out: { columns?: number }): number => Math.max(NARROWEST, Math.min(WIDEST, out.columns ?? 100))

/** Text on one line, cut at the end with an ellipsis where it is longer than `width`. */
export const oneLine = (text: string, width: number): string => {
  const flat = text.replace(/\s+/g, ' ').trim()
  return flat.length <= width ? flat : `${flat.slice(0, width - 1).replace(/[\s…]+$/, '')}…`
}

/** Text in lines of at most `width`, each after the same indent. */
export const wrapped = (text: string, width: number, indent = ''): string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  return line ? [...lines, indent + line] : lines
}

/** Words as they are printed, or why they are not. */
export const printed = (words: readonly Words[]): string => {
  const refused = words.find(one => one.refused)?.refused
  return refused ? `[refused: ${refused}]` : words.map(one => one.words).join(' … ')
}

/** Cells with their signs, as in the pages. */
export const SIGNS: Record<CellState, string> = {
  verbatim: '"',
  partial: '"…',
  paraphrase: '≈',
  conflicting: '≠',
  changed: '↻',
  absent: '∅',
  unknown: '?'
}

const MEANINGS: Record<CellState, string> = {
  verbatim: 'in full',
  partial: 'a part',
  paraphrase: 'in other words',
  conflicting: 'given to somebody else',
  changed: 'changed since',
  absent: 'left out',
  unknown: 'cannot be told'
}

const letter = (n: number): string => (n < 26 ? String.fromCharCode(65 + n) : letter(Math.floor(n / 26) - 1) + letter(n % 26))

/** An article's title after a colon; where none is printed, that it is so, and its first words. */
export const titleAfter = ({ title, opening }: ArticleLine): string =>
  title ? `: ${title}` : `, no headline${opening ? `: ${opening} …` : ''}`

/** A cell's width in the matrix, and the least that is left for a statement's words: more articles than fit are shown in further tables. */
const CELL = 3
const LEAST_WORDS = 48

/** As much of a statement's id as tells it from the others. */
const SHORT_ID = 8

const beginning = ({ all, pages, lines }: MatrixView['rows'], others: number): string =>
  [
    `${all === 1 ? '1 statement stands' : `${all} statements stand`} in more than one article, those of most outlets first.`,
    ...(pages > 1 ? [`These are ${lines.length} of them; with a name, only that speaker’s.`] : []),
    ...(others ? [`${others} further articles that print some of these are not shown.`] : [])
  ].join(' ')

/** The matrix of statements and articles, with a key to its letters and signs. */
export const matrixLines = ({ articles, others, rows }: MatrixView, width: number): string[] => {
  if (!rows.all) return ['No statement stands in more than one article.']
  const letters = articles.map((_, n) => letter(n))
  const title = (n: number) => titleAfter(articles[n])
  return [
    ...wrapped(beginning(rows, others), width),
    '',
    ...articles.map((one, n) => oneLine(`${letters[n].padEnd(2)} ${printer(one)}${day(one.published)}${title(n)}`, width)),
    ...slices(articles.length, Math.floor((width - LEAST_WORDS) / CELL)).flatMap(([from, to]) => {
      const room = width - CELL * (to - from)
      const line = (words: string, cells: readonly string[]) =>
        `${oneLine(words, room - 1).padEnd(room)}${cells.map(one => one.padEnd(CELL)).join('')}`.trimEnd()
      return [
        '',
        line('', letters.slice(from, to)),
        ...rows.lines.flatMap(({ statement, cells }) => {
          const whose = [statement.speaker?.name ?? 'nobody named', statement.said?.date].filter(Boolean).join(', ')
          const signs = cells.slice(from, to).map(one => SIGNS[one.state])
          return [line(printed(statement.words), signs), oneLine(`${statement.id.slice(0, SHORT_ID)} ${whose}`, width)]
        })
      ]
    }),
    '',
    ...wrapped(
      Object.entries(MEANINGS)
        .map(([state, meaning]) => `${SIGNS[state as CellState]} ${meaning}`)
        .join(' · '),
      width
    ),
    '',
    `Word by word: onrecord compare ${rows.lines[0].statement.id.slice(0, SHORT_ID)}`
  ]
}

const slices = (length: number, size: number): [number, number][] =>
  Array.from({ length: Math.ceil(length / size) }, (_, n) => [n * size, Math.min(length, (n + 1) * size)])

const day = (published: { value: string } | null) => (published ? `, ${published.value.slice(0, 10)}` : '')

const UNDER: Record<ColumnKind, string> = { same: ' ', accidental: '~', differs: '^' }

const UNDER_MEANS: Record<string, string> = {
  '·': 'not printed',
  '~': 'other case, marks or spelling',
  '^': 'other words',
  '-': 'left out in the middle'
}

/**
 * A statement's variants under each other, their words in columns. `^` stands under words that differ, `~` where only case, marks or spelling do,
 * `-` where a variant goes on after it has printed nothing. Those that have words of their own throughout follow, each by itself.
 */
export const collationLines = ({ variants }: Pick<StatementView, 'variants'>, width: number): string[] => {
  const [apart, beside] = [variants.slice(1).filter(isApart), variants.filter((one, n) => !n || !isApart(one))]
  const lines = beside.length > 1 ? columnLines(tightened(beside), width) : []
  const signs = Object.keys(UNDER_MEANS).filter(sign => lines.some(one => new RegExp(`(^|\\s)\\${sign}`).test(one)))
  const key = signs.map(sign => `${sign} ${UNDER_MEANS[sign]}`).join('   ')
  return [
    ...lines,
    ...(key ? [...wrapped(key, width), ''] : []),
    ...apart.flatMap(one => [
      `${labelOf(one)}, ${one.relation === 'retranslated' ? 'in another translation' : 'in other words'}:`,
      ...wrapped(printed(one.quotation.content), width, '    '),
      ''
    ])
  ]
}

const columnLines = (variants: readonly VariantView[], width: number): string[] => {
  const label = Math.min(LONGEST_LABEL, Math.max(...variants.map(one => labelOf(one).length)))
  const room = width - label - 2
  const kinds = columnKinds(variants)
  const cells = variants.map(one => one.cells.map(cellWords))
  const widths = kinds.map((_, n) => Math.min(room, Math.max(...cells.map(row => row[n].length))))
  const skipped = (column: number) =>
    variants.some(one => !one.cells[column] && one.cells.findIndex(Boolean) < column && column < one.cells.findLastIndex(Boolean))
  return chunks(widths, room).flatMap(([from, to]) => {
    const row = (name: string, words: readonly string[]) => {
      const [first = '', ...more] =
        to - from > 1 ? [words.map((one, n) => one.padEnd(widths[from + n])).join(' ')] : wrapped(words[0], room)
      return [`${oneLine(name, label).padEnd(label)}  ${first}`.trimEnd(), ...more.map(one => `${' '.repeat(label + 2)}${one}`)]
    }
    const under = kinds.slice(from, to).map((kind, n) => (skipped(from + n) ? '-' : UNDER[kind]).repeat(widths[from + n]))
    const line = `${' '.repeat(label + 2)}${under.join(' ')}`.trimEnd()
    return [...variants.flatMap((one, n) => row(labelOf(one), cells[n].slice(from, to))), ...(line ? [line] : []), '']
  })
}

const cellWords = (cell: Words | null): string => {
  if (!cell) return '·'
  return cell.refused ? '[refused]' : cell.words.replace(/\s+/g, ' ')
}

/** Longer names of outlets are cut, so that words have most of the line. */
const LONGEST_LABEL = 28

/** Who printed a variant, and in which part, where it is not the text itself. */
export const labelOf = ({ quotation: { article, part } }: Pick<VariantView, 'quotation'>): string =>
  `${printer(article)}${part === 'body' ? '' : ` (${PARTS[part]})`}`

const chunks = (widths: readonly number[], room: number): [number, number][] => {
  const found: [number, number][] = []
  let from = 0
  let used = 0
  widths.forEach((one, n) => {
    if (n > from && used + 1 + one > room) {
      found.push([from, n])
      from = n
      used = 0
    }
    used += one + (n > from ? 1 : 0)
  })
  return widths.length ? [...found, [from, widths.length]] : found
}
