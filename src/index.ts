export {
  alignQuotes,
  bondOf,
  checkHeadline,
  clustersOf,
  compareQuotes,
  firstWithout,
  keysOf,
  lineageOf,
  makeStatement,
  subjectsOf
} from './align/index.ts'
export {
  attributeQuotes,
  CROWD,
  findSayings,
  LENDINGS,
  lendDates,
  lendInArticle,
  lendInStatement,
  lentSaying,
  linkNames,
  linkSpeakers,
  lookPlaces,
  mayBeOne,
  nameKey,
  namePlaces,
  speakerOf,
  speakersFor
} from './attribute/index.ts'
export { correctClusters, correctCopies, correctEntry } from './correct/index.ts'
export {
  type Home,
  type Parts,
  readPage,
  readPageTagged,
  revise,
  settle,
  standing,
  type Tagging,
  weave,
  weaveTurn
} from './flow.ts'
export { findMentions, groupArticle, type Placed, startGrouping } from './group/index.ts'
export { findModel, loadTagger, type Model, tagReading } from './infer/index.ts'
export { checkQuote, checkReading, checkSpan, checkStatement } from './laws.ts'
export { addressOf, parseHtml, parsePage, parseText } from './parse/index.ts'
export { findQuotes } from './quote/index.ts'
export { type FeedReader, startFeedReader } from './read/feeds/reader.ts'
export { findPlaces, type Place, readPages, type World } from './read/index.ts'
export { findChanges, isUnchanged } from './revise/index.ts'
export { ask, type Operation, operations } from './serve/answer/operations.ts'
export { type Answers, type Ask, NotHere } from './serve/answer/wire/index.ts'
export { type Watching, watch } from './serve/watch/watch.ts'
export {
  NoRecord,
  NotUnderstood,
  openStore,
  parseQuery,
  type Quotation,
  restoreStore,
  STAGES,
  type Store,
  type Versions
} from './store/index.ts'
export { type Folded, fold, type Span, slice, span, type Text, type TextId, textOf } from './text/index.ts'
export { makeOrigin, printsOf, reasonsBetween, startTracing, traceOrigins } from './trace/index.ts'
export type * from './types.ts'
export { type Loom, type Weavers, weaveSome } from './weave/index.ts'
