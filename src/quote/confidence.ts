/** The chance that a quotation of a rule is right, by the rule that found it. */
export const CONFIDENCE = {
  'fronted quotation': 0.9,
  'fronted clause': 0.8,
  'split by its speaker': 0.8,
  'quotation after its cue': 0.85,
  'clause after its cue': 0.75,
  'thought after its cue': 0.6,
  'finding after its cue': 0.6,
  'judgement after its cue': 0.5,
  'direction after its cue': 0.55,
  'participle after its speaker': 0.6,
  'shared speaker': 0.6,
  'according to': 0.8,
  'named saying': 0.5,
  'quotation after a colon': 0.6,
  'block after a colon': 0.7,
  'name and colon in a headline': 0.6,
  'carried over': 0.7,
  'speech of the sentence before': 0.7,
  'words in marks': 0.4
} as const

export type RuleName = keyof typeof CONFIDENCE
