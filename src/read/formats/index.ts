import type { Format } from './format.ts'
import { readPlain } from './plain.ts'

/** The kinds of files that can be read. What only some need is loaded when the first such file is read. */
export const FORMATS: readonly Format[] = [
  { ends: ['txt'], read: file => readPlain(file, 'text/plain') },
  { ends: ['md'], read: file => readPlain(file, 'text/markdown') },
  { ends: ['html', 'htm'], read: file => readPlain(file, 'text/html') },
  { ends: ['srt'], read: file => readPlain(file, 'application/x-subrip') },
  { ends: ['vtt'], read: file => readPlain(file, 'text/vtt') },
  {
    ends: ['mhtml', 'mht'],
    read: async function* (file) {
      yield* (await import('./mhtml.ts')).readMhtml(file)
    }
  },
  {
    ends: ['pdf'],
    read: async function* (file) {
      yield* (await import('./pdf.ts')).readPdf(file)
    }
  },
  {
    ends: ['jsonl', 'ndjson'],
    read: async function* (file) {
      yield* (await import('./jsonl.ts')).readJsonLines(file)
    }
  },
  {
    ends: ['warc', 'warc.gz'],
    read: async function* (file) {
      yield* (await import('./warc.ts')).readWarc(file)
    }
  },
  {
    ends: ['wacz'],
    read: async function* (file) {
      yield* (await import('./wacz.ts')).readWacz(file)
    }
  }
]

/** The kind of a file, by the end of its name, whatever its case; null where it is none that can be read. */
export const formatOf = (path: string): Format | null => {
  const name = path.toLowerCase()
  return FORMATS.find(({ ends }) => ends.some(end => name.endsWith(`.${end}`))) ?? null
}

/** The ends of names that can be read, for people: ".txt, .md … and .wacz". */
export const ENDS: string = FORMATS.flatMap(({ ends }) => ends.map(end => `.${end}`))
  .join(', ')
  .replace(/, (?=[^,]+$)/, ' and ')
