import { namesIn } from '../byline.ts'
import { isByline, isDateline, type Roles } from './head.ts'
import { isItem, type Line, plainOf, runsOn } from './lines.ts'
import { beginsAsCaption, endsInCredit, isNames, isPictureCredit, isPictured, isPost, reportsSpeech } from './signs.ts'

/** A caption in the body is no longer than this. */
const CAPTION_WORDS = 60
/** One that says that it is a caption may be longer: agencies describe the whole scene. */
const LABELLED_CAPTION_WORDS = 100
/** Highlights stand near the top, and each is a short clause. */
const HIGHLIGHTS_WITHIN = 12
const HIGHLIGHT_WORDS = 25
/** Sub-headings are short. */
const HEADING_WORDS = 14

/** Decides every line that is still open: credits, captions, key points, lists, quotations, headings, and paragraphs for the rest. */
export const readBody = (lines: readonly Line[], roles: Roles): void => {
  markRepeatedNames(lines, roles)
  for (let i = 0; i < lines.length; i++) roles[i] ??= bodyRole(lines, roles, i)
}

type Rule = (lines: readonly Line[], roles: Roles, at: number) => Roles[number]

/** A name alone in its line that stands under picture after picture: the outlet's, the photographer's. */
const LEAST_TIMES = 3

const markRepeatedNames = (lines: readonly Line[], roles: Roles): void => {
  const places = new Map<string, number[]>()
  lines.forEach((line, at) => {
    if (roles[at] !== null || line.closed || !isNames(line.chars, 4)) return
    const before = places.get(line.plain)
    if (before) before.push(at)
    else places.set(line.plain, [at])
  })
  for (const all of places.values()) if (all.length >= LEAST_TIMES) for (const at of all) roles[at] = 'credit'
}

const SUMMARY_LABEL =
  /^(?:#+ )?(?:key (?:points|takeaways|facts|findings)|at a glance|highlights|in brief|in short|summary|story highlights|what you need to know|the main points|main points|the facts|bullet points|takeaways|das wichtigste in kurze|l'essentiel|en bref|en resume|auf einen blick|claves|in sintesi|in het kort|resumo)\s*:?$/

/** Flattened highlights lose their bullets: the label runs into the first, and the others are lines without a full stop. */
const markHighlights = (lines: readonly Line[], roles: Roles): void => {
  const first = lines.slice(0, HIGHLIGHTS_WITHIN).findIndex(({ plain }) => /^story highlights?\b/.test(plain))
  if (first < 0) return
  for (let at = first; at < lines.length && !lines[at].closed && lines[at].words <= HIGHLIGHT_WORDS; at++) roles[at] ??= 'summary'
}

/** The bullets under "Key Points", with their label. */
export const markSummary = (lines: readonly Line[], roles: Roles): void => {
  markHighlights(lines, roles)
  for (let i = 0; i + 1 < lines.length; i++) {
    if ((roles[i] !== null && roles[i] !== 'section') || !SUMMARY_LABEL.test(lines[i].plain) || !isItem(lines[i + 1])) continue
    roles[i] = 'summary'
    for (let k = i + 1; k < lines.length && isItem(lines[k]); k++) roles[k] ??= 'summary'
  }
}

/** Who helped to report or write: "Additional reporting by Mara Lind", "(Reporting by Jo Okoro; Editing by Ada Ruiz)", "Source: The Courier, agencies". */
const CREDIT =
  /^[([]?(?:additional (?:reporting|research|contributions?)|reporting (?:and \w+ )?by|writing (?:and \w+ )?by|written by|editing by|edited by|compiled by|with reporting|with additional|with assistance (?:by|from)|with (?:files|inputs?|input) from|with agenc(?:y|ies)|with reuters|with ap\b|with afp|inputs? from|sources?:|via:|graphics? by|photography by|illustrations? by|photos? by|video by|produced by|translation by|reporter:|editor:|contributing:|contributed reporting|mit material|mit agenturmaterial|quelle:|quellen:|avec afp|avec reuters|con informacion de|fuente:|fonte:|bron:)/
const CONTRIBUTED =
  /\b(?:contributed (?:to this (?:report|story|article|post)|reporting)|contributed from|reported from|also contributed to)\b/
const CREDIT_WORDS = 45

const creditLine: Rule = (lines, _, at) =>
  lines[at].words <= CREDIT_WORDS &&
  !lines[at].plain.includes('"') &&
  (CREDIT.test(lines[at].plain) || (CONTRIBUTED.test(lines[at].plain) && (at > lines.length - 8 || lines[at].words <= 25)))
    ? 'credit'
    : null

/** Who wrote a box inside the article: "By Mara Lind, harbour correspondent". */
const innerByline: Rule = (lines, _, at) =>
  isByline(lines[at]) && !lines[at].closed && namesIn(lines[at].chars).length > 0 ? 'byline' : null

const pictureCredit: Rule = (lines, _, at) => (isPictureCredit(lines[at]) && !lines[at].closed ? 'credit' : null)

/** A line that ends in a picture's credit, or begins with a caption's label. */
const caption: Rule = (lines, _, at) =>
  (lines[at].words <= CAPTION_WORDS && endsInCredit(lines[at])) ||
  (lines[at].words <= LABELLED_CAPTION_WORDS && beginsAsCaption(lines[at]))
    ? 'caption'
    : null

/** The description above a caption, in the same or nearly the same words. */
const doubledCaption: Rule = (lines, roles, at) => {
  const next = lines[at + 1]
  if (!next || lines[at].words > CAPTION_WORDS || roles[at + 1] === 'furniture') return null
  if (endsInCredit(next) && next.words <= CAPTION_WORDS) {
    const mine = plainOf(lines[at].chars)
    return mine.length > 15 && plainOf(next.chars).startsWith(mine) ? 'caption' : null
  }
  return isPictured(lines, at) && !reportsSpeech(lines[at]) ? 'caption' : null
}

const date: Rule = (lines, _, at) => (isDateline(lines[at]) && !lines[at].closed ? 'dateline' : null)

const item: Rule = (lines, _, at) => (isItem(lines[at]) && !/^[–—-]/.test(lines[at].chars) ? 'list' : dashedItem(lines, at))

/** Dashes open both items and dialogue: a list has a neighbour of the same kind. */
const dashedItem = (lines: readonly Line[], at: number): Roles[number] => {
  const dashed = (line: Line | undefined) => !!line && /^[–—-]\s/.test(line.chars)
  return dashed(lines[at]) && (dashed(lines[at - 1]) || dashed(lines[at + 1])) && !lines[at].plain.includes('"') ? 'list' : null
}

const markdownQuotation: Rule = (lines, _, at) => (/^>\s*\S/.test(lines[at].chars) ? 'quotation' : null)
const markdownHeading: Rule = (lines, _, at) => (/^#{1,6} \S/.test(lines[at].chars) ? 'heading' : null)

/** A line without marks after a line that ends "she said:" is what she said. */
const quotationAfterColon: Rule = (lines, roles, at) => {
  const before = lines[at - 1]
  if (!before || roles[at - 1] !== 'paragraph' || !/:$/.test(before.chars) || !lines[at].apart) return null
  const speaks =
    /\b(?:said|says|added|wrote|writes|tweeted|told|continued|stated|read|reads|replied|posted|concluded|explained|declared|asked)\b[^.]*:$/
  return speaks.test(before.plain) && lines[at].words >= 6 && !lines[at].plain.includes('"') ? 'quotation' : null
}

/** A short line that is no sentence, between paragraphs. */
const heading: Rule = (lines, _, at) => {
  const line = lines[at]
  return line.words <= HEADING_WORDS &&
    !line.closed &&
    !isPost(line) &&
    !runsOn(lines, at) &&
    !/[:,;"]$/.test(line.plain) &&
    at + 1 < lines.length
    ? 'heading'
    : null
}

const RULES: readonly Rule[] = [
  creditLine,
  innerByline,
  markdownHeading,
  markdownQuotation,
  caption,
  doubledCaption,
  pictureCredit,
  date,
  item,
  quotationAfterColon,
  heading
]

const bodyRole: Rule = (lines, roles, at) => {
  for (const rule of RULES) {
    const kind = rule(lines, roles, at)
    if (kind) return kind
  }
  return 'paragraph'
}
