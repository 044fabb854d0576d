export { loadTagger } from './tagger.ts'
