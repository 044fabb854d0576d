import model from 'wink-eng-lite-web-model'
import winkNLP from 'wink-nlp'
import { type Marked, markedSpans, type Span, sentences, slice, type Text } from '../text/index.ts'
import { isSpeechVerb, isTimeWord, verbForms } from './lexicon.ts'

/** A word or mark with its part of speech; a whole stretch between quotation marks is one token, whose `marked` is that stretch. */
export type Token = Span & {
  readonly low: string
  readonly pos: string
  readonly capital: boolean
  readonly marked: Marked | null
}

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
  return joinSpeech(found.flatMap(partQuotations).flatMap(partEndless))
}

/** Tokens of the longest sentence that is read as one: what is longer is a table or a page without stops, and is parted so that it stays cheap. */
const LONGEST_SENTENCE = 400

const partEndless = (tokens: Token[]): Token[][] =>
  tokens.length <= LONGEST_SENTENCE
    ? [tokens]
    : Array.from({ length: Math.ceil(tokens.length / LONGEST_SENTENCE) }, (_, i) =>
        tokens.slice(i * LONGEST_SENTENCE, (i + 1) * LONGEST_SENTENCE)
      )

// “We stay!” Ruiz said: what ends as a sentence inside the marks goes on after them when the next words only name who said it.
const joinSpeech = (found: Token[][]): Token[][] => {
  const joined: Token[][] = []
  for (const tokens of found) {
    const before = joined.at(-1)
    const last = before?.at(-1)
    if (before && last?.marked && /[?!….—–-]\W*$/.test(last.low) && before.every(one => one.marked) && namesSpeaker(tokens))
      before.push(...tokens)
    else joined.push(tokens)
  }
  return joined
}

const NAMED_AFTER = 12
const namesSpeaker = (tokens: readonly Token[]): boolean => {
  const cue = tokens.findIndex(one => isSpeechVerb(one.low))
  if (
    cue < 0 ||
    cue > NAMED_AFTER ||
    tokens.slice(0, cue).some(one => one.marked || /^[,;:]$/.test(one.low) || one.pos === 'AUX')
  )
    return false
  const next = tokens[cue + 1]
  if (!next || /^[.,]$/.test(next.low) || cue === 0) return true
  return (
    next.pos === 'ADP' ||
    next.pos === 'ADV' ||
    isTimeWord(next.low) ||
    (/^(?:told|asked|tells|asks)$/.test(tokens[cue].low) && next.low !== 'that' && !tokens.some(one => one.marked))
  )
}

// “We stay.” “We go.” printed without a space between them are two sentences.
const partQuotations = (tokens: Token[]): Token[][] => {
  const at = tokens.findIndex((one, i) => i > 0 && one.marked && tokens[i - 1].marked && /[.?!]\W*$/.test(tokens[i - 1].low))
  return at > 0 ? [tokens.slice(0, at), ...partQuotations(tokens.slice(at))] : [tokens]
}

const outermost = (marked: readonly Marked[]): Marked[] => {
  const found: Marked[] = []
  for (const one of marked) if (!found.length || found[found.length - 1].whole.end <= one.whole.start) found.push(one)
  return found
}

/**
 * Where "the harbour master's," is parted before the tagger sees it: it takes "master's" for one word before such a mark, and remembers that for all that it reads
 * later, so that one article would be read by what came before it.
 */
const OWNER_BEFORE_MARK = /(?<=\p{L}['’]s)(?=[.,:])/giu

// The tagger's tokens lose the text's offsets (it parts "didn't" and drops white space), so each is looked up again where it must stand.
const tag = (text: Text, paragraph: Span, titleCase: boolean): Token[] => {
  const printed = slice(text, paragraph)
  const lower = printed.toLowerCase()
  const read = titleCase && lower.length === printed.length ? lower : printed
  const tokens = nlp.readDoc(read.replace(OWNER_BEFORE_MARK, ' ')).tokens()
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
    const pos = !titleCase && isCapitalInside(printed, start) && /^(?:VERB|ADV|ADJ)$/.test(parts[i]) ? 'PROPN' : parts[i]
    found.push({
      start: paragraph.start + start,
      end: paragraph.start + at,
      low,
      pos,
      capital: /^\p{Lu}/u.test(printed[start]),
      marked: null
    })
  })
  return found.map((token, at) => ({ ...token, pos: retag(found, at) }))
}

// Where the tagger is wrong in a way that its neighbours show: "Lund hardened his tone" (no adjective), "the canal locks were shut" (no verb).
const retag = (tokens: readonly Token[], at: number): string => {
  const { low, pos } = tokens[at]
  const [before, after] = [tokens[at - 1]?.pos ?? '', tokens[at + 1]]
  if (pos === 'ADJ' && low.endsWith('ed') && before === 'PROPN' && /^(?:the|an?|his|her|its|their)$/.test(after?.low ?? ''))
    return 'VERB'
  if (
    pos === 'VERB' &&
    /[^s]s$/.test(low) &&
    !verbForms(low).length &&
    after?.pos === 'AUX' &&
    /^(?:NOUN|PROPN|ADJ|DET)$/.test(before)
  )
    return 'NOUN'
  return pos
}

// "Ward said", "Judicial Watch": a capital in the middle of a sentence is a name, whatever the tagger makes of the word.
const isCapitalInside = (printed: string, at: number): boolean =>
  /\p{Lu}/u.test(printed[at]) && /[\p{L}\p{N},’”"')]\s+$/u.test(printed.slice(Math.max(0, at - 4), at))

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
  pos: isTitle(slice(text, marked.inner)) ? 'PROPN' : 'QUOTE',
  capital: false,
  marked
})

// “The Long Road Home”: a title or a name, not speech, where the sentence around it is not printed in title case.
const SMALL_WORD = /^(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with|vs)$/
const isTitle = (inner: string): boolean => {
  const words = inner.match(/[\p{L}\p{N}][\p{L}\p{N}’'.-]*/gu) ?? []
  if (words.length < 2 || words.length > 9 || (/[.?!…;:]\W*$/.test(inner) && words.length < 3)) return false
  return words.every(word => /^[\p{Lu}\p{N}]/u.test(word) || SMALL_WORD.test(word))
}
