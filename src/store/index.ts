export { openStore } from './sqlite.ts'
export * from './store.ts'
