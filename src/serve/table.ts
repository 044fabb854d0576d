import { headline, printer, speakerIn } from './names.ts'
import type { CellState, MatrixView, Words } from './wire.ts'

/** The narrowest and the widest lines that are written, in characters; between them, as wide as the terminal. */
const NARROWEST = 60
const WIDEST = 120

/** How wide lines may be on this output. */
export const widthOf = (out: { columns?: number }): number => Math.max(NARROWEST, Math.min(WIDEST, out.columns ?? 100))

/** Text on one line, cut at the end with an ellipsis where it is longer than `width`. */
export const oneLine = (text: string, width: number): string => {
  const flat = text.replace(/\s+/g, ' ').trim()
  return flat.length <= width ? flat : `${flat.slice(0, width - 1).trimEnd()}…`
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
  absent: '∅',
  unknown: '?'
}

const MEANINGS: Record<CellState, string> = {
  verbatim: 'in full',
  partial: 'a part',
  paraphrase: 'in other words',
  conflicting: 'given to somebody else',
  absent: 'left out',
  unknown: 'cannot be told'
}

const letter = (n: number): string => (n < 26 ? String.fromCharCode(65 + n) : letter(Math.floor(n / 26) - 1) + letter(n % 26))

/** A cell's width in the matrix, and the least that is left for a statement's words: more articles than fit are shown in further tables. */
const CELL = 3
const LEAST_WORDS = 40

/** As much of an id as tells it from others, for typing it. */
export const shortId = (id: string): string => id.slice(0, 10)

/** The matrix of statements and articles, with a key to its letters and signs. */
export const matrixLines = ({ articles, others, rows }: MatrixView, width: number): string[] => {
  if (!rows.all) return ['No statement stands in more than one article.']
  const letters = articles.map((_, n) => letter(n))
  const stand = rows.all === 1 ? '1 statement stands' : `${rows.all} statements stand`
  const shown = rows.pages > 1 ? ` These are the first ${rows.lines.length}; with a name, only those of that speaker.` : ''
  const unseen = others ? ` ${others} further articles that print some of them are not shown.` : ''
  return [
    ...wrapped(`${stand} in more than one article, those of most outlets first.${shown}${unseen}`, width),
    '',
    ...articles.map((one, n) =>
      oneLine(`${letters[n].padEnd(2)} ${printer(one)}, ${day(one.published)}: ${headline(one)}`, width)
    ),
    ...slices(articles.length, Math.floor((width - LEAST_WORDS) / CELL)).flatMap(([from, to]) => {
      const room = width - CELL * (to - from)
      const line = (words: string, cells: readonly string[]) =>
        `${oneLine(words, room - 1).padEnd(room)}${cells.map(one => one.padEnd(CELL)).join('')}`.trimEnd()
      return [
        '',
        line('', letters.slice(from, to)),
        ...rows.lines.flatMap(({ statement, cells }) => {
          const signs = cells.slice(from, to).map(one => SIGNS[one.state])
          const whose = [
            statement.speaker ? speakerIn(statement.speaker) : 'nobody named',
            statement.said?.date,
            shortId(statement.id)
          ].filter(Boolean)
          return [line(printed(statement.words), signs), `  ${oneLine(whose.join(' · '), width - 2)}`]
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
    ...wrapped(`One of them word by word: onrecord compare ${shortId(rows.lines[0].statement.id)}`, width)
  ]
}

const slices = (length: number, size: number): [number, number][] =>
  Array.from({ length: Math.ceil(length / size) }, (_, n) => [n * size, Math.min(length, (n + 1) * size)])

const day = (published: { value: string } | null) => published?.value.slice(0, 10) ?? 'undated'
