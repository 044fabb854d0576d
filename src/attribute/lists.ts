import { entries } from '../text/index.ts'
import bodyList from './bodies.txt'
import countryList from './countries.txt'
import groupList from './groups.txt'
import mediaList from './media.txt'
import menList from './mens-names.txt'
import nicknameList from './nicknames.txt'
import notNameList from './not-names.txt'
import outletNounList from './outlet-nouns.txt'
import portfolioList from './portfolios.txt'
import regionList from './regions.txt'
import roleList from './roles.txt'
import thingList from './things.txt'
import titleList from './titles.txt'
import womenList from './womens-names.txt'

/** A word as the lists hold it: lower case, straight apostrophes, no accents, no possessive ending. */
export const plain = (word: string): string =>
  word.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[‘’ʼ]/g, "'").toLowerCase().replace(/'s?$/, '')

const setOf = (list: string) => new Set(entries(list).map(plain))

const men = setOf(menList)
const women = setOf(womenList)

/** Nouns for what one person is ("senator"), in lower case. */
export const roles: ReadonlySet<string> = setOf(roleList)
/** Nouns for a body of people ("ministry"), in lower case. */
export const bodies: ReadonlySet<string> = setOf(bodyList)
/** Nouns for several people at once ("officials"), in lower case. */
export const groups: ReadonlySet<string> = setOf(groupList)
/** What somebody writes or is heard in ("press release"), in lower case. */
export const media: ReadonlySet<string> = setOf(mediaList)
/** Last words of the names of papers, stations and agencies ("gazette"), in lower case. */
export const outletNouns: ReadonlySet<string> = setOf(outletNounList)
/** Nouns for what is written, shown or counted ("poll"), in lower case. */
export const things: ReadonlySet<string> = setOf(thingList)
/** Titles before a name ("Mr", "Sen"), in lower case, without their full stop. */
export const titles: ReadonlySet<string> = setOf(titleList)
/** What an office is of ("State", "Staff"), in lower case. */
export const portfolios: ReadonlySet<string> = setOf(portfolioList)
/** Words that may have a capital and are no part of a name, in lower case. */
export const notNames: ReadonlySet<string> = setOf(notNameList)

const stands = new Map<string, string>()
for (const row of entries(countryList)) {
  const [country, ...others] = row.split('|')
  for (const one of [country, ...others]) stands.set(plain(one), plain(country))
}
const regions = setOf(regionList)
for (const region of entries(regionList)) if (!stands.has(plain(region))) stands.set(plain(region), plain(region))
const demonyms = new Set(entries(countryList).map(row => plain(row.split('|')[1])))

/** The country (or region) that a name, demonym or seat of government stands for, in lower case: "Seoul" and "South Korean" give "south korea". */
export const countryOf = (name: string): string | null => {
  const word = plain(name)
  return stands.get(word) ?? (word.endsWith('s') ? (stands.get(word.slice(0, -1)) ?? null) : null)
}

/** Whether a name is that of a city or a part of a country, which seldom speaks. */
export const isRegion = (name: string): boolean => regions.has(plain(name))

/** Whether a word says of which country somebody is ("Russian"), so that it is part of a role and not of a name. */
export const isDemonym = (word: string): boolean => demonyms.has(plain(word))

const nicknames = new Map(entries(nicknameList).map(row => [row.split('|')[0], row.split('|').slice(1)]))

/** Whether two first names can be one person's: the same, an initial, or a short form ("Joe", "Joseph"). */
export const sameFirstName = (a: string, b: string): boolean => {
  const [x, y] = [plain(a).replace(/\.$/, ''), plain(b).replace(/\.$/, '')]
  if (x === y || (x.length === 1 && y[0] === x) || (y.length === 1 && x[0] === y)) return true
  return !!nicknames.get(x)?.includes(y) || !!nicknames.get(y)?.includes(x)
}

/** Of which gender somebody is known to be; null where nothing tells. */
export type Gender = 'man' | 'woman' | null

/** The gender a first name tells; null for one that is given to both, or isn't in the lists. */
export const genderOfName = (first: string): Gender => {
  const word = plain(first)
  const [man, woman] = [men.has(word), women.has(word)]
  return man === woman ? null : man ? 'man' : 'woman'
}

/** Whether a word is in the lists of first names. */
export const isFirstName = (word: string): boolean => men.has(plain(word)) || women.has(plain(word))

const MANLY = new Set(
  'mr sir lord king prince duke pope father brother son husband actor monsieur herr baron uncle nephew boy guy dad grandfather grandson stepfather widower gentleman'.split(
    ' '
  )
)
const WOMANLY = new Set(
  'mrs ms miss lady dame queen princess duchess baroness mother sister daughter wife actress madame mme frau aunt niece girl mom mum grandmother granddaughter stepmother widow heiress hostess waitress'.split(
    ' '
  )
)

/** The gender a title or role tells ("Mrs", "congressman"); null for one that tells none. Offices in "-man" tell none: a chairman may be a woman. */
export const genderOfRole = (role: string): Gender => {
  const word = plain(role).replace(/\.$/, '')
  if (WOMANLY.has(word) || /woman$/.test(word)) return 'woman'
  return MANLY.has(word) || /(?:gress|business|spokes|sales)man$|^man$/.test(word) ? 'man' : null
}
