import model from 'wink-eng-lite-web-model'
import winkNLP from 'wink-nlp'
import { markedSpans, type Marked, type Span, sentences, slice, type Text } from '../text/index.ts'

/** A word or mark with its part of speech; a whole stretch between quotation marks is one token, whose `marked` is that stretch. */
export type Token = Span & { readonly low: string; readonly pos: string; readonly marked: Marked | null }

/** A sentence of a paragraph as tokens. */
export type Sentence = readonly Token[]

const nlp = winkNLP(model, ['pos'])
const { its } = nlp

/** The sentences of one paragraph as tokens. What stands between quotation marks is one token, so that a sentence's own words can be read past it. */
export const readSentences = (text: Text, paragraph: Span, titleCase = false): Sentence[] => {
  const outer = outermost(markedSpans(text, paragraph))
  const tokens = collapse(text, tag(text, paragraph, titleCase), outer)
  const ends = sentences(text, paragraph).map(one => one.end)
  const found: Token[][] = []
  let next = 0
  let open: Token[] = []
  for (const token of tokens) {
    open.push(token)
    while (next < ends.length && ends[next] < token.end) next++
    if (next < ends.length && ends[next] === token.end) {
      found.push(open)
      open = []
    }
  }
  if (open.length) found.push(open)
  return found
}

const outermost = (marked: readonly Marked[]): Marked[] => {
  const found: Marked[] = []
  for (const one of marked) if (!found.length || found[found.length - 1].whole.end <= one.whole.start) found.push(one)
  return found
}

// The tagger's tokens lose the text's offsets (it parts "didn't" and drops white space), so each is looked up again where it must stand.
const tag = (text: Text, paragraph: Span, titleCase: boolean): Token[] => {
  const printed = slice(text, paragraph)
  const lower = printed.toLowerCase()
  const read = titleCase && lower.length === printed.length ? lower : printed
  const tokens = nlp.readDoc(read).tokens()
  const words = tokens.out() as string[]
  const parts = tokens.out(its.pos) as string[]
  const found: Token[] = []
  let at = 0
  words.forEach((word, i) => {
    if (!word.trim()) return
    const start = read.indexOf(word, at)
    if (start < 0 || /\S{3}/.test(read.slice(at, start))) return
    at = start + word.length
    const low = word.toLowerCase().replace(/’/g, "'")
    found.push({ start: paragraph.start + start, end: paragraph.start + at, low, pos: parts[i], marked: null })
  })
  return found
}

const collapse = (text: Text, tokens: readonly Token[], outer: readonly Marked[]): Token[] => {
  const found: Token[] = []
  let next = 0
  for (const token of tokens) {
    while (next < outer.length && outer[next].whole.end <= token.start) found.push(quoted(text, outer[next++]))
    const marked = outer[next]
    if (marked && marked.whole.start < token.end && token.start < marked.whole.end) {
      if (token.start < marked.whole.start) found.push({ ...token, end: marked.whole.start })
      continue
    }
    found.push(token)
  }
  while (next < outer.length) found.push(quoted(text, outer[next++]))
  return found
}

const quoted = (text: Text, marked: Marked): Token => ({
  ...marked.whole,
  low: slice(text, marked.whole),
  pos: 'QUOTE',
  marked
})
