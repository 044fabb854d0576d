import type { Span, Text, TextId } from '../text/index.ts'
import { type Context, contextOf } from './context.ts'
import type { Known } from './known.ts'
import { stemOf } from './stem.ts'
import { isContent, wordingOf } from './wording.ts'

/** Words looked at on each side of a quotation, in code units. */
const AROUND = 400

/** The least code units of text around a quotation that tell anything. */
const LEAST_TEXT = 80

/** What stands around a quotation. `told` is whether that is enough to tell anything; `around` are the stems beside it. */
export type Setting = Context & {
  readonly at: Span
  readonly told: boolean
  readonly around: ReadonlySet<string>
  readonly story: Story
}

/** What a whole text holds: the stems of its words that say something and where each stands, and where each three words in a row stand. */
type Story = {
  readonly stems: ReadonlySet<string>
  readonly words: readonly { readonly stem: string; readonly start: number }[]
  readonly threes: ReadonlyMap<string, readonly number[]>
}

const settings = new WeakMap<Known, Setting>()

/** What stands around a witness, read once for as long as it is held. */
export const settingOf = (one: Known): Setting => {
  const before = settings.get(one)
  if (before) return before
  const { article, quote, speaker } = one.witness
  const { text } = article
  const words = one.own.length ? one.own : one.wording
  const at = words.length ? { start: words[0].start, end: words.at(-1)!.end } : quote.content[0]
  const context = contextOf(text, at)
  const story = storyOf(text)
  const setting = {
    ...context,
    speaker: speaker?.name.toLowerCase().split(' ').at(-1) ?? context.speaker,
    at,
    told: text.chars.length - (at.end - at.start) >= LEAST_TEXT,
    around: new Set(story.words.filter(one => isBeside(one.start, at)).map(one => one.stem)),
    story
  }
  settings.set(one, setting)
  return setting
}

/** Texts kept as read, by their ids: those of the days' papers meet again and again, and memory stays bounded. */
const MAX_KEPT = 256
const stories = new Map<TextId, Story>()

const storyOf = (text: Text): Story => {
  const before = stories.get(text.id)
  if (before) return before
  const whole = wordingOf(text, [{ start: 0, end: text.chars.length }])
  const threes = new Map<string, number[]>()
  whole.slice(2).forEach(({ key, start }, i) => {
    const three = `${whole[i].key} ${whole[i + 1].key} ${key}`
    threes.set(three, [...(threes.get(three) ?? []), start])
  })
  const words = whole.filter(isContent).map(({ key, start }) => ({ stem: stemOf(key), start }))
  const story = { stems: new Set(words.map(one => one.stem)), words, threes }
  if (stories.size >= MAX_KEPT) stories.clear()
  stories.set(text.id, story)
  return story
}

const isBeside = (place: number, { start, end }: Span): boolean =>
  (place >= start - AROUND && place < start) || (place >= end && place < end + AROUND)
