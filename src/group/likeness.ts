import { entries } from '../text/index.ts'
import type { StoryDays } from '../types.ts'
import type { Field, Sketch } from './sketch.ts'
import { product } from './vector.ts'
import weightList from './weights.txt'

type Sign = { readonly name: string; of(a: Sketch, b: Sketch): number }

/** The mean over pairs of the cosines of two parts. */
const alike = (a: Sketch, inA: Field, b: Sketch, inB: Field): number =>
  product(a.vectors[inA], b.vectors[inB]) / (a.size * b.size)

const dot = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number => {
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [key, weight] of few) sum += weight * (many.get(key) ?? 0)
  return sum
}

/** Days between two stretches of time; none where they meet, or where one of them is not known. */
export const daysApart = (a: StoryDays, b: StoryDays): number =>
  a.first === null || a.last === null || b.first === null || b.last === null ? 0 : Math.max(0, a.first - b.last, b.first - a.last)

const inOthersBody = (a: Sketch, b: Sketch) => [alike(a, 'title', b, 'body'), alike(b, 'title', a, 'body')]
const shared = (a: Uint32Array, b: Uint32Array): number => {
  const [few, many] = a.length < b.length ? [a, b] : [b, a]
  if (!few.length) return 0
  const known = new Set(few)
  let both = 0
  for (const one of many) if (known.has(one)) both++
  return both
}
const sameLead = (a: Sketch, b: Sketch) => a.leads.some(day => b.leads.includes(day))
const bothLead = (a: Sketch, b: Sketch) => a.leads.length > 0 && b.leads.length > 0

/** What speaks for one story or against it, in order; what each is worth stands in weights.txt. */
export const signs: readonly Sign[] = [
  // What holds before anything is seen.
  { name: 'any', of: () => 1 },
  // "Ferry strike enters third week" and "Third week of ferry strike begins".
  { name: 'title', of: (a, b) => alike(a, 'title', b, 'title') },
  // The first sentences tell one piece of news.
  { name: 'lead', of: (a, b) => alike(a, 'lead', b, 'lead') },
  // The same subject all through.
  { name: 'body', of: (a, b) => alike(a, 'body', b, 'body') },
  // The same people and places.
  { name: 'names', of: (a, b) => alike(a, 'names', b, 'names') },
  // "196,000 jobs" in both.
  { name: 'numbers', of: (a, b) => alike(a, 'numbers', b, 'numbers') },
  // One's headline is what the other is about.
  { name: 'title-in-body', of: (a, b) => Math.max(...inOthersBody(a, b)) },
  // And the other way round too.
  { name: 'titles-in-bodies', of: (a, b) => Math.min(...inOthersBody(a, b)) },
  // Both print the same words in marks: what was said once is quoted in one story.
  { name: 'quoted', of: (a, b) => Math.log1p(shared(a.quoted, b.quoted)) },
  // One utterance, by one speaker on one occasion, stands in both, or one copy.
  { name: 'stated', of: (a, b) => Math.log1p(shared(a.stated, b.stated)) },
  // Tomorrow's paper may still be on today's news.
  { name: 'day-apart', of: (a, b) => Number(daysApart(a, b) === 1) },
  // The day after that hardly.
  { name: 'two-days-apart', of: (a, b) => Number(daysApart(a, b) === 2) },
  // Later it is mostly the next news on the same subject.
  { name: 'more-days-apart', of: (a, b) => Number(daysApart(a, b) > 2) },
  // Both speak of Monday and Wednesday.
  { name: 'days', of: (a, b) => dot(a.days, b.days) / (Math.sqrt(dot(a.days, a.days) * dot(b.days, b.days)) || 1) },
  // Both begin with what happened on Monday.
  { name: 'same-day-first', of: (a, b) => Number(sameLead(a, b)) },
  // One begins with a later day than all the others.
  { name: 'later-day-first', of: (a, b) => Number(bothLead(a, b) && !sameLead(a, b) && later(a, b)) },
  // One names no weekday at all: a comment, a long read, or no day of publication.
  { name: 'no-day', of: (a, b) => Number(!bothLead(a, b)) }
]

const later = (a: Sketch, b: Sketch) => Math.min(...a.leads) > Math.max(...b.leads) || Math.min(...b.leads) > Math.max(...a.leads)

/**
 * What a shared statement is worth. The labelled stories come without statements, so it could not be fitted: it was set so that two statements outweigh a
 * day between the articles, and none does what the words deny.
 */
const STATED = 1.2

const WEIGHTS = new Map<string, number>([
  ...entries(weightList).map((line): [string, number] => [line.split(' ')[0], Number(line.split(' ')[1])]),
  ['stated', STATED]
])
const weighed = signs.map(sign => ({ ...sign, weight: WEIGHTS.get(sign.name) ?? 0 }))

/** The chance, 0 to 1, that two sketches are of one story. */
export const likeness = (a: Sketch, b: Sketch): number => {
  let odds = 0
  for (const { of, weight } of weighed) odds += weight * of(a, b)
  return 1 / (1 + Math.exp(-odds))
}

/** What spoke most for it, by name, strongest first. */
export const signsFor = (a: Sketch, b: Sketch): { name: string; weight: number }[] =>
  weighed
    .map(({ name, of, weight }) => ({ name, weight: weight * of(a, b) }))
    .filter(({ name, weight }) => name !== 'any' && weight > 0)
    .sort((x, y) => y.weight - x.weight)
