import { type Draft, withoutPoints } from './draft.ts'
import { isLabel } from './lexicon.ts'
import type { Sentence } from './tokens.ts'

const LONGEST_NAME = 5

/** "Ruiz: town will stay": a name, a colon and what it says. */
export const headlineQuotes = (tokens: Sentence): Draft[] => {
  const colon = tokens.findIndex(one => one.low === ':')
  if (colon < 1 || colon > LONGEST_NAME || tokens.length < colon + 4) return []
  const name = tokens.slice(0, colon)
  if (!name.every(one => /^(?:NOUN|PROPN|ADJ|NUM|PART|DET)$/.test(one.pos) || /^(?:[.’'-]|and|&)$/.test(one.low))) return []
  if (name.some(one => one.marked || isLabel(one.low))) return []
  const rest = tokens.slice(colon + 1)
  if (!rest.some(one => one.pos === 'VERB' || one.pos === 'AUX' || one.pos === 'QUOTE')) return []
  const content = withoutPoints(tokens, { from: colon + 1, to: tokens.length })
  return content
    ? [
        {
          rule: 'name and colon in a headline',
          content: [content],
          cue: { from: colon, to: colon + 1 },
          source: { from: 0, to: colon }
        }
      ]
    : []
}
