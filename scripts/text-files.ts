import { readFileSync } from 'node:fs'

/** A plugin for Rolldown and Vite: `import words from './words.txt'` gives the file's text. */
export const textFiles = () => ({
  name: 'text-files',
  enforce: 'pre' as const,
  load(id: string) {
    if (id.endsWith('.txt'))
      return { code: `export default ${JSON.stringify(readFileSync(id, 'utf8'))}`, moduleType: 'js' as const }
  }
})
