/** What an answer can be, in the order in which tables print it. */
export const KINDS = ['right', 'wrong', 'abstained', 'not found']

const TITLE = /^(the|a|an|mr|mrs|ms|dr|sen|senator|rep|gov|governor|president|prof|professor|sir|former)\.?\s+/

/** A name for comparing: without marks, case, titles and possessive ending. */
const plain = name => {
  let last = ''
  let now = (name ?? '')
    .trim()
    .replace(/[’']s$/, '')
    .replaceAll('\u00a0', ' ')
    .replace(/[^\p{L}\p{M}\p{N}_\s-]/gu, '')
    .toLowerCase()
    .trim()
  while (now !== last) [last, now] = [now, now.replace(TITLE, '')]
  return now
}

/** Whether an answer is right, wrong, an abstention, or its quotation was not found. An unnamed one is right when either phrase holds the other. */
export const resultOf = ({ gold, speaker, found }) => {
  if (!found) return 'not found'
  if (!speaker) return 'abstained'
  const got = plain(speaker.name)
  if ([gold.speaker, ...(gold.acceptable ?? [])].some(form => plain(form) === got)) return 'right'
  const unnamed = gold.speakerKind === 'unnamed' && speaker.kind === 'unnamed'
  const holds = plain(gold.speaker).includes(got) || got.includes(plain(gold.speaker))
  return unnamed && holds ? 'right' : 'wrong'
}

/** How many results there are of each kind. */
export const tally = results => Object.fromEntries(KINDS.map(kind => [kind, results.filter(one => one === kind).length]))

/** For each confidence that was given: how many answers had it, and how many of a hundred were right. */
export const reliability = answers => {
  const given = answers.filter(one => one.speaker)
  return [...new Set(given.map(one => one.confidence))]
    .sort((a, b) => b - a)
    .map(confidence => {
      const some = given.filter(one => one.confidence === confidence)
      const right = some.filter(one => resultOf(one) === 'right').length
      return { confidence, answers: some.length, right: (100 * right) / some.length }
    })
}

/** The 95 % interval of a result's share, from a thousand samples of the articles; the samples are the same in every run. */
export const interval = (answers, result) => {
  const articles = [...new Set(answers.map(one => one.gold.article))].map(id => answers.filter(one => one.gold.article === id))
  let seed = 1
  const random = () => {
    seed = (seed * 48271) % 2147483647
    return seed / 2147483647
  }
  const shares = Array.from({ length: 1000 }, () => {
    const sample = articles.flatMap(() => articles[Math.floor(random() * articles.length)])
    return (100 * tally(sample.map(resultOf))[result]) / sample.length
  }).sort((a, b) => a - b)
  return [shares[25], shares[974]]
}
