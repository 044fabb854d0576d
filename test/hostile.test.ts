import type { LookupAddress } from 'node:dns'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcp, type Socket, type Server as TcpServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPrivate } from '../src/read/addresses.ts'
import { readPages, type World } from '../src/read/index.ts'

const KIB = 1024
const MIB = 1024 * KIB

/** What the servers have sent, in bytes before packing, by path: how far a reader let them go. */
const sent: Record<string, number> = {}

/** Writes a chunk again and again, as fast as it is taken, until `most` bytes are out or nobody listens. */
const pour = (response: ServerResponse, chunk: Buffer, most = Number.POSITIVE_INFINITY, path = '') => {
  const more = () => {
    while (!response.destroyed && (sent[path] ?? 0) < most) {
      sent[path] = (sent[path] ?? 0) + chunk.length
      if (!response.write(chunk)) return
    }
    response.end()
  }
  response.on('drain', more)
  more()
}

const drip = (response: ServerResponse, words: string) => {
  const timer = setInterval(() => response.write(words), 20)
  response.on('close', () => clearInterval(timer))
}

const item = (n: number | string) => `<item><title>Item ${n}</title><link>/article/${n}</link></item>`
const rss = (items: string) => `<?xml version="1.0"?><rss version="2.0"><channel><title>Port</title>${items}</channel></rss>`
const xml = (response: ServerResponse) => response.setHeader('content-type', 'application/rss+xml')
const html = (response: ServerResponse) => response.setHeader('content-type', 'text/html')

/** Ten megabytes of nothing, packed: written a thousand times, it is a bomb of ten gigabytes. */
const TEN_MEGABYTES = gzipSync(Buffer.alloc(10 * MIB))

const PACKED_BY_HAND = gzipSync(Buffer.alloc(100 * MIB))

const ANSWERS: Record<string, (response: ServerResponse) => void> = {
  '/robots.txt': response => response.writeHead(404).end(),
  '/bomb': response => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
    pour(response, TEN_MEGABYTES, 1000 * TEN_MEGABYTES.length, '/bomb')
  },
  '/bomb.xml.gz': response => response.writeHead(200, { 'content-type': 'application/gzip' }).end(PACKED_BY_HAND),
  '/bomb-feed': response => {
    response.writeHead(200, { 'content-type': 'application/rss+xml', 'content-encoding': 'gzip' })
    pour(response, TEN_MEGABYTES, 1000 * TEN_MEGABYTES.length, '/bomb-feed')
  },
  '/packed-often': response => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': Array(30).fill('gzip').join(', ') }).end('x')
  },
  '/badly-packed': response =>
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end('no gzip'),
  '/endless': response => pour(html(response), Buffer.alloc(64 * KIB, 'a '), Number.POSITIVE_INFINITY, '/endless'),
  '/drip': response => drip(html(response), '<p>'),
  '/drip-robots': response => drip(html(response), '<p>'),
  '/short': response =>
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': '5000' }).write('<p>Half', () => response.destroy()),
  '/hang-up': response => void response.destroy(),
  '/many-headers': response => {
    for (let n = 0; n < 3000; n++) response.setHeader(`x-${n}`, 'word')
    response.end('x')
  },
  '/round': response => response.writeHead(301, { location: '/round2' }).end(),
  '/round2': response => response.writeHead(302, { location: '/round' }).end(),
  '/nowhere': response => response.writeHead(302, { location: 'http://[' }).end(),
  '/to-data': response => response.writeHead(302, { location: 'data:text/html,x' }).end(),
  '/to-metadata': response => response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
  '/to-mapped': response => response.writeHead(302, { location: 'http://[::ffff:127.0.0.1]/' }).end(),
  '/to-decimal': response => response.writeHead(302, { location: 'http://2130706433/' }).end(),
  '/to-mail': response => response.writeHead(302, { location: 'http://mail.example:2525/' }).end(),
  '/laughs': response =>
    xml(response).end(
      `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">${'bcdefghij'.replace(/./g, (b, n) => `<!ENTITY ${b} "${`&${'abcdefghi'[n]};`.repeat(10)}">`)}]>${rss(item('&j;')).slice(21)}`
    ),
  '/outside': response =>
    xml(response).end(
      `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><link>/article/&a;</link></item></channel></rss>`
    ),
  '/deep': response => xml(response).end(`<rss version="2.0"><channel>${'<item>'.repeat(300_000)}`),
  '/unclosed': response => xml(response).end(`<rss version="2.0"><channel>${'<item a="'.repeat(300_000)}`),
  '/broken-feed': response =>
    xml(response).end(rss(`${item(1)}${item(2)}<item><link>/article/3`).replace('</channel></rss>', '')),
  '/large-feed': response => {
    xml(response)
    response.write(rss('').replace('</channel></rss>', ''))
    for (let n = 0; n < 100_000; n++) response.write(item(n % 3))
    response.end('</channel></rss>')
  },
  '/feed-of-odd-things': response =>
    xml(response).end(
      rss(
        `<item><link>javascript:alert(1)</link></item><item><link>file:///etc/passwd</link></item><item><link>${'/x'.repeat(5000)}</link></item>
         <item><link>http://user:word@127.0.0.1/</link></item><item><link>http://10.0.0.1/</link></item>${item(1)}`
      )
    ),
  '/picture': response => response.setHeader('content-type', 'image/svg+xml').end('<svg/>'),
  '/settings': response => response.setHeader('content-type', 'application/json').end('{"a":1}'),
  '/huge-number': response => html(response).writeHead(503, { 'retry-after': '99999999999999999999' }).end(),
  '/story': response => html(response).end('<title>Harbour</title><p>“We stay,” said Ada Ruiz.</p>')
}

const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(request.url!)
  const answer = /^\/article\/\d+$/.test(request.url!) ? ANSWERS['/story'] : ANSWERS[request.url!]
  if (answer) answer(response)
  else response.writeHead(404).end()
})

/** Servers that speak no whole HTTP, by what they write when somebody calls. */
const RAW: Record<string, (socket: Socket) => void> = {
  'headers without end': socket => {
    socket.write('HTTP/1.1 200 OK\r\n')
    const more = () => {
      while (!socket.destroyed && socket.write(`x-${'a'.repeat(1000)}: b\r\n`));
    }
    socket.on('drain', more)
    more()
  },
  'no HTTP': socket => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  'a chunk of no length': socket =>
    socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffffffffff\r\n'),
  'two lengths': socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 400\r\n\r\nabc'),
  'early hints without end': socket => {
    const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), 10)
    socket.on('close', () => clearInterval(timer))
  },
  silence: () => {}
}
const raw = Object.fromEntries(
  Object.entries(RAW).map(([name, speak]) => [
    name,
    createTcp(socket => {
      socket.on('error', () => {})
      speak(socket)
    })
  ])
)
const sockets = new Set<Socket>()

let origin = ''
const rawOrigin: Record<string, string> = {}
const listen = (one: TcpServer) =>
  new Promise<string>(resolve =>
    one.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(one.address() as AddressInfo).port}`))
  )

beforeAll(async () => {
  origin = await listen(server)
  for (const [name, one] of Object.entries(raw)) {
    one.on('connection', socket => sockets.add(socket))
    rawOrigin[name] = await listen(one)
  }
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  for (const socket of sockets) socket.destroy()
  for (const one of Object.values(raw)) one.close()
})

const world = (over: Partial<World>): World => ({
  cwd: '/',
  stdin: (async function* () {})(),
  now: () => '2031-05-04T08:00:00.000Z',
  userAgent: 'onrecord/0.0.0 (+https://onrecord.example/reader)',
  allowPrivate: true,
  patienceMs: 20_000,
  pauseMs: 0,
  ...over
})

/** Reads these addresses and then one that is in order: what was said, and whether the rest went on. */
const read = async (addresses: readonly string[], over: Partial<World> = {}) => {
  const places = [...addresses, `${origin}/story`].map(address => ({ kind: 'web' as const, address }))
  const notes: string[] = []
  const pages: string[] = []
  for await (const { value, problems } of readPages(places, world(over))) {
    notes.push(...problems.map(one => one.note.replaceAll(origin, '')))
    if (value) pages.push(value.address.replace(origin, ''))
  }
  expect(pages.at(-1), 'the rest goes on').toBe('/story')
  return { notes, pages: pages.slice(0, -1) }
}
const said = async (path: string, over: Partial<World> = {}) => {
  const { notes, pages } = await read([`${origin}${path}`], over)
  expect(pages).toEqual([])
  expect(notes).toHaveLength(1)
  return notes[0]
}

describe('size', () => {
  test('a bomb of ten gigabytes is left after ten megabytes', async () => {
    const before = process.memoryUsage().rss
    expect(await said('/bomb')).toBe('/bomb is larger than 10 MB.')
    expect(await said('/bomb-feed')).toBe('/bomb-feed is larger than 10 MB.')
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * MIB)
    // What was sent beyond that stands in the network's buffers, packed.
    expect(sent['/bomb']).toBeLessThan(600 * TEN_MEGABYTES.length)
    expect(await said('/bomb.xml.gz')).toBe('/bomb.xml.gz is larger than 10 MB when it is unpacked.')
  })

  test('a body without end is left after ten megabytes', async () => {
    expect(await said('/endless')).toBe('/endless is larger than 10 MB.')
    expect(sent['/endless']).toBeLessThan(30 * MIB)
  })

  test('headers have bounds too', async () => {
    expect(await said('/many-headers')).toBe('/many-headers answers with more headers than any page needs.')
    const { notes } = await read([`${rawOrigin['headers without end']}/`])
    expect(notes[0]).toMatch(/more headers than any page needs/)
  })

  test('what is packed a hundred times, or not at all, is not unpacked', async () => {
    expect(await said('/packed-often')).toMatch(/^\/packed-often (?:is packed|cannot be read)/)
    expect(await said('/badly-packed')).toBe('/badly-packed is packed in a way that cannot be unpacked.')
  })
})

describe('time', () => {
  test('a server that drips or says nothing is left after the time a page has', async () => {
    const soon = { patienceMs: 1500 }
    expect(await said('/drip', soon)).toBe('/drip does not answer in time.')
    const { notes } = await read([`${rawOrigin.silence}/`, `${rawOrigin['early hints without end']}/`], soon)
    expect(notes.filter(one => /does not answer in time/.test(one))).toHaveLength(2)
  }, 120_000)

  test('a server that asks to wait for ages is believed for a week at most, and is not asked again meanwhile', async () => {
    const places = ['/huge-number', '/story'].map(path => ({ kind: 'web' as const, address: `${origin}${path}` }))
    asked.length = 0
    const notes: string[] = []
    for await (const { problems } of readPages(places, world({}))) notes.push(...problems.map(one => one.note))
    expect(notes[0]).toMatch(/answers 503 Service Unavailable/)
    const until = Date.parse(/before (\S+): its host asks to wait/.exec(notes[1])![1])
    expect(Math.round((until - Date.now()) / 86_400_000)).toBe(7)
    expect(asked).not.toContain('/story')
  })
})

describe('broken answers', () => {
  test('each is one sentence', async () => {
    expect(await said('/short')).toMatch(/^\/short (?:breaks off before it is whole|is not as long as it says)\.$/)
    expect(await said('/hang-up')).toBe('/hang-up breaks off before it is whole.')
    expect(await said('/picture')).toBe('/picture is image/svg+xml, not a page or a text.')
    expect(await said('/settings')).toBe('/settings is application/json, and neither a page nor a text nor a feed.')
    const { notes } = await read(['no HTTP', 'a chunk of no length', 'two lengths'].map(name => `${rawOrigin[name]}/`))
    expect(notes).toHaveLength(3)
    for (const note of notes) expect(note).toMatch(/answers in no HTTP that can be read|breaks off|is not as long as it says/)
  })
})

describe('where it leads', () => {
  test('redirects are counted, and lead to the web alone', async () => {
    expect(await said('/round')).toBe('/round leads on and on: it was followed 5 times.')
    expect(await said('/nowhere')).toBe('/nowhere leads to http://[, which is no address.')
    expect(await said('/to-data')).toMatch(/^\/to-data leads to data:\S+, which is not a web address\.$/)
    expect(await said('/to-mail')).toBe('/to-mail leads to mail.example:2525: no web pages are at that port.')
  })

  test('not to this machine or its network, however that is written', async () => {
    for (const path of ['/to-metadata', '/to-mapped', '/to-decimal'])
      expect(await said(path)).toMatch(/is an address of this machine or its network/)
  })

  test('nor by a name that answers otherwise when it is asked again', async () => {
    const port = new URL(origin).port
    let answers = 0
    const lookup = (_: string, __: object, answered: (error: null, found: LookupAddress[]) => void) =>
      answered(null, [{ address: answers++ ? '127.0.0.1' : '192.0.2.1', family: 4 }])
    const rebinding = { lookup, patienceMs: 300, allowPrivate: false }
    const places = [1, 2, 3].map(n => ({ kind: 'web' as const, address: `http://two-faced.example:${port}/story?${n}` }))
    asked.length = 0
    const notes: string[] = []
    for await (const { value, problems } of readPages(places, world(rebinding))) {
      expect(value).toBe(null)
      notes.push(...problems.map(one => one.note))
    }
    expect(answers).toBeGreaterThan(0)
    expect(notes.every(note => /is an address of this machine or its network/.test(note))).toBe(true)
    expect(asked).toEqual([])
  })

  test('every network that is nobody’s outlet, in every way to write it', () => {
    const inside = [
      ...['192.0.2.7', '198.51.100.1', '203.0.113.9', '198.19.0.1', '239.1.2.3', '255.255.255.255', '100.127.0.1', '0.1.2.3'],
      ...[
        '::',
        '::127.0.0.1',
        '::ffff:7f00:1',
        '0:0:0:0:0:ffff:127.0.0.1',
        '0:0:0:0:0:0:0:1',
        'fe80::1%eth0',
        'fec0::1',
        'ff02::1'
      ],
      ...['64:ff9b::7f00:1', '64:ff9b:1::1', '2001:db8::1', '2001::1', '2002:7f00:1::', '[fd00::1]', '3fff::1']
    ]
    const outside = ['93.184.216.34', '172.15.0.1', '100.128.0.1', '2606:2800:220:1::1', '2a00:1450::1', 'harbour-post.example']
    expect(inside.filter(ip => !isPrivate(ip))).toEqual([])
    expect(outside.filter(isPrivate)).toEqual([])
  })
})

describe('feeds', () => {
  test('words that a feed declares of its own are not expanded', async () => {
    const refusal = /declares words of its own \(XML entities\), which can grow without end: it is not read\.$/
    expect(await said('/laughs')).toMatch(refusal)
    expect(await said('/outside')).toMatch(refusal)
  })

  test('nesting and attributes without end', async () => {
    expect(await said('/deep')).toMatch(/not one article of it is whole/)
    expect(await said('/unclosed')).toMatch(/not one article of it is whole/)
  })

  test('of a broken one, what is whole is read', async () => {
    const { notes, pages } = await read([`${origin}/broken-feed`])
    expect(pages).toEqual(['/article/1', '/article/2'])
    expect(notes).toEqual(['/broken-feed is a feed that breaks off or is broken: what is whole was read, 2 articles.'])
  })

  test('of one with a hundred thousand items each article is read once', async () => {
    const { pages } = await read([`${origin}/large-feed`])
    expect(pages.sort()).toEqual(['/article/0', '/article/1', '/article/2'])
  }, 120_000)

  test('links that lead to no web page, or inside, are not followed', async () => {
    asked.length = 0
    const { notes, pages } = await read([`${origin}/feed-of-odd-things`])
    expect(pages).toEqual(['/article/1'])
    expect(notes).toEqual([
      'http://10.0.0.1/ is an address of this machine or its network. Where that is meant, say --allow-private.'
    ])
  })
})
