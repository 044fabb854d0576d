import { entries, type Span } from '../text/index.ts'
import agencyList from './agencies.txt'
import type { Traced } from './reasons.ts'

/** An agency that an article credits with its copy, and the words that say so; or null where only its feed does. */
export type Credit = { readonly agency: string; readonly at: Span | null }

const forms = entries(agencyList).map(line => line.split('|'))
const agencyOf = new Map(forms.flatMap(names => names.map(name => [name.toLowerCase(), names[0]] as const)))
const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const NAME = forms
  .flat()
  .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  .map(escaped)
  .join('|')

type Rule = { readonly name: string; readonly kinds: RegExp; readonly words: RegExp }

/** How articles credit an agency for words, the plainest first; a name in brackets under a picture credits the picture and is none of these. */
const RULES: readonly Rule[] = [
  // "Additional reporting by Reuters", "Reporting by A. Ruiz for the AP; editing by …"
  {
    name: 'reporting by',
    kinds: /./,
    words: new RegExp(`\\b(?:additional )?reporting (?:by|from)\\b[^.\\n]{0,80}?\\b(${NAME})\\b`, 'gi')
  },
  // "The Associated Press contributed to this report."
  {
    name: 'contributed',
    kinds: /./,
    words: new RegExp(`\\b(${NAME})\\b[^.\\n]{0,60}? contributed to this (?:report|story|article)`, 'gi')
  },
  // "Source: The Daily Lamp, AFP and news agencies"
  {
    name: 'source line',
    kinds: /./,
    words: new RegExp(`^\\s*(?:sources?|agenc(?:y|ies)|from|with)\\s*:?\\s[^.\\n]{0,60}?\\b(${NAME})\\b`, 'gim')
  },
  // "HAVEN (AP) — The council …", "(Reuters) - The council …"
  {
    name: 'dateline',
    kinds: /paragraph|dateline/,
    words: new RegExp(`^[^a-z\\n(]{0,40}[^\\n(]{0,30}\\((${NAME})\\)\\s*[-–—]`, 'gm')
  },
  // "By the Associated Press"
  { name: 'byline', kinds: /byline|credit/, words: new RegExp(`\\bby (?:the )?(${NAME})\\b|^(?:the )?(${NAME})$`, 'gim') },
  // "© 2031 The Associated Press. All rights reserved."
  {
    name: 'copyright',
    kinds: /./,
    words: new RegExp(`(?:©|(?<!image )copyright)\\s*(?:©\\s*)?(?:\\d{4}\\s*)?(?:the )?(${NAME})\\b`, 'gi')
  },
  // "…, Reuters reported.", "reports AFP"
  {
    name: 'reported',
    kinds: /paragraph|list/,
    words: new RegExp(`\\b(${NAME}) (?:news agency )?(?:has |had )?report(?:ed|s)\\b|\\breport(?:ed|s) (${NAME})\\b`, 'g')
  }
]

/** The agencies that an article credits, each once, in the order of the text; an agency's own article credits it from its first word on. */
export const creditsOf = ({ text, blocks, outlet, credits = [] }: Traced): Credit[] => {
  const found = new Map<string, Credit>()
  const own = agencyOf.get(outlet?.toLowerCase() ?? '')
  if (own && blocks.length) found.set(own, { agency: own, at: { start: blocks[0].start, end: blocks[0].end } })
  for (const { kinds, words } of RULES)
    for (const block of blocks) {
      if (block.kind === 'caption' || !kinds.test(block.kind)) continue
      for (const match of text.chars.slice(block.start, block.end).matchAll(words)) {
        const agency = agencyOf.get((match[1] ?? match[2]).toLowerCase())!
        const start = block.start + match.index + (match[0].length - match[0].trimStart().length)
        const at = { start, end: block.start + match.index + match[0].length }
        if (!found.has(agency)) found.set(agency, { agency, at })
      }
    }
  for (const { name } of credits) {
    const agency = agencyOf.get(name.toLowerCase())
    if (agency && !found.has(agency)) found.set(agency, { agency, at: null })
  }
  return [...found.values()].sort((a, b) => placeOf(a) - placeOf(b))
}

const placeOf = ({ at }: Credit) => at?.start ?? Number.POSITIVE_INFINITY
