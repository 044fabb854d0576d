import { entries, newsAgencies } from '../../text/index.ts'
import pictureList from '../pictures.txt'
import { isItem, type Line, plainOf } from './lines.ts'

/** What a line says about itself, as small questions that rules share. */

const SPEECH =
  /\b(?:said|says|saying|told|tells|added|adds|according to|asked|asks|warned|warns|wrote|writes|argued|argues|replied|insisted|insists|claimed|claims|announced|announces|stated|states|tweeted|admitted|explained|explains|noted|notes|reported|testified|recalled|acknowledged|declared|promised|confirmed|denied|called)\b/

/** Whether somebody speaks in a line: a verb of speech, or words between double marks. */
export const reportsSpeech = ({ plain }: Line): boolean => SPEECH.test(plain) || plain.includes('"')

/** Whether a line talks to its reader outside quotation marks: "you", "our", "we". "Your support helps us." */
export const speaksToReader = ({ plain }: Line): boolean =>
  /\b(?:you|your|yours|you're|you'll|you've|we|we're|we've|our|us)\b/.test(plain.replace(/"[^"]*"?/g, ' '))

const ORDER =
  /^(?:please )?(?:access|add|allow|become|book|browse|buy|check|choose|click|compare|contact|create|discover|do not|don't|donate|download|enable|enjoy|enter|explore|find|follow|gain|get|give|go|help|install|join|keep|learn|let|log|make|manage|open|order|play|please|pre-order|purchase|read|receive|refresh|register|request|reserve|save|scroll|search|see|select|send|shop|sign|skip|stay|stream|submit|subscribe|support|swipe|tap|tell|try|tune|turn|unlock|upgrade|use|view|visit|vote|watch) (?!(?:for|of|from|is|was|are|were|has|at|by|and|that)\b)[a-z]/

/** Whether a line begins as an order to the reader: "Access the most complete atlas". */
export const isOrder = ({ plain }: Line): boolean => ORDER.test(plain)

// "The harbour in 1931 (map)" credits nobody: agencies whose letters spell a word are left to the credits of copy.
const SPELLS_A_WORD = /^(?:MAP|NAN|PAP|SPA|TAP|UNI)$/
const agencyNames = [...newsAgencies.flat(), ...entries(pictureList)].filter(name => !SPELLS_A_WORD.test(name))
const agencies = new Set(agencyNames.map(plainOf))
const AGENCY = agencyNames.map(name => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|')

/** Whether a name is that of a news or picture agency. */
export const isAgency = (name: string): boolean => agencies.has(plainOf(name))

const BRACKETED_CREDIT = new RegExp(
  `[([](?:(?:file|photo|image|picture|courtesy|credit|source)s?\\s*(?:by|of|:|/|-)?\\s*)?(?:[^()[\\]]{0,60}[/|,:–-]\\s*|[^()[\\]]{0,30}via )?(?:the )?(?:${AGENCY})(?:\\s*(?:[/|,]|via|photo|file|images?)[^()[\\]]{0,60})?[)\\]]\\.?$`,
  'i'
)
const BRACKETED_PHOTO =
  /[([](?:file|photo|image|picture|courtesy|credit|screengrab|screenshot|handout)\b(?:[^()[\]]|\([^()]*\)){0,80}[)\]]\.?$/i
const BRACKETED_SLASH = /[([][A-Z][\p{L}.' -]{1,40}\s?[/|]\s?[A-Z][\p{L}.' -]{1,40}[)\]]\.?$/u

/** An agency that no list holds, by its letters, after a line long enough to describe a picture: "Ferries lie idle in the harbour of Vestburg [VNB]". */
const BRACKETED_LETTERS = /\s(?:\[[A-Z]{2,6}\]|\((?!VIDEOS?|PHOTOS?|AUDIO|POLL|MAP)[A-Z]{3,6}\))$/
/** A shorter line that ends in letters names a body: "The Vestburg Port Authority (VPA)". */
const DESCRIPTION_WORDS = 7

const LABELLED_CREDIT =
  /(?:©|\b(?:photo|foto|bild|image|picture|photograph|photographer|credit|ljósmynd|ảnh|fotografía)s?(?: courtesy)?(?: by|:))\s*\p{Lu}[\p{L}\p{N}.,'’&|/ -]{1,70}$/iu
const SLASHED_CREDIT = /[.)]\s(?:REUTERS|(?:AP|AFP|EPA|Reuters|ABACA)(?: Photo)?)\s?\/\s?[\p{L} .'-]{3,60}$/u
const AGENCY_AFTER_STOP = new RegExp(`\\.["”’]?\\s(?:${AGENCY})$`, 'u')
const BARE_CREDIT = new RegExp(
  `(?<=[\\p{Ll}.)\\d]\\s?)(?:[\\p{Lu}][\\p{L}.'-]+ ){0,3}[\\p{L} .'-]{0,25}(?:/ ?|— ?© ?|via )(?:${AGENCY})(?:\\s?[/|][\\p{L}\\d .|/-]{1,60})?$`,
  'u'
)

/** What stands before captions when a page is flattened: labels, share buttons over a picture, the button that closes a player. */
const CAPTION_LABEL =
  /^(?:image (?:copyright|source|caption)|media caption|media playback is (?:not supported|unsupported) on (?:this|your) device|photos: photos:|file photo\s?:|file - in this|facebook twitter pinterest)[ ,:]|^close (?=[a-z])/

/** Whether a line is a caption by its first words: "Image caption The harbour at dawn", "FILE PHOTO: The harbour". */
export const beginsAsCaption = ({ plain, chars }: Line): boolean =>
  CAPTION_LABEL.test(plain) && (!plain.startsWith('close') || chars.startsWith('CLOSE '))

/** Whether a line ends in a picture's credit: "The harbour at dawn [File: Mara Lind/Reuters]", "The harbour at dawn. Photo: Mara Lind". */
export const endsInCredit = ({ chars, closed, words }: Line): boolean => {
  const tail = chars.slice(-160).replace(/(?<=\)) More$/, '')
  if ([BRACKETED_CREDIT, BRACKETED_PHOTO, BRACKETED_SLASH].some(credit => credit.test(tail))) return true
  if (words >= DESCRIPTION_WORDS && BRACKETED_LETTERS.test(tail)) return true
  return !closed && [LABELLED_CREDIT, SLASHED_CREDIT, AGENCY_AFTER_STOP, BARE_CREDIT].some(credit => credit.test(tail))
}

const PICTURE_CREDIT = new RegExp(
  `^(?:\\(?(?:photo|photograph|photography|image|images|picture|pictures|credit|photo credit|image credit|picture credit|video|foto|bild|crédit|credits|photo by|image source|picture by|photograph by)s?\\s*(?::|\\.\\.\\.|…|by\\b|courtesy)\\s*\\S|©\\s*\\S)|(?:[/|]|via)\\s*(?:the )?(?:${AGENCY})(?:\\s+(?:images|photo|file|pool))?$|\\|\\s*(?:contributor|getty images|stringer)`,
  'i'
)

/** Longest caption of a picture. */
const CAPTION_WORDS = 60
/** Longest credit of a picture: two names, a job and two agencies. */
const CREDIT_WORDS = 16

/** Whether a line is the credit of a picture and nothing else: "Mara Lind | Contributor | Getty Images", "Photo: Mara Lind". */
export const isPictureCredit = (line: Line): boolean =>
  line.words <= CREDIT_WORDS && (PICTURE_CREDIT.test(line.chars) || agencies.has(line.plain.replace(/[()[\]]/g, '')))

/** Whether a line describes a picture: its credit stands in the next line, and no paragraph in the line before. */
export const isPictured = (lines: readonly Line[], at: number): boolean => {
  const next = lines[at + 1]
  const before = lines[at - 1]
  if (!next || next.apart || lines[at].words > CAPTION_WORDS || !(isPictureCredit(next) || endsInCredit(next))) return false
  return lines[at].apart || !before || isItem(before)
}

/** Whether a line is a post quoted from a network, with its writer's handle or an address: it is somebody's words. */
export const isPost = ({ chars }: Line): boolean => /\(@\w+\)|\bpic\.twitter\.com|https?:\/\//.test(chars)

const NAME_PARTICLE =
  /^(?:and|de|del|della|der|di|du|da|dos|van|von|ten|ter|al|el|bin|ibn|la|le|of|y|und|et|den|for|the|in|with|e)$/

/** Whether every word is capitalised like a name's: "Mara Lind", "Jo van der Berg and Ada Ruiz". */
export const isNames = (chars: string, most: number): boolean => {
  const parts = chars.split(/[\s,|·•/]+/).filter(Boolean)
  const names = parts.filter(part => !NAME_PARTICLE.test(part))
  return (
    names.length >= 2 &&
    parts.length <= most &&
    names.every(part => /^\p{Lu}[\p{L}\p{M}.'’-]*$/u.test(part)) &&
    !names.every(part => /^\p{Lu}{4,}$/u.test(part) && part.length > 14)
  )
}

/** Whether a line does without articles and the verb "to be", as headlines do. */
export const isHeadlinese = ({ plain }: Line): boolean => !/\b(?:the|a|an|is|are|was|were|has|have|had|said)\b/.test(plain)
