import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { getDocumentProxy } from 'unpdf'
import { type Answer, type File, MAX_PAGE_BYTES, MAX_PAGE_SIZE, nothing, one } from './format.ts'
import { linesOnPage, type Printed } from './pdf-lines.ts'
import { paragraphsOf } from './pdf-paragraphs.ts'

/** A longer document is a book: its first pages are read. */
const MOST_PAGES = 500

/** The page of a PDF with a text layer: its text, a paragraph a line. */
export async function* readPdf({ path, name, size, now }: File): AsyncGenerator<Answer> {
  if (size > MAX_PAGE_BYTES) {
    yield nothing('read/too-big', `${name} is larger than ${MAX_PAGE_SIZE}: no article is.`)
    return
  }
  const strays = catchStrays()
  try {
    const chars = await textOf(new Uint8Array(readFileSync(path)))
    yield chars
      ? one({ address: path, bytes: Buffer.from(chars), mediaType: 'text/plain', charset: 'utf-8', seen: now() })
      : nothing('read/no-text', `${name} has no text in it: its pages are pictures.`)
  } catch (error) {
    yield nothing('read/pdf', `${name} ${reasonOf(error)}.`)
  } finally {
    await strays.end()
  }
}

// In broken files the library drops promises that fail later, which nobody can catch: unheard they would end the whole run.
const catchStrays = () => {
  const ignore = () => {}
  process.on('unhandledRejection', ignore)
  return {
    end: async () => {
      await setImmediate()
      await setImmediate()
      process.off('unhandledRejection', ignore)
    }
  }
}

/** What the library says when it is given what it cannot read. */
const reasonOf = (error: unknown): string => {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  if (name === 'PasswordException') return 'is locked with a password'
  return `is no PDF that can be read (${message.slice(0, 120)})`
}

const textOf = async (data: Uint8Array): Promise<string> => {
  const document = await getDocumentProxy(data, { verbosity: 0, isEvalSupported: false, disableFontFace: true, maxImageSize: 0 })
  try {
    const pages: Printed[][] = []
    for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES); number++) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      pages.push(linesOnPage(items.flatMap(item => ('str' in item && item.str.trim() ? [wordsOf(item)] : []))))
      page.cleanup()
    }
    return paragraphsOf(pages).join('\n\n')
  } finally {
    await document.destroy()
  }
}

type Item = { readonly str: string; readonly transform: readonly number[]; readonly width: number; readonly height: number }

const wordsOf = ({ str, transform, width, height }: Item): Printed => ({
  chars: str,
  left: transform[4],
  right: transform[4] + width,
  base: transform[5],
  size: Math.abs(height) || Math.abs(transform[3]) || Math.abs(transform[1]) || 10
})
