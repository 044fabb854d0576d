import { covers, markedSpans, overlap, type Span, sentences } from '../text/index.ts'
import type { Mention } from '../types.ts'
import { dayNumber, isoDay } from './days.ts'
import { readDays } from './read-days.ts'
import type { Grouped } from './sketch.ts'

/** Days before publication that still belong to the news: what lies farther back is history. */
const RECENT_DAYS = 45

/** A post of a social network printed whole, which is somebody's speech, and its day is that of the post: "— Ada Ruiz (@adaruiz) 3 May". */
const POST = /\(\s?@\s?\w+\s?\)|pic\.twitter\.com|\bt\.co\//

/** The sentences of an article that say, in its own words, on which day something happened: the first for each day, outside of quotation marks. */
export const findMentions = ({ text, blocks, published }: Grouped): readonly Mention[] => {
  let today = dayNumber(published)
  const found = new Map<number, Span>()
  const [dated, ahead] = [new Set<number>(), new Set<number>()]
  for (const block of blocks) {
    // The posts of a live blog have days of their own.
    if (block.time) today = dayNumber(block.time)
    if (today === null || (block.kind !== 'paragraph' && block.kind !== 'list')) continue
    if (POST.test(text.chars.slice(block.start, block.end))) continue
    const marked = markedSpans(text, block).filter(one => !one.single || one.missing === 'none')
    for (const sentence of sentences(text, block)) {
      if (marked.some(({ whole }) => covers(whole, sentence))) continue
      const spoken = readDays(text.chars.slice(sentence.start, sentence.end), today)
      for (const { day, at, length, by } of spoken) {
        if (by === 'weekday to come') {
          ahead.add(day)
          continue
        }
        const place = { start: sentence.start + at, end: sentence.start + at + length }
        if (found.has(day) || today - day > RECENT_DAYS || marked.some(({ whole }) => overlap(whole, place))) continue
        found.set(day, sentence)
        if (by === 'date') dated.add(day)
      }
    }
  }
  // Who writes of the Thursday that comes means no other Thursday anywhere in the article.
  for (const day of ahead) if (!dated.has(day)) found.delete(day)
  return [...found].sort(([a], [b]) => a - b).map(([day, sentence]) => ({ ...sentence, day: isoDay(day) }))
}
