import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Problem } from '../../types.ts'
import { MAX_BYTES } from '../net/answer.ts'
import { fileProblem, problem } from '../places.ts'
import { readListing } from './read.ts'
import { addressOf } from './words.ts'

type Feeds = { addresses: readonly string[]; problems: readonly Problem[] }

/** The listings that these web addresses, and lists of feeds in files, name, each once, and what names none. */
export const findFeeds = (named: readonly string[], cwd: string): Feeds => {
  const found = named.map(one => (/^https?:\/\//i.test(one) ? fromAddress(one) : fromFile(one, cwd)))
  return { addresses: [...new Set(found.flatMap(one => one.addresses))], problems: found.flatMap(one => one.problems) }
}

const none = (note: string): Feeds => ({ addresses: [], problems: [problem('read/no-feeds', note)] })

const fromAddress = (typed: string): Feeds => {
  const address = addressOf(typed, typed)
  return address ? { addresses: [address], problems: [] } : none(`${typed} is no address.`)
}

const fromFile = (path: string, cwd: string): Feeds => {
  const whole = resolve(cwd, path)
  try {
    if (statSync(whole).size > MAX_BYTES)
      return none(`${path} is larger than ${MAX_BYTES / 1024 / 1024} MB: no list of feeds is.`)
    const page = { address: 'file:///', bytes: readFileSync(whole), mediaType: 'text/xml', charset: null, seen: '' }
    const { value } = readListing(page)
    return value?.kind === 'opml' && value.listings.length
      ? { addresses: value.listings, problems: [] }
      : none(`${path} names no feeds: give the addresses of feeds, sitemaps or front pages, or a list of feeds as an OPML file.`)
  } catch (error) {
    return { addresses: [], problems: [fileProblem(path, error)] }
  }
}
