import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPrivate } from '../src/read/addresses.ts'
import { ENDS } from '../src/read/formats/index.ts'
import { findPlaces, readPages, type World } from '../src/read/index.ts'
import { scratch } from './record.ts'

const { folder, path } = scratch()

const world = (over: Partial<World> = {}): World => ({
  cwd: folder,
  stdin: (async function* () {})(),
  now: () => '2031-05-04T08:00:00.000Z',
  userAgent: 'onrecord/0.0.0 (+https://onrecord.example/reader)',
  allowPrivate: true,
  patienceMs: 2000,
  pauseMs: 0,
  ...over
})

/** Reads what is named; gives the pages and every sentence that was said. */
const read = async (named: string[], over: Partial<World> = {}) => {
  const { places, problems } = findPlaces(named, folder)
  const notes = problems.map(one => one.note)
  const pages = []
  for await (const one of readPages(places, world(over))) {
    notes.push(...one.problems.map(problem => problem.note))
    if (one.value) pages.push(one.value)
  }
  return { pages, notes, words: pages.map(page => new TextDecoder().decode(page.bytes)) }
}

describe('files', () => {
  test('a folder is read in order, with its folders; hidden files, other kinds and READMEs are not', async () => {
    mkdirSync(path('news/deep'), { recursive: true })
    mkdirSync(path('news/.hidden'))
    for (const name of ['b.txt', 'a.html', 'c.MD', 'deep/d.htm', '.e.txt', '.hidden/f.txt', 'g.docx', 'README.md'])
      writeFileSync(path(`news/${name}`), `words of ${name}`)
    symlinkSync(path('news'), path('news/deep/round'))
    const { pages, notes } = await read(['news'])
    expect(pages.map(page => page.address)).toEqual(['a.html', 'b.txt', 'c.MD', 'deep/d.htm'].map(name => path(`news/${name}`)))
    expect(pages.map(page => page.mediaType)).toEqual(['text/html', 'text/plain', 'text/markdown', 'text/html'])
    expect(notes).toEqual([])
  })

  test('a list of feeds is read where it is named, and not where a folder is: that asks nothing of the web', () => {
    mkdirSync(path('listed'))
    writeFileSync(path('listed/mine.opml'), '<opml/>')
    writeFileSync(path('listed/quay.txt'), 'Quay stays')
    const named = (...places: string[]) => findPlaces(places, folder).places.map(one => one.kind)
    expect(named('listed')).toEqual(['file'])
    expect(named('listed/mine.opml')).toEqual(['list'])
  })

  test('a file named twice, or inside a folder that is named too, is one place', async () => {
    const { pages } = await read(['news/b.txt', 'news', './news/../news/b.txt'])
    expect(pages.map(page => page.address).filter(address => address.endsWith('b.txt'))).toHaveLength(1)
  })

  test('what cannot be read is one sentence each, and the rest goes on', async () => {
    mkdirSync(path('empty'))
    writeFileSync(path('nothing.txt'), ' \n\n')
    writeFileSync(path('picture.txt'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]))
    writeFileSync(path('zeros.txt'), Buffer.alloc(5000))
    writeFileSync(path('film.mov'), 'words')
    writeFileSync(path('big.txt'), Buffer.alloc(10 * 1024 * 1024 + 1, 'a'))
    const { pages, notes } = await read([
      'missing.txt',
      'empty',
      'nothing.txt',
      'picture.txt',
      'zeros.txt',
      'film.mov',
      'big.txt',
      'news/b.txt'
    ])
    expect(pages.map(page => page.address)).toEqual([path('news/b.txt')])
    expect(notes.sort()).toEqual([
      'big.txt is larger than 10 MB: no article is.',
      `empty holds no articles: only ${ENDS} are read.`,
      `film.mov is not a kind of file that can be read: only ${ENDS} are.`,
      'missing.txt is not there.',
      'nothing.txt is empty.',
      'picture.txt is no text: it looks like a picture, an archive or a program.',
      'zeros.txt is no text: it looks like a picture, an archive or a program.'
    ])
  })

  test('bytes of any charset are handed on as they are', async () => {
    const bytes = Buffer.from([0xc9, 0x6c, 0x61, 0x6e, 0x20, 0x93, 0x6e, 0x6f, 0x94])
    writeFileSync(path('latin.txt'), bytes)
    writeFileSync(path('wide.txt'), Buffer.from('\ufeff“wide” words', 'utf16le'))
    const { pages, notes } = await read(['latin.txt', 'wide.txt'])
    expect(notes).toEqual([])
    expect(Buffer.from(pages[0].bytes)).toEqual(bytes)
  })

  test('standard input, as text or as a page', async () => {
    const said = (words: string) => ({
      stdin: (async function* () {
        yield Buffer.from(words)
      })()
    })
    expect((await read(['-'], said('Some words'))).pages[0]).toMatchObject({ address: '-', mediaType: 'text/plain' })
    expect((await read(['-'], said('\n<!DOCTYPE html><p>x'))).pages[0].mediaType).toBe('text/html')
    expect((await read(['-'])).notes).toEqual(['standard input is empty.'])
  })
})

describe('the web', () => {
  let origin = ''
  const asked: { url?: string; agent?: string }[] = []
  const answers: Record<string, (response: ServerResponse, request: IncomingMessage) => void> = {
    '/robots.txt': response => response.end('User-agent: *\nDisallow: /private/\n\nUser-agent: onrecord\nDisallow: /not-us/\n'),
    '/story': response => response.setHeader('content-type', 'text/html; charset="ISO-8859-1"').end('<p>A page'),
    '/old': response => response.writeHead(302, { location: '/story#part' }).end(),
    '/round': response => response.writeHead(302, { location: '/round' }).end(),
    '/to-file': response => response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
    '/to-forbidden': response => response.writeHead(302, { location: '/not-us/page' }).end(),
    '/to-inside': response => response.writeHead(302, { location: 'http://127.0.0.2:1/' }).end(),
    '/slow': response => {
      response.setHeader('content-type', 'text/html')
      response.write('<p>Wait')
    },
    '/big': response => {
      response.setHeader('content-type', 'text/plain')
      const chunk = Buffer.alloc(1024 * 1024, 'a')
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      }
      response.on('drain', more)
      more()
    },
    '/bomb': response => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' })
      response.end(gzipSync(Buffer.alloc(64 * 1024 * 1024, 'a')))
    },
    '/picture': response => response.setHeader('content-type', 'image/png').end('x'),
    '/empty': response => response.setHeader('content-type', 'text/html').end(),
    '/broken': response => response.writeHead(500).end()
  }
  const server = createServer((request, response) => {
    asked.push({ url: request.url, agent: request.headers['user-agent'] })
    const answer = answers[request.url ?? '']
    if (answer) answer(response, request)
    else response.writeHead(404).end()
  })
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const noted = async (where: string, over: Partial<World> = {}) => {
    const { notes, pages } = await read([`${origin}${where}`], over)
    expect(pages).toEqual([])
    return notes.join(' ').replaceAll(origin, '')
  }

  test('a page with its address after redirects, its charset and its type; who asks says who it is, and reads robots.txt once', async () => {
    asked.length = 0
    const { pages, notes } = await read([`${origin}/old#top`, `${origin}/story`])
    expect(notes).toEqual([])
    expect(pages[0]).toMatchObject({ address: `${origin}/story`, mediaType: 'text/html', charset: 'ISO-8859-1' })
    expect(asked.map(one => one.url)).toEqual(['/robots.txt', '/old', '/story', '/story'])
    expect(asked.every(one => one.agent?.startsWith('onrecord/'))).toBe(true)
  })

  test('robots.txt is obeyed, at every step', async () => {
    asked.length = 0
    expect(await noted('/not-us/page')).toBe('/not-us/page may not be read by programs: /robots.txt says so.')
    expect(await noted('/to-forbidden')).toMatch(/may not be read by programs/)
    expect(asked.map(one => one.url)).not.toContain('/not-us/page')
  })

  test('a site whose robots.txt fails is not asked', async () => {
    const kept = answers['/robots.txt']
    answers['/robots.txt'] = response => response.writeHead(503).end()
    expect(await noted('/story')).toBe('/story is not asked for: its robots.txt answers 503.')
    answers['/robots.txt'] = kept
  })

  test('redirects end, and lead only to web addresses', async () => {
    expect(await noted('/round')).toBe('/round leads on and on: it was followed 5 times.')
    expect(await noted('/to-file')).toBe('/to-file leads to file:///etc/hostname, which is not a web address.')
  })

  test('time and size have bounds, before and after unpacking', async () => {
    expect(await noted('/slow', { patienceMs: 300 })).toBe('/slow does not answer in time.')
    expect(await noted('/big', { patienceMs: 20_000 })).toBe('/big is larger than 10 MB.')
    expect(await noted('/bomb', { patienceMs: 20_000 })).toBe('/bomb is larger than 10 MB.')
  })

  test('other types, empty pages and failures are one sentence', async () => {
    expect(await noted('/picture')).toBe('/picture is image/png, not a page or a text.')
    expect(await noted('/empty')).toBe('/empty is empty.')
    expect(await noted('/missing')).toBe('/missing answers 404 Not Found.')
    expect(await noted('/broken')).toBe('/broken answers 500 Internal Server Error.')
    const closed = createServer()
    await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', resolve))
    const nobody = `http://127.0.0.1:${(closed.address() as AddressInfo).port}/`
    await new Promise(resolve => closed.close(resolve))
    expect((await read([nobody])).notes).toEqual([`${nobody} cannot be reached: nothing answers there.`])
    expect((await read(['ftp://somewhere.example/x'])).notes[0]).toMatch(/only http and https/)
  })

  test('addresses of this machine and its network are refused, by number, by name, and when led to', async () => {
    asked.length = 0
    const refusal = /is an address of this machine or its network/
    expect(await noted('/story', { allowPrivate: false })).toMatch(refusal)
    const { port } = server.address() as AddressInfo
    expect((await read([`http://localhost:${port}/story`], { allowPrivate: false })).notes[0]).toMatch(refusal)
    expect(asked).toEqual([])
    expect(await noted('/to-inside')).toMatch(refusal)
  })

  test('what is private', () => {
    const inside = [
      '10.1.2.3',
      '127.0.0.1',
      '169.254.169.254',
      '172.20.0.1',
      '192.168.0.9',
      '100.64.0.1',
      '0.0.0.0',
      '::1',
      '[::1]',
      'fe80::1',
      'fd00::1',
      '::ffff:10.0.0.1',
      '::ffff:a00:1'
    ]
    const outside = ['93.184.216.34', '172.32.0.1', '2606:2800:220:1::1', 'harbour-post.example']
    expect(inside.filter(ip => !isPrivate(ip))).toEqual([])
    expect(outside.filter(isPrivate)).toEqual([])
  })
})
