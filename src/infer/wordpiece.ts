// Our own, because @huggingface/tokenizers 0.2 gives numbers and pieces but no place in the text for either.

/** The tokens of a text as BERT's uncased models see them: vocabulary numbers, and the stretch of the text each stands for. */
export type Tokens = { readonly ids: Int32Array; readonly starts: Int32Array; readonly ends: Int32Array }

/** A vocabulary: each piece with its number. */
export type Vocabulary = ReadonlyMap<string, number>

/** BERT's number for a word that its pieces cannot spell. */
const UNKNOWN = 100
/** BERT takes a longer word for unknown without looking. */
const LONGEST_WORD = 100

/** Control and format characters, private and unassigned ones: BERT's cleaning takes them out before it looks for words. */
const DROPPED = /[^\P{C}\t\n\r]|\ufffd/u
const PUNCTUATION = /[!-/:-@[-`{-~\p{P}]/u
const IDEOGRAPH = /[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\u{20000}-\u{2a6df}\u{2a700}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/u

/** One character of a word as the vocabulary spells it, and where it stands in the text. */
type Letter = { readonly char: string; readonly start: number; readonly end: number }

/** Reads `vocab.txt`: a piece a line, numbered from 0. */
export const readVocabulary = (lines: string): Vocabulary =>
  new Map(
    lines
      .split('\n')
      .filter(Boolean)
      .map((piece, at) => [piece.replace(/\r$/, ''), at])
  )

/** Every token of `chars`, in order: words and single punctuation marks, lower case without accents, cut into the vocabulary's longest pieces. */
export const tokenise = (chars: string, vocabulary: Vocabulary): Tokens => {
  const found: [number, number, number][] = []
  for (const word of wordsOf(chars)) found.push(...piecesOf(word, vocabulary))
  return {
    ids: Int32Array.from(found, one => one[0]),
    starts: Int32Array.from(found, one => one[1]),
    ends: Int32Array.from(found, one => one[2])
  }
}

function* wordsOf(chars: string): Generator<Letter[]> {
  let word: Letter[] = []
  let start = 0
  for (const char of chars) {
    const end = start + char.length
    const dropped = DROPPED.test(char)
    const alone = PUNCTUATION.test(char) || IDEOGRAPH.test(char)
    if (!dropped && (alone || /\s/.test(char))) {
      if (word.length) yield word
      word = []
      if (alone) yield [{ char, start, end }]
    } else if (!dropped) for (const plain of plainOf(char)) word.push({ char: plain, start, end })
    start = end
  }
  if (word.length) yield word
}

const plainOf = (char: string): string =>
  char < '\u0080'
    ? char.toLowerCase()
    : char
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
        .toLowerCase()

const piecesOf = (word: readonly Letter[], vocabulary: Vocabulary): [number, number, number][] => {
  const whole: [number, number, number][] = [[UNKNOWN, word[0].start, word[word.length - 1].end]]
  if (word.length > LONGEST_WORD) return whole
  const pieces: [number, number, number][] = []
  for (let at = 0; at < word.length; ) {
    let end = word.length
    let id: number | undefined
    for (; end > at && id === undefined; end--) id = vocabulary.get(spelt(word, at, end))
    if (id === undefined) return whole
    pieces.push([id, word[at].start, word[end].end])
    at = end + 1
  }
  return pieces
}

const spelt = (word: readonly Letter[], from: number, to: number): string => {
  let piece = from ? '##' : ''
  for (let at = from; at < to; at++) piece += word[at].char
  return piece
}
