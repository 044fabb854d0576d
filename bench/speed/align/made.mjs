// A record invented by program: outlets, people and what they say are made of syllables and common words, and are the same for the same seed.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const list = readFileSync(fileURLToPath(new URL('../../../src/align/frequency.txt', import.meta.url)), 'utf8')
const COMMON = list
  .split('\n')
  .filter(line => line && !line.startsWith('#'))
  .map(line => line.split(' '))
  .map(([word, often]) => ({ word, often: Number(often) }))
const GRAMMAR = 'the of to and a in that it for with on as this by we they will have be not at from our'.split(' ')
const HEADS = 'bra,cor,del,fen,gal,hol,jar,kem,lor,mar,nev,ost,pel,quor,ras,sel,tor,ulm,var,wes,yor,zan'.split(',')
const TAILS = 'an,bek,dor,eth,fil,gar,hem,in,jor,kal,lund,mor,nis,ok,per,quist,ren,sen,tov,und,vik,win'.split(',')

/** Articles in one day's papers, and in how many articles one more person comes to speak. */
const A_DAY = 400
const A_PERSON = 12

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
export const chances = seed => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

const pick = (some, chance) => some[Math.floor(chance() * some.length)]
const total = COMMON.reduce((sum, { often }) => sum + often, 0)
let heap = 0
const heaped = COMMON.map(({ often }) => (heap += often))
const commonWord = chance => {
  const at = chance() * total
  let [low, high] = [0, heaped.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (heaped[middle] < at) low = middle + 1
    else high = middle
  }
  return COMMON[low].word
}
const rareWord = chance => pick(HEADS, chance) + pick(TAILS, chance) + pick(TAILS, chance)
export const word = chance => {
  const which = chance()
  return which < 0.42 ? pick(GRAMMAR, chance) : which < 0.9 ? commonWord(chance) : rareWord(chance)
}
export const sentence = (chance, least, most) =>
  Array.from({ length: least + Math.floor(chance() * (most - least)) }, () => word(chance))
const capital = name => name[0].toUpperCase() + name.slice(1)
const nameOf = (n, seed) => {
  const chance = chances(seed * 1e6 + n)
  return `${capital(pick(HEADS, chance) + pick(['a', 'o', 'is'], chance))} ${capital(pick(HEADS, chance) + pick(TAILS, chance) + pick(['', '', pick(TAILS, chance)], chance))}`
}

/** Words as another outlet prints them: whole, cut, with a word less, with another word, with dots. */
const printed = (words, chance) => {
  const how = chance()
  const at = Math.floor(chance() * words.length)
  if (how < 0.45 || words.length < 8) return words
  if (how < 0.6) return words.slice(0, Math.max(6, at))
  if (how < 0.75) return words.filter((_, i) => i !== at)
  if (how < 0.9) return words.map((one, i) => (i === at ? word(chance) : one))
  return [...words.slice(0, Math.min(at, words.length - 4)), '…', ...words.slice(-3)]
}

/** What happens: somebody speaks, an agency tells of it, and some outlets print it in the days after. */
const eventOf = (n, chance, day, seed) => {
  const people = 20 + Math.floor((n * A_DAY) / A_PERSON / 100)
  const speaker = nameOf(Math.floor(chance() ** 2 * people), seed)
  return {
    speaker,
    day,
    said: Array.from({ length: 2 + Math.floor(chance() * 4) }, () => sentence(chance, 6, 32)),
    wire: Array.from({ length: 3 }, () => sentence(chance, 14, 30))
  }
}

const article = (n, event, chance, outlets) => {
  const outlet = `The ${capital(rareWord(chances(Math.floor(chance() * outlets) + 7)))} Post`
  const [first, last] = event.speaker.split(' ')
  const lines = [`${last} ${sentence(chance, 4, 8).join(' ')}`]
  const quotations = []
  for (const wire of event.wire) lines.push(`${capital((chance() < 0.4 ? wire : sentence(chance, 12, 28)).join(' '))}.`)
  let at = lines.join('\n').length + 1
  for (const [i, words] of event.said.entries()) {
    if (chance() < 0.15) continue
    const content = `“${capital(printed(words, chance).join(' '))},”`
    const name = i === 0 ? `${first} ${last}` : last
    const line = `${content} ${name} said.`
    lines.push(line)
    const start = at
    quotations.push({ start, end: start + content.length, source: [start + content.length + 1, name.length] })
    at += line.length + 1
  }
  return { n, outlet, chars: lines.join('\n'), lines, quotations, event }
}

/**
 * Invented entries of a record, one after another, as `readPage` would give them: articles of some days, and what is said in them. The first `from` are left
 * out: a record that holds them goes on with the next.
 */
export function* entriesOf(count, seed, onrecord, from = 0) {
  const chance = chances(seed)
  let made = 0
  for (let n = 0; made < count; n++) {
    const day = Math.floor(made / A_DAY)
    const event = eventOf(n, chance, day, seed)
    const carriers = 1 + Math.floor(chance() ** 3 * 14)
    for (let i = 0; i < carriers && made < count; i++) {
      const entry = entryOf(article(made++, event, chance, 300), chance, onrecord)
      if (made > from) yield entry
    }
  }
}

const entryOf = ({ n, outlet, chars, lines, quotations, event }, chance, { textOf }) => {
  const text = textOf(chars)
  const published = new Date(Date.UTC(2031, 0, 1 + event.day + Math.floor(chance() ** 4 * 3))).toISOString().slice(0, 10)
  const id = textOf(`/made/${n}\n${text.id}`).id.slice(0, 16)
  let at = 0
  const blocks = lines.map((line, i) => {
    const block = { kind: i ? 'paragraph' : 'title', start: at, end: at + line.length }
    at += line.length + 1
    return block
  })
  const dated = chance() < 0.3 ? new Date(Date.UTC(2031, 0, 1 + event.day)).toISOString().slice(0, 10) : null
  const known = { value: published, precision: 'day', evidence: published }
  return {
    article: {
      id,
      text,
      blocks,
      address: `/made/${n}`,
      seen: '2031-05-04T08:00:00.000Z',
      byline: [],
      outlet,
      language: 'en',
      published: chance() < 0.95 ? known : null,
      updated: null,
      completeness: 'full'
    },
    quotations: quotations.map(({ start, end, source: [from, length] }, i) => ({
      id: textOf(`${id}\n${start}-${end}`).id.slice(0, 16),
      quote: {
        form: 'direct',
        part: 'body',
        content: [{ start, end }],
        cue: null,
        source: { start: from, end: from + length },
        because: 'made',
        confidence: 1
      },
      attribution: {
        quote: i,
        speaker: { name: event.speaker, kind: 'person', names: [event.speaker, event.speaker.split(' ')[1]] },
        because: [],
        confidence: 1,
        why: 'made'
      },
      saying: { date: dated, place: null, occasion: null, because: [], witness: null }
    })),
    problems: []
  }
}
