import { html } from 'hono/html'
import { differences, fold, type Span, textOf, words as wordsIn } from '../../text/index.ts'
import type { ChangeView, Words } from '../answer/wire/index.ts'
import type { Html } from './bits.ts'

/** A stretch of words, and whether the other version has other ones there. */
type Piece = { words: string; differs: boolean }

/** What stands at a place in the earlier version and in the later, with the words that differ marked: struck out, put in. */
export const wordByWord = ({ before, after }: Pick<ChangeView, 'before' | 'after'>): Html => {
  const pieces = before && after ? piecesOf(before.words, after.words) : null
  return html`<dl class="versions">
${before ? html`<div class="was"><dt>before</dt><dd class="printed" dir="auto">${pieces ? pieces.before.map(one => marked(one, 'del')) : shown(before)}</dd></div>` : ''}
${after ? html`<div class="is"><dt>${before ? 'after' : 'new'}</dt><dd class="printed" dir="auto">${pieces ? pieces.after.map(one => marked(one, 'ins')) : shown(after)}</dd></div>` : ''}
${before && !after ? html`<div class="is"><dt>after</dt><dd class="fine">not there any more</dd></div>` : ''}
</dl>`
}

const shown = ({ words, refused }: Words): string => (refused ? `(refused: ${refused})` : words)

const marked = ({ words, differs }: Piece, tag: 'del' | 'ins'): Html => {
  if (!differs) return html`${words}`
  return tag === 'del' ? html`<del>${words}</del>` : html`<ins>${words}</ins>`
}

/** Both wordings cut where they begin and cease to differ; a difference of case or marks is none. */
export const piecesOf = (before: string, after: string): { before: Piece[]; after: Piece[] } => {
  const [a, b] = [before, after].map(placesOf)
  const found = differences(
    a.map(one => one.key),
    b.map(one => one.key)
  )
  return {
    before: cut(
      before,
      a,
      found.map(one => one.a)
    ),
    after: cut(
      after,
      b,
      found.map(one => one.b)
    )
  }
}

type Place = Span & { key: string }

const placesOf = (words: string): Place[] => {
  if (!words) return []
  return wordsIn(textOf(words), { start: 0, end: words.length })
    .filter(one => one.kind === 'word')
    .map(({ start, end }) => ({ start, end, key: fold(words.slice(start, end)).chars }))
}

const cut = (words: string, places: readonly Place[], runs: readonly (readonly [number, number])[]): Piece[] => {
  const pieces: Piece[] = []
  let at = 0
  for (const [from, to] of runs.filter(([from, to]) => to > from)) {
    pieces.push({ words: words.slice(at, places[from].start), differs: false })
    pieces.push({ words: words.slice(places[from].start, places[to - 1].end), differs: true })
    at = places[to - 1].end
  }
  return [...pieces, { words: words.slice(at), differs: false }].filter(one => one.words)
}
