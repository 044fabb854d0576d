import type { Answers } from '../answer/wire/index.ts'

/** Where an operation can be asked for besides its route: the command that shows it to people, and the tool of the MCP server. */
export type Door = { readonly command: string; readonly tool: string }

/** The doors of every operation: the compiler says when one is missing. */
export const DOORS: { readonly [Name in keyof Answers]: Door } = {
  summary: { command: 'ask', tool: 'record_summary' },
  articles: { command: 'ask', tool: 'list_articles' },
  article: { command: 'show', tool: 'quotations_of_article' },
  speakers: { command: 'said', tool: 'find_speakers' },
  speaker: { command: 'said', tool: 'said_by' },
  statements: { command: 'ask', tool: 'list_statements' },
  statement: { command: 'compare', tool: 'compare_versions' },
  matrix: { command: 'compare', tool: 'who_carried_what' },
  stories: { command: 'stories', tool: 'list_stories' },
  story: { command: 'show', tool: 'story' },
  find: { command: 'find', tool: 'who_said' },
  check: { command: 'check', tool: 'verify_quote' },
  verify: { command: 'verify', tool: 'verify_span' },
  cite: { command: 'cite', tool: 'cite' },
  origins: { command: 'origins', tool: 'independent_origins' },
  lineage: { command: 'ask', tool: 'family_tree' },
  positions: { command: 'positions', tool: 'positions_of' },
  changes: { command: 'changes', tool: 'what_changed' },
  corrections: { command: 'corrections', tool: 'corrections' },
  feeds: { command: 'feeds', tool: 'feeds' },
  jobs: { command: 'jobs', tool: 'jobs' },
  outlets: { command: 'outlet', tool: 'list_outlets' },
  outlet: { command: 'outlet', tool: 'outlet' },
  searches: { command: 'searches', tool: 'saved_searches' },
  search: { command: 'searches', tool: 'saved_search' },
  notes: { command: 'notes', tool: 'notes' },
  inbox: { command: 'inbox', tool: 'inbox' }
}
