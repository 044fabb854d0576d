import type { Block } from '../types.ts'
import type { Line } from './text/lines.ts'
import { isAgency } from './text/signs.ts'

const NAME =
  "(?<name>(?:[Tt]he )?\\p{Lu}[\\p{L}\\p{N}&'’-]*(?:\\.[\\p{L}\\p{N}]+)*(?:(?: (?:of|de|del|la|and|&))? \\p{Lu}[\\p{L}\\p{N}&'’-]*){0,4})"

/** How furniture names the outlet it belongs to. */
const SELF_REFERENCES: readonly RegExp[] = [
  `(?:notifications|newsletters?|emails?|alerts|updates|news|offers) from ${NAME}`,
  `(?:other|fellow) ${NAME} readers`,
  `${NAME} (?:is|are) (?:funded|supported|reader|committed|a nonprofit|a non-profit|an independent)`,
  `(?:[Ss]ubscribe|[Ss]ign up|[Ss]ign in|[Ll]og in|[Dd]onate|[Rr]egister|[Ss]ubscriber) (?:to|for|with) ${NAME}`,
  `[Ss]upport ${NAME}(?=$|[.!]| today| now| from| with)`,
  `(?:©|[Cc]opyright|\\([Cc]\\))\\s*(?:©\\s*)?(?:\\d{4}\\s*(?:[-–]\\s*\\d{4}\\s*)?)?(?:by\\s+)?${NAME}`,
  `(?:first|originally) (?:appeared|published) (?:on|in|by|at) ${NAME}`,
  `[Mm]ore (?:from|on) ${NAME}$`,
  `^[Ss]ource: ${NAME}`
].map(source => new RegExp(source, 'gu'))

const GLUED =
  /^(?:[A-Z][A-Z .,'’/-]+(?:, [A-Z][a-z.]+)?(?:, [A-Z][a-z]+\.? \d{1,2})? (?=\([^)]+\)\s?[-–—]))?\((?<name>[A-Z][\p{L}\p{N}.&' -]{1,30})\)\s?[-–—]{0,2}\s?/u
const NOT_A_NAME =
  /^(?:The|This|These|Our|Your|My|We|It|Us|All|More|Facebook|Twitter|Instagram|Google|YouTube|WhatsApp|Telegram|Apple|LinkedIn|Here|Now|Free|Newsletter|Privacy Policy|Rights|In|At|On)$/

const PRODUCT = /\b(?:newsletters?|alerts?|app|account|news briefing|premium)\b/i

/** The outlet's name, where the text itself prints it: in its own furniture, at the head of its first paragraph, or in its credits. */
export const outletIn = (lines: readonly Line[], blocks: readonly Block[]): string | null => {
  const apparatus = lines.filter((_, i) => blocks[i].kind === 'furniture' || blocks[i].kind === 'credit')
  const first = lines[blocks.findIndex(({ kind }) => kind === 'paragraph')]
  const glued = first && GLUED.exec(first.chars.slice(0, 120))?.groups?.name
  return commonest([...namesIn(apparatus), ...(glued ? [glued] : [])])
}

/** The outlet's name, as lines of furniture print it: "Get alerts from The Vestburg Courier". */
export const outletNamed = (furniture: readonly Line[]): string | null => commonest(namesIn(furniture))

/** Enough of a line of furniture, and enough of such lines, to find the outlet's name in. */
const LOOKED_AT = { characters: 2000, lines: 500 }

const namesIn = (furniture: readonly Line[]): string[] =>
  furniture.slice(0, LOOKED_AT.lines).flatMap(({ chars }) => {
    const beginning = chars.slice(0, LOOKED_AT.characters)
    return SELF_REFERENCES.flatMap(pattern =>
      [...beginning.matchAll(pattern)].map(({ groups }) => (groups?.name ?? '').replace(/['’]s$/, ''))
    )
  })

const commonest = (names: readonly string[]): string | null => {
  const counts = new Map<string, number>()
  for (const name of names)
    if (!isAgency(name) && !NOT_A_NAME.test(name) && !PRODUCT.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}
