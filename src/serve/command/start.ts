import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import type { Store } from '../../store/index.ts'
import { ask } from '../answer/operations.ts'
import { correct } from '../correct/correct.ts'
import { thisMachine, tokenGate } from '../gate/gate.ts'
import { providerIn } from '../gate/oidc.ts'
import { LOOPBACK } from '../gate/own-pages.ts'
import { type House, openToRead, recordPath, weaveAgain, write } from '../house.ts'
import { askerBehind, proxiesIn } from '../web/asker.ts'
import type { Writing } from '../web/correct.ts'
import { httpApp, listen } from '../web/http.ts'
import { addPlaces, tellAdded } from './add.ts'
import type { Given } from './commands.ts'
import { EXIT, Failure } from './exit.ts'
import { keepingIn } from './kept.ts'
import { summaryLines } from './print.ts'
import { widthOf } from './table.ts'

/** Where the pages are when no port is asked for, or at the next free one. */
const PORT = 4747

/** How many ports are tried when none is asked for. */
const PORTS_TRIED = 20

type Serving = Given & { port?: number; host?: string; public?: boolean }

/** `serve`: the record as pages, until it is stopped. */
export const servePages = async (house: House, given: Serving): Promise<void> => {
  await serveStore(house, await openToRead(house, recordPath(house, given.db)), given)
}

/** `start [PATH…]`: the examples in a record of their own, or these paths in the user's; what they hold, in short; and the pages. */
export const start = async (house: House, named: readonly string[], given: Serving): Promise<void> => {
  const examples = join(house.root, 'examples')
  if (!named.length && !existsSync(examples))
    throw new Failure('unread', 'There are no examples here: name files or folders to start with.')
  const path = recordPath(house, given.db, named.length ? './onrecord.db' : './examples.db')
  const { added, store } = await addPlaces(house, path, named.length ? named : [examples], given.allowPrivate ?? false)
  if (added.unread) process.exitCode = EXIT.unread[0]
  await write(house.out, tellAdded(added))
  await write(house.out, ['', ...summaryLines(ask(store)('summary', {}), widthOf(house.out)), ''].join('\n'))
  await serveStore(house, store, given)
}

const serveStore = async (house: House, store: Store, given: Serving): Promise<void> => {
  try {
    const { port, host = '127.0.0.1' } = given
    const writing = writingTo(house, store)
    const gate = gateOf(house, store, given, writing)
    const free = port ?? (await nextFree(PORT, host))
    if (port && !(await isFree(port, host))) throw new Failure('port', `Port ${port} is in use. Choose another one with --port.`)
    const app = httpApp(ask(store, house.parts), house.version, writing, gate, store.page)
    const { server, address } = await listen(app, { port: free, host })
    const end = stopped(server)
    await write(house.out, `The record is at ${address} (stop with Ctrl-C)`)
    await end
  } finally {
    store.close()
  }
}

/** This machine alone, unless a host is named: then whoever has a token, which somebody must have been given, or anybody where that is said. */
const gateOf = (house: House, store: Store, { host = '127.0.0.1', public: isPublic = false }: Serving, writing: Writing) => {
  if (LOOPBACK.test(host.includes(':') ? `[${host}]` : host)) {
    if (isPublic) throw new Failure('usage', 'Nobody but this machine is served: name a --host to be public.')
    return thisMachine(writing.token)
  }
  const { tokens, sessions } = store
  const provider = providerIn(house.env)
  if (!isPublic && !provider && !tokens.all().some(one => one.revoked === null))
    throw new Failure(
      'usage',
      `Nobody could come in at ${host}: make a token first, with onrecord token add NAME --role owner, or say --public to show quotations to anybody.`
    )
  const addressOf = askerBehind(proxiesIn(house.env))
  return tokenGate({ tokens, sessions, isPublic, provider, base: house.env.ONRECORD_URL ?? '', now: Date.now, addressOf })
}

/** Lets whoever may write correct the record. */
const writingTo = (house: House, store: Store): Writing => ({
  token: randomBytes(24).toString('base64url'),
  correct: async asked => {
    const correction = correct(store, asked, new Date().toISOString())
    await weaveAgain(house, store)
    return correction
  },
  keep: keepingIn(house, store)
})

const nextFree = async (from: number, host: string): Promise<number> => {
  for (let port = from; port < from + PORTS_TRIED; port++) if (await isFree(port, host)) return port
  throw new Failure('port', `Ports ${from} to ${from + PORTS_TRIED - 1} are all in use. Choose another one with --port.`)
}

// Another fault than a port in use is told by who listens.
const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise(resolve => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })

/** Waits for Ctrl-C or a service manager's stop, and lets go of the port. */
const stopped = (server: Server): Promise<void> =>
  new Promise(resolve => {
    const stop = () => {
      if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function') server.closeAllConnections()
      server.close(() => resolve())
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
