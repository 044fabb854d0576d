export const PARAGRAPHS: readonly string[]
export const htmlOf: (title: string, paragraphs: readonly string[], head?: string) => string
export const recordOf: (
  answered: {
    url: string
    body: string | Uint8Array
    type?: string
    status?: string
    date?: string
    headers?: Record<string, string>
    warcType?: 'response' | 'request'
  },
  gzip?: boolean
) => Promise<Buffer>
export const zipOf: (entries: Readonly<Record<string, Uint8Array>>) => Buffer
export type PdfLine = { x: number; y: number; words: string; size?: number }
export const pdfOf: (pages: readonly (readonly PdfLine[])[]) => Buffer
export const mhtmlOf: (url: string, html: string) => string
