import { MAX_PAGE_BYTES } from './format.ts'
import type { Stretch } from './unpacked.ts'

/** One record of a WARC file, its own head included; or null bytes, and what is wrong at this place. `at` is how far the file has been read. */
export type RawRecord = {
  readonly bytes: Uint8Array | null
  readonly head: string
  readonly broken?: string
  readonly at: number
}

/** Longer heads are none. */
const LONGEST_HEAD = 64 * 1024
/** How every record begins, after the blank lines that end the one before. */
const BEGINNING = Buffer.from('WARC/1.')
const HEAD_END = Buffer.from('\r\n\r\n')

/**
 * The records of a WARC file that `wanted` says yes to, by their head; the others are passed over. Where a record breaks off, or has no head,
 * the next one is looked for: one broken record is one problem.
 */
export async function* recordsOf(
  stretches: AsyncIterable<Stretch>,
  wanted: (head: string) => boolean
): AsyncGenerator<RawRecord> {
  const file = new Window(stretches)
  try {
    yield* readAll(file, wanted)
  } finally {
    await file.close()
  }
}

async function* readAll(file: Window, wanted: (head: string) => boolean): AsyncGenerator<RawRecord> {
  for (;;) {
    await file.skipBlank()
    if (!(await file.fill(BEGINNING.length))) {
      if (file.broken) yield file.takeBroken()
      if (file.ended) return
      file.skipAll()
      continue
    }
    if (!file.begins(BEGINNING)) {
      yield file.say('something stands between two records that is none')
      await file.seek(BEGINNING)
      continue
    }
    const record = await readRecord(file, wanted)
    if (record) yield record
  }
}

const readRecord = async (file: Window, wanted: (head: string) => boolean): Promise<RawRecord | null> => {
  const headLength = await file.find(HEAD_END, LONGEST_HEAD)
  if (headLength < 0) return lost(file, 'a record has no end to its head')
  const head = file.peek(headLength).toString('utf8')
  const length = Number(/^content-length:\s*(\d+)\s*$/im.exec(head)?.[1] ?? Number.NaN)
  if (Number.isNaN(length)) return lost(file, 'a record does not say how long it is')
  const size = headLength + HEAD_END.length + length
  if (!wanted(head)) {
    await file.skip(size)
    return null
  }
  if (length > MAX_PAGE_BYTES) {
    const said = file.say(`a record is larger than ${MAX_PAGE_BYTES / 1024 / 1024} MB: no article is`)
    await file.skip(size)
    return { ...said, head }
  }
  if (!(await file.fill(size))) return { ...(await lost(file, 'a record breaks off')), head }
  const bytes = Buffer.from(file.peek(size))
  // A record that claims more than it has swallows the beginning of the next one.
  const next = headInside(bytes, headLength)
  if (next > 0 && !(await file.endsAt(size))) {
    file.drop(next)
    return { ...file.say('a record is shorter than it says'), head }
  }
  file.drop(size)
  return { bytes, head, at: file.at }
}

const headInside = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(BEGINNING, from); at >= 0; at = bytes.indexOf(BEGINNING, at + 1))
    if (/^WARC\/1\.\d\r\n[\w-]+:/.test(bytes.toString('latin1', at, at + 64))) return at
  return -1
}

// The head that was found to be broken is passed over, and what follows is searched for the next one.
const lost = async (file: Window, note: string): Promise<RawRecord> => {
  const said = file.broken ? file.takeBroken() : file.say(note)
  if (file.begins(BEGINNING)) file.drop(BEGINNING.length)
  await file.seek(BEGINNING)
  return said
}

/** A stretch of a stream that is held, from the place that is read: it grows as it is asked for, and no further than over what is broken. */
class Window {
  broken: string | null = null
  ended = false
  at = 0
  #held: Buffer[] = []
  #size = 0
  readonly #stretches: AsyncIterator<Stretch>

  constructor(stretches: AsyncIterable<Stretch>) {
    this.#stretches = stretches[Symbol.asyncIterator]()
  }

  say(broken: string): RawRecord {
    return { bytes: null, head: '', broken, at: this.at }
  }

  async close(): Promise<void> {
    await this.#stretches.return?.()
  }

  takeBroken(): RawRecord {
    const said = this.say(`a stretch cannot be unpacked (${this.broken})`)
    this.broken = null
    return said
  }

  async #more(): Promise<boolean> {
    if (this.broken || this.ended) return false
    const { done, value } = await this.#stretches.next()
    if (done) this.ended = true
    else {
      this.at = value.at
      this.broken = value.broken ?? null
      if (value.chunk) this.#held.push(Buffer.from(value.chunk))
      this.#size += value.chunk?.length ?? 0
    }
    return !done && !value.broken
  }

  /** Whether so many bytes are there. */
  async fill(size: number): Promise<boolean> {
    while (this.#size < size) if (!(await this.#more())) return false
    return true
  }

  #all(): Buffer {
    if (this.#held.length !== 1) this.#held = [Buffer.concat(this.#held)]
    return this.#held[0]
  }

  peek(size: number): Buffer {
    return this.#all().subarray(0, size)
  }

  begins(with_: Buffer): boolean {
    return this.peek(with_.length).equals(with_)
  }

  drop(size: number): void {
    const rest = this.#all().subarray(size)
    this.#held = [rest]
    this.#size = rest.length
  }

  skipAll(): void {
    this.drop(this.#size)
  }

  async skip(size: number): Promise<void> {
    for (let left = size; left > 0; ) {
      if (!(await this.fill(1))) return
      const step = Math.min(left, this.#size)
      this.drop(step)
      left -= step
    }
  }

  async skipBlank(): Promise<void> {
    while (await this.fill(1)) {
      const held = this.#all()
      const first = held.findIndex(byte => byte !== 10 && byte !== 13)
      if (first >= 0) return this.drop(first)
      this.skipAll()
    }
  }

  /** Where these bytes stand within the next so many; -1 where they do not. */
  async find(bytes: Buffer, within: number): Promise<number> {
    for (let from = 0; ; ) {
      const found = this.#all().indexOf(bytes, from)
      if (found >= 0) return found <= within ? found : -1
      if (this.#size > within) return -1
      from = Math.max(0, this.#size - bytes.length)
      if (!(await this.#more())) return -1
    }
  }

  /** Whether a record may end after so many bytes: blank lines follow, another record, or nothing. */
  async endsAt(size: number): Promise<boolean> {
    if (!(await this.fill(size + 2))) return this.#size <= size + 1
    const after = this.peek(size + 2).subarray(size)
    return after[0] === 13 || after[0] === 10 || after.equals(BEGINNING.subarray(0, 2))
  }

  /** Drops all before the next place where these bytes stand at the beginning of a line. */
  async seek(bytes: Buffer): Promise<void> {
    for (;;) {
      const held = this.#all()
      for (let at = held.indexOf(bytes); at >= 0; at = held.indexOf(bytes, at + 1))
        if (at === 0 || held[at - 1] === 10) return this.drop(at)
      this.drop(Math.max(0, this.#size - bytes.length))
      if (!(await this.#more())) return this.skipAll()
    }
  }
}
