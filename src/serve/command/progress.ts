import { performance } from 'node:perf_hooks'
import { SingleBar } from 'cli-progress'

/** How far a reading has come, told while it goes on: `tell` after each article, with the share of its place where that holds many. */
export type Progress = { tell(share?: number): void; stop(): void }

/** Fewer articles than this are done before a progress line could be read. */
const WORTH_A_BAR = 3
/** How often a line is written where nobody watches a terminal: in logs. */
const EVERY_MS = 10_000

/** The progress of reading so many places: a bar on a terminal, else a line every ten seconds. */
export const startProgress = (err: NodeJS.WriteStream, places: number): Progress => {
  const counted = startCounting(places)
  return err.isTTY ? startBar(err, counted) : startLines(err, counted)
}

type Counted = {
  count(share: number | undefined): void
  articles(): number
  done(): number
  rate(): string
  readonly places: number
}

const startCounting = (places: number): Counted => {
  const from = performance.now()
  let articles = 0
  let whole = 0
  let part = 0
  return {
    places,
    count: share => {
      articles += 1
      // A smaller share than the last, or none, is that of the next place.
      if (part > 0 && (share === undefined || share < part)) whole += 1
      if (share === undefined) whole += 1
      part = share ?? 0
    },
    articles: () => articles,
    done: () => Math.min(places, whole + part),
    rate: () => `${((1000 * articles) / Math.max(1, performance.now() - from)).toFixed(1)} a second`
  }
}

const startBar = (err: NodeJS.WriteStream, counted: Counted): Progress => {
  const format = 'reading {bar} {articles} articles · {rate} · {eta_formatted} left'
  const bar = new SingleBar({ format, stream: err, clearOnComplete: true, hideCursor: true, gracefulExit: false })
  return {
    tell: share => {
      counted.count(share)
      const told = { articles: counted.articles(), rate: counted.rate() }
      if (!bar.isActive && (counted.places >= WORTH_A_BAR || share !== undefined)) bar.start(counted.places, 0, told)
      bar.update(counted.done(), told)
    },
    stop: () => bar.stop()
  }
}

const startLines = (err: NodeJS.WriteStream, counted: Counted): Progress => {
  let next = performance.now() + EVERY_MS
  return {
    tell: share => {
      counted.count(share)
      if (performance.now() < next) return
      next = performance.now() + EVERY_MS
      const percent = Math.floor((100 * counted.done()) / Math.max(1, counted.places))
      err.write(`onrecord: ${counted.articles()} articles, ${counted.rate()}, ${percent} % read\n`)
    },
    stop() {}
  }
}
