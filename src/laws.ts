import { cutsCharacter, overlap, type Span, type Text } from './text/index.ts'
import type { Quote, Reading, Statement } from './types.ts'

/** The broken laws of a span in a text, one sentence each; none when it can be sliced. */
export const checkSpan = (text: Text, { start, end }: Span): string[] => {
  const { length } = text.chars
  if (!(Number.isInteger(start) && Number.isInteger(end))) return [`[${start}, ${end}) is not made of whole numbers`]
  if (!(0 <= start && start < end && end <= length)) return [`[${start}, ${end}) is empty or outside a text of ${length}`]
  return [start, end].filter(at => cutsCharacter(text.chars, at)).map(at => `${at} stands in the middle of a character`)
}

/** The broken laws of a reading: blocks are spans of its text, in order, without overlap, and furniture says why. */
export const checkReading = ({ text, blocks }: Reading): string[] => [
  ...blocks.flatMap(block => checkSpan(text, block)),
  ...blocks
    .slice(1)
    .flatMap((block, i) => (blocks[i].end <= block.start ? [] : [`block ${i + 1} begins before block ${i} ends`])),
  ...blocks.filter(block => block.kind === 'furniture' && !block.why).map(block => `furniture at ${block.start} does not say why`)
]

/** The broken laws of a quotation: its spans are in the text, its content is in order and does not overlap, its confidence is a chance. */
export const checkQuote = (text: Text, { content, cue, source, confidence }: Quote): string[] => [
  ...[...content, cue, source].flatMap(one => (one ? checkSpan(text, one) : [])),
  ...content
    .slice(1)
    .flatMap((one, i) => (content[i].end <= one.start ? [] : [`content ${i + 1} begins before content ${i} ends`])),
  ...(cue && content.some(one => overlap(one, cue)) ? [`the cue at ${cue.start} stands inside the content`] : []),
  ...(confidence >= 0 && confidence <= 1 ? [] : [`confidence ${confidence} is no chance between 0 and 1`])
]

/** The broken laws of a statement: every row as wide as the first, no empty column, each cell a span of its variant's text, in order. */
export const checkStatement = (
  statement: Statement,
  textOf: (quotation: Statement['variants'][0]['quotation']) => Text
): string[] => {
  const [{ cells: first }] = statement.variants
  const broken: string[] = []
  for (const { quotation, cells } of statement.variants) {
    if (cells.length !== first.length) broken.push(`${quotation} has ${cells.length} cells, not ${first.length}`)
    const printed = cells.filter(cell => cell !== null)
    if (!printed.length) broken.push(`${quotation} has no words in its table`)
    broken.push(...printed.flatMap(cell => checkSpan(textOf(quotation), cell)))
    printed.slice(1).forEach((cell, i) => {
      if (cell.start < printed[i].end) broken.push(`${quotation}: cell at ${cell.start} begins before the cell before it ends`)
    })
  }
  for (let column = 0; column < first.length; column++)
    if (statement.variants.every(({ cells }) => !cells[column])) broken.push(`column ${column} is empty`)
  return broken
}
