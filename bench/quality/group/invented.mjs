// Invented streams of news whose right answer is known. Words, people and places are made of syllables; how alike two articles of one story are was set to
// what it is in real ones (the middle of the labelled pairs: text .33, names .40, headlines .29, first sentences .24).
import { chances, sentence } from '../../speed/align/made.mjs'

const HEADS = 'bra,cor,del,fen,gal,hol,jar,kem,lor,mar,nev,ost,pel,quor,ras,sel,tor,ulm,var,wes,yor,zan'.split(',')
const TAILS = 'an,bek,dor,eth,fil,gar,hem,in,jor,kal,lund,mor,nis,ok,per,quist,ren,sen,tov,und,vik,win'.split(',')
const capital = name => name[0].toUpperCase() + name.slice(1)
const several = (n, make) => Array.from({ length: n }, make)

/** Shares of an article's words that are its subject's, its subject's names and names of nothing else; the others are words of any article. */
const SHARE = { words: 0.3, names: 0.08, othersNames: 0.04 }
const SENTENCES = 14

/**
 * What makes a stream of each kind, the same for the same seed: articles with the story that each is of, null where it may be of either. A story forks into
 * two; two turn out to be one; one goes on and slowly becomes about something else; two are told of by one article. `noise` is other news.
 */
export const streamsOf = seed => {
  const chance = chances(seed)
  const below = n => Math.floor(chance() * n)
  const pick = some => some[below(some.length)]

  const made = () => pick(HEADS) + pick(TAILS) + pick(TAILS)

  /** What articles of one subject are written with: its words, and its people and places; those used most come first. */
  const subject = () => ({ words: several(80, made), names: several(16, () => capital(made())) })

  /** So much of one subject, all through it, and the rest of another. */
  const mixed = (one, share, other) =>
    Object.fromEntries(
      ['words', 'names'].map(kind => [
        kind,
        one[kind].map((own, i) => (Math.floor((i + 1) * share) > Math.floor(i * share) ? own : other[kind][i]))
      ])
    )

  const often = (list, steep = 2.5) => list[Math.floor(chance() ** steep * list.length)]

  const told = about =>
    sentence(chance, 14, 26)
      .map(any => {
        const which = chance()
        if (which < SHARE.words) return often(about.words)
        if (which < SHARE.words + SHARE.names) return often(about.names)
        return which < SHARE.words + SHARE.names + SHARE.othersNames ? capital(made()) : any
      })
      .map((one, i) => (i ? one : capital(one)))
      .join(' ')

  let articles = 0
  /** An article on one subject, or on several in turn. */
  const article = (truth, day, abouts, statements = []) => {
    const lines = several(SENTENCES, (_, i) => `${told(abouts[i % abouts.length])}.`)
    const title = abouts.flatMap(one => [often(one.names, 4), ...several(4, () => often(one.words, 4))])
    lines.unshift([...title, ...sentence(chance, 2, 4)].join(' '))
    return { id: `a${articles++}`, truth, day, lines, statements }
  }

  return {
    fork: () => {
      const [root, one, other] = several(3, subject)
      const share = day => Math.max(0.2, 1 - day / 10)
      const on = (side, day) => article(side === one ? 'one' : 'other', day, [mixed(root, share(day), side)])
      return [
        ...several(3, () => article(null, 0, [root])),
        ...several(14, (_, i) => on(one, 2 + Math.floor(i / 2))),
        ...several(10, (_, i) => on(other, 2 + Math.floor(i / 1.5)))
      ]
    },
    twins: () => {
      const [one, other] = several(2, subject)
      return [
        ...several(3, (_, i) => article('all', below(2), [one], [`u${i % 2}`])),
        ...several(2, (_, i) => article('all', below(2), [other], [`v${i % 2}`])),
        ...several(4, () => article('all', 2 + below(2), [one, other], ['u0', 'v0', 'v1']))
      ]
    },
    'goes on': () => {
      const [first, last] = several(2, subject)
      return several(14, (_, day) => article('all', day, [mixed(first, 1 - day / 40, last)]))
    },
    noise: () => {
      const others = several(3, subject)
      return several(12, () => article('noise', below(8), [pick(others)]))
    },
    digest: () => {
      const [one, other] = several(2, subject)
      return [
        ...several(4, () => article('one', below(3), [one], ['u0'])),
        ...several(3, () => article('other', below(3), [other], ['v0'])),
        article(null, 2, [one, other], ['u0', 'v0']),
        ...several(2, () => article('one', 2 + below(2), [one])),
        ...several(2, () => article('other', 2 + below(2), [other]))
      ]
    }
  }
}

const dayOf = day => new Date(Date.UTC(2031, 0, 1 + day)).toISOString().slice(0, 10)

/** An article of a stream as the stages have it. */
export const articleOf = ({ id, day, lines, statements }, textOf) => {
  const chars = `${lines.join('\n')}\n`
  let at = 0
  const blocks = lines.map((line, i) => {
    const block = { kind: i ? 'paragraph' : 'title', start: at, end: at + line.length }
    at += line.length + 1
    return block
  })
  const published = { value: dayOf(day), precision: 'day', evidence: 'made' }
  return { id, text: textOf(chars), blocks, published, statements }
}
