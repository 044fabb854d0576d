import { readFileSync } from 'node:fs'

/** A plugin for Rolldown and Vite: `import words from './words.txt'` gives the file's text; so it does for a program that is handed on as it stands. */
export const textFiles = () => ({
  name: 'text-files',
  enforce: 'pre' as const,
  load(id: string) {
    if (id.endsWith('.txt') || id.endsWith('/verify.mjs'))
      return { code: `export default ${JSON.stringify(readFileSync(id, 'utf8'))}`, moduleType: 'js' as const }
  }
})
