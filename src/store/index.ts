export type * from './feeds.ts'
export { openStore } from './sqlite.ts'
export * from './store.ts'
