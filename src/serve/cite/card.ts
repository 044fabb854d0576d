import { sayDate } from '../pages/say.ts'
import type { Facts } from './facts.ts'
import { escaped } from './plain.ts'

/** The picture, in its own units: as wide as social sites show a picture, and words wrapped by a mean width of a serif's letters. */
const WIDTH = 1200
const MARGIN = 90
const SIZE = 46
const LETTER = 0.46
const LEADING = 1.35

/** The most lines of words; a longer quotation ends in a number of words, and not in dots, which an outlet could have printed. */
const MOST_LINES = 12

/** A quotation as a picture that can be read aloud: its title and description are its alternative text. */
export const asCard = (facts: Facts): string => {
  const { bare, speaker, outlet, published, link, hash, start, end } = facts
  const all = wrapped(bare, Math.floor((WIDTH - 2 * MARGIN) / (SIZE * LETTER)))
  const lines = all.slice(0, MOST_LINES)
  const left = all.slice(MOST_LINES).join(' ').split(' ').filter(Boolean).length
  const shown = left ? [...lines, `(and ${left} more words)`] : lines
  const foot = MARGIN + 60 + shown.length * SIZE * LEADING
  const height = Math.max(630, Math.round(foot + 190))
  const where = `${outlet}, ${published ? sayDate(published) : 'undated'}`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="t d">
<title id="t">${escaped(speaker)}, quoted by ${escaped(where)}</title>
<desc id="d">“${escaped(bare)}” ${escaped(speaker)}, as printed by ${escaped(where)}.</desc>
<rect width="100%" height="100%" fill="#faf7f0"/>
<rect x="${MARGIN - 30}" y="${MARGIN}" width="6" height="${Math.round(foot - MARGIN - 20)}" fill="#a8321e"/>
<g font-family="Newsreader, Georgia, serif" font-size="${SIZE}" fill="#1b1a17">
${shown.map((line, n) => `<text x="${MARGIN}" y="${Math.round(MARGIN + SIZE + n * SIZE * LEADING)}" direction="${isRightToLeft(line) ? 'rtl' : 'ltr'}"${isRightToLeft(line) ? ' text-anchor="end"' : ''}>${n ? '' : '“'}${escaped(line)}${n === shown.length - 1 && !left ? '”' : ''}</text>`).join('\n')}
</g>
<g font-family="Inter, Helvetica, Arial, sans-serif" fill="#1b1a17">
<text x="${MARGIN}" y="${Math.round(foot + 40)}" font-size="32" font-weight="600">${escaped(speaker)}</text>
<text x="${MARGIN}" y="${Math.round(foot + 84)}" font-size="26" fill="#5c584f">${escaped(where)}</text>
<text x="${MARGIN}" y="${height - 36}" font-size="18" fill="#5c584f">${escaped(link)} · SHA-256 ${hash.slice(0, 12)} [${start}, ${end})</text>
</g>
</svg>`
}

const isRightToLeft = (words: string) =>
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(words)

const wrapped = (words: string, most: number): string[] => {
  const lines: string[] = []
  for (const word of words.split(' ').flatMap(one => one.match(new RegExp(`.{1,${most}}`, 'gu')) ?? [])) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
