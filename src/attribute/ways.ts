import { overlap, type Span } from '../text/index.ts'
import type { Quote, Reading, Way } from '../types.ts'
import { openStretches } from './events.ts'
import { type Layout, type Sentence, sentenceAt } from './layout.ts'
import { media, outletNouns } from './lists.ts'

/** How words came from who said them into the article, as spans of its text; each null where it isn't printed. */
type Found = { -readonly [part in keyof Way]: Span | null }

/** One way of printing it: what it finds in a stretch of the sentence outside all quoted words. `told` says that the stretch follows a verb of telling. */
type Rule = (chars: string, stretch: Span, told: boolean) => Partial<Found>

const STOP =
  /^(?:about|after|and|as|at|because|before|but|by|during|for|from|he|how|if|in|it|last|later|of|on|or|she|shortly|that|there|they|this|through|to|today|tomorrow|via|we|what|when|where|whether|which|while|who|why|yesterday|you|(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day)$/
const PRONOUN = /^(?:her|him|himself|herself|it|me|them|themselves|us|you)$/
const DETERMINER = /^(?:an?|the|his|her|its|my|our|their|some|several|two|three)$/i
const LONGEST = 8

/** The noun phrase that begins at an offset, "of" and its noun included ("a crowd of supporters"); null where none does. */
const phraseAt = (chars: string, at: number, end: number): Span | null => {
  const words = [...chars.slice(at, end).matchAll(/\s*([\p{L}\p{N}][\p{L}\p{N}’'.&-]*)|\s*(\S)/gu)].slice(0, LONGEST)
  let to = at
  for (const [i, [whole, word]] of words.entries()) {
    const isInner = word === 'of' && i > 0
    if (!word || (STOP.test(word) && !isInner)) break
    if (i > 0 && DETERMINER.test(word) && words[i - 1][1] !== 'of') break
    if (i === 0 && PRONOUN.test(word) && !/^\s+\p{L}/u.test(chars.slice(at + whole.length, end))) return null
    to += whole.length
  }
  const start = at + (/^\s*/.exec(chars.slice(at, to))?.[0].length ?? 0)
  const printed = chars.slice(start, to).replace(/(?:\s+of|\.)$/, '')
  return printed && !PRONOUN.test(printed) && !DETERMINER.test(printed) ? { start, end: start + printed.length } : null
}

/** "told | the Sandport Gazette": the one who is told. */
const listener: Rule = (chars, stretch, told) => (told ? { to: phraseAt(chars, stretch.start, stretch.end) } : {})

/** "in an interview with | Ribe Radio", "speaking to | reporters", "in a letter to | the council" */
const partner: Rule = (chars, stretch) => {
  const match =
    /\b(?:(?:interviews?|conversation|phone call) with|(?:speaking|spoke|speaks|address|email|letter|memo|message|note|remarks|speech|statement|text|tweet) to)\b/.exec(
      chars.slice(stretch.start, stretch.end)
    )
  return match ? { to: phraseAt(chars, stretch.start + match.index + match[0].length, stretch.end) } : {}
}

/** "in | a written statement", "on | X", "via | text message" */
const medium: Rule = (chars, stretch) => {
  const printed = chars.slice(stretch.start, stretch.end)
  for (const { 0: lead, index } of printed.matchAll(/\b(?:in|on|via|by)\s+/gi)) {
    const start = index + lead.length
    const words = /^(?:[\p{L}’'-]+(?: (?=\p{L}))?){1,6}/u.exec(printed.slice(start))?.[0].trimEnd().split(' ') ?? []
    const stop = words.findIndex(word => word === 'with' || STOP.test(word))
    const upTo = mediumEnd(stop < 0 ? words : words.slice(0, stop))
    if (upTo)
      return { medium: { start: stretch.start + start, end: stretch.start + start + words.slice(0, upTo).join(' ').length } }
  }
  return {}
}

/** Past the noun of a medium that these words begin with, after an article or owner and what describes it; 0 where they don't. */
const mediumEnd = (words: readonly string[]): number => {
  const determined = DETERMINER.test(words[0] ?? '') || /[’']s$/.test(words[0] ?? '')
  for (let from = 0; from < (determined ? words.length : 1); from++)
    for (const count of [2, 1]) {
      const noun = words.slice(from, from + count).join(' ')
      if (words.length >= from + count && noun !== 'x' && media.has(noun.toLowerCase())) return from + count
    }
  return 0
}

/** ", | the Sandport Gazette | reported", "as quoted by | Ribe Radio" */
const reportedBy: Rule = (chars, stretch) => {
  const printed = chars.slice(stretch.start, stretch.end)
  const by = /\b(?:(?:as )?(?:reported|quoted|cited|carried|published) by|according to)\b/.exec(printed)
  if (by) return { through: phraseAt(chars, stretch.start + by.index + by[0].length, stretch.end) }
  const after = /(?:^|,)\s*([^,;]{2,60}?)\s+(?:has |had )?(?:reported|reports)\b/.exec(printed)
  if (!after) return {}
  const start = stretch.start + after.index + after[0].indexOf(after[1])
  return { through: phraseAt(chars, start, start + after[1].length) }
}

const RULES: readonly Rule[] = [listener, partner, medium, reportedBy]

const TELLS = /\b(?:tells?|told|telling|advis|assur|brief|caution|inform|notif|remind|warn)\w*$/i

/** Whether a name is that of a paper, a station or a news agency. */
const isOutlet = (name: string): boolean => {
  const words = name.split(/\s+/)
  return /\p{Lu}/u.test(name) && !words.includes('of') && outletNouns.has(words[words.length - 1].toLowerCase())
}

/** To whom a quotation was said, in what medium, and through which outlet or agency it came, as its own sentence prints it; null where it prints none of them. */
export const wayOf = (
  reading: Reading,
  layout: Layout,
  near: (sentence: Sentence) => readonly Quote[],
  quote: Quote
): Way | null => {
  const sentence = quote.cue && sentenceAt(layout, quote.cue.start)
  if (!quote.cue || !sentence) return null
  const wordsOf = ({ start, end }: Span) => layout.chars.slice(start, end)
  const found: Found = { to: null, medium: null, through: null }
  for (const stretch of ownStretches(sentence, near(sentence), quote)) {
    const told = stretch.start === quote.cue.end && TELLS.test(wordsOf(quote.cue))
    for (const rule of RULES) {
      const { to, medium, through } = rule(layout.chars, stretch, told)
      found.to ??= to ?? null
      found.medium ??= medium ?? null
      found.through ??= through && isOutlet(wordsOf(through)) && !isSource(quote, through) ? through : null
    }
  }
  if (!found.through && found.to && isOutlet(wordsOf(found.to))) found.through = found.to
  if (!found.to && !found.medium && !found.through) return null
  const cite = (span: Span | null) => span && { start: span.start, end: span.end, text: reading.text.id }
  return { to: cite(found.to), medium: cite(found.medium), through: cite(found.through) }
}

const isSource = ({ source }: Quote, span: Span): boolean => !!source && overlap(source, span)

/** The sentence outside what is quoted, from this quotation's cue to the next one's, and what stands before the first: what follows the cue comes first. */
const ownStretches = (sentence: Sentence, quotes: readonly Quote[], { cue, source }: Quote): Span[] => {
  if (!cue) return []
  const cues = quotes.flatMap(one => (one.cue && one.cue !== cue && overlap(one.cue, sentence) ? [one.cue] : []))
  const next = Math.min(sentence.end, ...cues.filter(one => one.start >= cue.end).map(one => one.start))
  const open = openStretches(sentence, quotes)
  const after = open.flatMap(({ start, end }) => {
    const piece = { start: Math.max(start, cue.end), end: Math.min(end, next) }
    return piece.start < piece.end ? [piece] : []
  })
  const isFirst = cues.every(one => one.start > cue.start)
  const head = Math.min(cue.start, source?.start ?? cue.start)
  const before = isFirst
    ? open.filter(one => one.end <= head || one.start < head).map(one => ({ start: one.start, end: Math.min(one.end, head) }))
    : []
  return [...after, ...before.filter(one => one.start < one.end)]
}
