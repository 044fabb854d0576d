// What is used of mailsplit, which comes without types.
declare module 'mailsplit' {
  import type { Transform } from 'node:stream'

  type Node = {
    type: 'node'
    root: boolean
    contentType: string | false
    charset: string | false
    headers: { getFirst(name: string): string }
    getDecoder(): NodeJS.ReadWriteStream
  }
  export class Splitter extends Transform {
    [Symbol.asyncIterator](): NodeJS.AsyncIterator<Node | { type: 'data' | 'body'; value: Uint8Array }>
  }
}
