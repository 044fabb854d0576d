export type { Kept, Pages } from './pages.ts'
export { openStore } from './sqlite.ts'
export * from './store.ts'
