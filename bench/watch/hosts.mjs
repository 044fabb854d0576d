// One server on loopback that is many hosts, 127.0.x.y, with two feeds each: every host behaves in one of the ways. It writes down every request.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { chanceOf, clockOf, HOUR, MINUTE } from './time.mjs'
import { plainListing, WAYS, WINDOW } from './ways.mjs'

const NAMES = Object.keys(WAYS)

/** Articles that each feed has when it is first read, and the shortest and longest time until the next one. */
const AT_FIRST = 3
const GAP = { least: 40 * MINUTE, most: 5 * HOUR }

/** How often the server looks whether it was kept from running: what it stamps then is stamped late. Real milliseconds. */
const TICK = 10

const ipOf = host => `127.0.${1 + (host >> 7)}.${1 + (host & 127)}`

const page = (
  feed,
  k,
  version
) => `<!doctype html><html lang="en"><head><title>Quay ${k} of ward ${feed} stays open</title></head><body><article>
<h1>Quay ${k} of ward ${feed} stays open</h1>
<p>“We will ${WORDS[version]} quay ${k} of ward ${feed} open for as long as there are boats,” said Ada Ruiz, the mayor of Port Selm.</p>
<p>The council of Port Selm had talked about the quay for ${k + 2} evenings, and on each of them somebody from ward ${feed} brought soup.</p>
<p>Two of the cranes that stand there were built before the great flood, and one has not moved since its driver went up into the hills.</p>
</article></body></html>`

/** What the mayor is said to have said, in each version of an article. */
export const WORDS = ['keep', 'perhaps keep']

/** Starts the hosts. `log` holds every request with its simulated times, `sleeps` when the server itself was kept from running; `expected` gives the articles that a reader must have at the end. */
export const startHosts = async ({ start, factor, duration, feeds: count, seed = 1 }) => {
  const chance = chanceOf(seed)
  const state = { forward: 0, mended: false, now: 0 }
  const now = () => clockOf({ start, factor, forward: state.forward }).now()
  const began = now()
  const end = began + duration
  const feeds = Array.from({ length: count }, (_, n) => {
    const way = NAMES[(n >> 1) % NAMES.length]
    const gap = GAP.least + chance() * (GAP.most - GAP.least)
    return { n, way, gap, ip: ipOf(n >> 1) }
  })
  const log = []
  const times = new Map()
  const sleeps = []
  let awake = Date.now()
  const watchman = setInterval(() => {
    if (Date.now() - awake > 2 * TICK) sleeps.push({ from: awake, to: Date.now() })
    awake = Date.now()
  }, TICK)
  let port = 0

  const momentOf = ({ gap }, k) => began + (k < AT_FIRST ? (k - AT_FIRST) * gap : (k - AT_FIRST + 1) * gap)
  const published = ({ n, way }, at) => {
    const { publishes = () => true, shared } = WAYS[way]
    const of = shared ? n & ~1 : n
    const articles = []
    for (let k = 0; ; k++) {
      const moment = momentOf(feeds[of], k)
      if (moment > Math.min(at, end) || (k >= AT_FIRST && !publishes((moment - began) / duration))) return articles.reverse()
      articles.push({
        url: `http://${feeds[of].ip}:${port}/news/${k}-of-${of}-the-quay-stays-open`,
        title: `Quay ${k} of ward ${of} stays open, the mayor says`,
        at: moment
      })
    }
  }

  const server = createServer((request, response) => {
    const ip = request.socket.localAddress.replace('::ffff:', '')
    const path = request.url.split('?')[0]
    const host = feeds.find(one => one.ip === ip)
    const entry = { host: ip, way: host?.way, path, from: now(), to: null, status: 0, real: Date.now(), headers: request.headers }
    log.push(entry)
    const done = () => {
      entry.to ??= now()
      entry.realTo ??= Date.now()
      entry.status = response.headersSent ? response.statusCode : 0
      entry.whole = response.writableFinished
      entry.retryAfter = response.getHeader('retry-after')
    }
    response.on('finish', done)
    response.on('close', done)
    if (!host) return response.writeHead(404).end()
    const way = WAYS[host.way]
    const age = (now() - began) / duration
    const world = { now: now(), chance, age, mended: state.mended, port, request, path }
    if (path === '/robots.txt') return way.robots?.(response, world) || response.headersSent || response.writeHead(404).end()
    const [, k, of] = /^\/news\/(\d+)-of-(\d+)/.exec(path) ?? []
    const version = k && now() >= momentOf(feeds[Number(of)], Number(k)) + (way.revised ?? Number.POSITIVE_INFINITY) ? 1 : 0
    times.set(path, (times.get(path) ?? 0) + 1)
    if (way.before?.(response, { path, article: k, version, times: times.get(path) }, world)) return
    if (k)
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(Number(of), Number(k), version))
    const feed = feeds[Number(/\/(\d+)$/.exec(path)?.[1])]
    if (!feed) return response.writeHead(404).end()
    const items = published(feed, now()).slice(0, WINDOW)
    const listing = way.listing ?? plainListing
    listing(response, feed.n, way.items?.(items, world) ?? items, world)
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '0.0.0.0')
  await once(server, 'listening')
  port = server.address().port

  return {
    log,
    sleeps,
    state,
    now,
    addresses: feeds.map(({ n, way, ip }) => `http://${ip}:${port}/${WAYS[way].path ?? 'feed'}/${n}`),
    ways: new Set(feeds.map(({ way }) => way)),
    /** The address of every article that is printed another way by now. */
    revised: () =>
      feeds.flatMap(feed =>
        published(feed, end)
          .filter(({ at }) => at + (WAYS[feed.way].revised ?? Number.POSITIVE_INFINITY) <= now())
          .map(({ url }) => url)
      ),
    expected: () =>
      new Set(
        feeds.flatMap(feed =>
          published(feed, end)
            .filter(one => !WAYS[feed.way].unreadable?.(one))
            .map(({ url }) => url)
        )
      ),
    close: () => {
      clearInterval(watchman)
      server.closeAllConnections()
      server.close()
    }
  }
}
