import comments from '../furniture/comments.txt'
import contact from '../furniture/contact.txt'
import copyright from '../furniture/copyright.txt'
import correction from '../furniture/correction.txt'
import donation from '../furniture/donation.txt'
import link from '../furniture/link.txt'
import notifications from '../furniture/notifications.txt'
import privacy from '../furniture/privacy.txt'
import promotion from '../furniture/promotion.txt'
import registration from '../furniture/registration.txt'
import share from '../furniture/share.txt'
import signUp from '../furniture/sign-up.txt'
import tags from '../furniture/tags.txt'
import video from '../furniture/video.txt'
import wall from '../furniture/wall.txt'
import type { Line } from './lines.ts'
import { type Formula, formulaFinder } from './phrases.ts'
import { isOrder, reportsSpeech, speaksToReader } from './signs.ts'

const formulasIn = formulaFinder({
  comments,
  contact,
  copyright,
  correction,
  donation,
  link,
  notifications,
  privacy,
  promotion,
  registration,
  share,
  'sign-up': signUp,
  tags,
  video,
  wall
})

/** How sure it is that a line is furniture: 2 by itself, 1 only beside furniture, 0 not at all. */
export type Suspicion = { readonly level: 0 | 1 | 2; readonly why: string }

type Rule = (line: Line, formulas: readonly Formula[]) => string | null

/** A label of a button, a bar or a box is no longer than this. */
const LABEL_WORDS = 5
/** A pointer ("Read more: …") carries at most a label and a headline. */
const POINTER_WORDS = 24
/** An appeal or a notice with fewer words needs one formula, a longer one two. */
const NOTICE_WORDS = 45

/** The line is a formula and little else: "Sign in", "Most read", "Join the conversation". */
const isLabel: Rule = (line, formulas) =>
  line.words <= LABEL_WORDS && !line.plain.includes('"') ? (formulas.find(one => one.anchored)?.why ?? null) : null

/** A formula leads a line that is no sentence: "Read more: Harbour strike enters fifth week". */
const isPointer: Rule = (line, formulas) =>
  line.words <= POINTER_WORDS &&
  (!line.closed || /[?!…]$/.test(line.chars)) &&
  !opensWithMark(line) &&
  formulas.some(one => one.anchored)
    ? commonest(formulas)
    : null

/** A sentence with a formula that talks to the reader, and in which nobody speaks: "Enter your address to get our newsletter." */
const isNotice: Rule = (line, formulas) => {
  const telling = formulas.filter(one => !one.isWord)
  return (speaksToReader(line) || isOrder(line)) && !reportsSpeech(line) && (line.words <= NOTICE_WORDS || distinct(telling) > 1)
    ? commonest(telling)
    : null
}

/** Several formulas in one line outweigh a verb of speech: "Subscribe to our newsletter, said to be the best, and unsubscribe at any time." */
const hasManyFormulas: Rule = (line, formulas) =>
  formulas.length > 2 && speaksToReader(line) && !line.plain.includes('"') ? commonest(formulas) : null

/** A note of correction may say what was wrong in a few sentences. */
const CORRECTION_WORDS = 90

/** What was corrected after printing, whoever is quoted in it: "An earlier version of this article said that the ferry had sunk." */
const isCorrection: Rule = (line, formulas) =>
  line.words <= CORRECTION_WORDS && formulas.some(({ why, anchored }) => why === 'correction' && anchored) ? 'correction' : null

/** A notice about the text itself: "This story was first published in the Vestburg Courier." */
const isNoticeOnText: Rule = (line, formulas) =>
  line.words <= NOTICE_WORDS && !line.plain.includes('"') && !/ said\b/.test(line.plain)
    ? (formulas.find(one => one.why === 'copyright' && one.anchored)?.why ?? null)
    : null

/** A pointer to somebody's account, whatever marks stand around it: "Follow Mara Lind on Twitter @maralind". */
const isAccount: Rule = line =>
  /^["']?follow (?:[\w.'-]+ ){1,5}(?:on|at) (?:[\w.]+ ){0,2}@\w+[."']*$/.test(line.plain) ? 'share' : null

/** A running time at the end, or nothing but one: "The island that moved 02:31", "VIDEO1:12". */
const isVideoStub: Rule = line =>
  /^just watched .*\b(?:replay|must watch)\b/.test(line.plain) ||
  /^(?:(?:video|watch|play|now playing|duration|live)\b ?:? ?|video)?(?:\d{1,2}:\d\d)+$|^video ?\d{1,2}:\d\d|^\d{1,2}:\d\d(?:(?: ?[/|-] ?| )\d{1,2}:\d\d(?::\d\d)?)*$/.test(
    line.plain
  ) ||
  (/[a-z'"?!)] \(?\d{1,2}:\d\d\)?$/.test(line.plain) &&
    line.words <= POINTER_WORDS &&
    !/\b(?:at|by|from|until|till|to|before|after|um|a|since) \(?\d{1,2}:\d\d\)?$/.test(line.plain) &&
    !/\d{4}/.test(line.plain))
    ? 'video'
    : null

/** A counter: "12 comments", "4 min read", "1.2k shares", "3 hours ago", "2/14". */
const isCounter: Rule = line =>
  /^(?:(?:published|updated|posted) )?(?:\d[\d.,]*k?|an?|one) ?(?:(?:view )?comments?|shares?|views?|likes?|min(?:ute)?s?(?: read)?|min\. read|hours? ago|days? ago|weeks? ago|minutes? ago|reactions?|photos?|images?)(?: ago)?$|^(?:reading time|read time|lesezeit|lesedauer|temps de lecture|tempo de leitura)\b|^listen ?\d+ min$|^\d{1,3} ?(?:\/|of) ?\d{1,3}$/.test(
    line.plain
  )
    ? 'share'
    : null

/** An address and nothing else: "https://example.org/a", "@vestburgcourier", "#harbour". */
const isAddress: Rule = line =>
  /^(?:https?:\/\/\S+|www\.\S+|\S+@\S+\.\w+|[@#][\w.]+(?:[\s,]+[@#][\w.]+)*)$/.test(line.plain) ? 'link' : null

/** Marks without a word: "* * *", "____". */
const isRule: Rule = line => (/^[^\p{L}\p{N}]+$/u.test(line.chars) ? 'separator' : null)

/** A link or an image and nothing else, in Markdown: "[More on the harbour](/harbour)". */
const isMarkdownLink: Rule = line =>
  /^(?:[-*+•]\s*)?(?:!?\[[^\]]*\]\([^)]*\)[\s|,·•]*)+$|^\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)$/.test(line.chars) ? 'link' : null

/** An author's card: "Mara Lind is a reporter in Vestburg. Follow her on …", "Mara Lind covers the coast for the Courier." */
const isAuthorCard: Rule = line =>
  line.words <= 60 &&
  !line.plain.includes('"') &&
  /^(?:\S+ ){2,4}(?:is|was|covers|writes) (?:an? |the )?(?:[\w'-]+ ){0,5}?(?:(?:staff |senior |political |freelance |investigative |contributing )*(?:reporter|correspondent|journalist|columnist|editor|writer|author|producer)\b|covers|for the)(?:.*)(?:\b(?:follow|twitter|@\w+|reached|contact|email|covers|covering|reporting on|reports on|author of)\b)/.test(
    line.plain
  )
    ? 'contact'
    : null

const RULES: readonly Rule[] = [
  isRule,
  isAddress,
  isMarkdownLink,
  isCounter,
  isVideoStub,
  isCorrection,
  isLabel,
  isPointer,
  isAccount,
  isNoticeOnText,
  isNotice,
  hasManyFormulas,
  isAuthorCard
]

/** The kind of furniture that most of a line's formulas show. */
const commonest = (formulas: readonly Formula[]): string | null => {
  const counts = new Map<string, number>()
  for (const { why } of formulas) counts.set(why, (counts.get(why) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

const opensWithMark = (line: Line) => line.plain.startsWith('"')
const distinct = (formulas: readonly Formula[]) => new Set(formulas).size

/** Sentences of one to three words close a line, as advertising does: "All charts in one place. Plan better. Sail sooner." */
const endsAsSlogan = ({ plain }: Line) => /[.!?:] (?:[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,2}[.!] ?){2}$/.test(plain)

/** How much a line looks like furniture, seen alone. */
export const suspicionOf = (line: Line): Suspicion => {
  const formulas = formulasIn(line.plain)
  for (const rule of RULES) {
    const why = rule(line, formulas)
    if (why) return { level: 2, why }
  }
  if (reportsSpeech(line)) return { level: 0, why: '' }
  const why = commonest(formulas.filter(one => !one.isWord))
  if (why) return { level: 1, why }
  return isOrder(line) || speaksToReader(line) || endsAsSlogan(line) ? { level: 1, why: 'promotion' } : { level: 0, why: '' }
}
