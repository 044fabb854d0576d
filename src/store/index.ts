export { restoreStore } from './backup.ts'
export type { Coverage } from './candidates.ts'
export type { Applied, Corrections } from './corrections.ts'
export type * from './feeds.ts'
export type { Inbox, Unsure } from './inbox.ts'
export type { Job, JobKind, Jobs } from './jobs.ts'
export type { Kept, Pages } from './pages.ts'
export { sha256 } from './pages-folder.ts'
export { FIELD_HELP, parseQuery } from './query/parse.ts'
export { askedWords, NotUnderstood, type Query, type Saved as SavedName } from './query/query.ts'
export { withSaved } from './query/saved.ts'
export type { Long, Ranked } from './ranked.ts'
export type { Revision, Revisions } from './revisions.ts'
export {
  ALERT_WAYS,
  type Alert,
  type AlertWay,
  type Delivery,
  type Outgoing,
  type SavedSearch,
  type Searches,
  type Told
} from './searches.ts'
export type { Session, Sessions } from './sessions.ts'
export { openStore } from './sqlite.ts'
export * from './store.ts'
export type { Token, TokenRole, Tokens } from './tokens.ts'
