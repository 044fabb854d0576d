declare module 'proxy-addr' {
  import type { IncomingMessage } from 'node:http'

  type Trust = (address: string, hop: number) => boolean
  const proxyAddr: {
    (request: Pick<IncomingMessage, 'headers' | 'socket'>, trust: Trust): string
    compile(networks: readonly string[]): Trust
  }
  export default proxyAddr
}
