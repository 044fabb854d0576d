import { daysBetween, isDirect, type Known } from './known.ts'

/** Whether both can have been said on one day: the dates allow it, and the days of the week, where the outlets name them. */
export const daysMeet = (x: Known, y: Known): boolean =>
  !(x.since && y.latest && x.since > y.latest) &&
  !(y.since && x.latest && y.since > x.latest) &&
  (x.weekday === null || y.weekday === null || x.weekday === y.weekday)

/** Whether both are speech in its own words, said a day apart at the most: an article says "on Monday" of what it heard on Tuesday. */
export const daysNear = (x: Known, y: Known): boolean => {
  if (!isDirect(x) || !isDirect(y)) return false
  const apart = (since: string | null, latest: string | null) =>
    !!since && !!latest && since > latest && daysBetween(since, latest) > 1
  const week = x.weekday === null || y.weekday === null ? 0 : Math.abs(x.weekday - y.weekday)
  return !apart(x.since, y.latest) && !apart(y.since, x.latest) && (week <= 1 || week === 6)
}

/** Whether what tells says that both were said on one day. */
export const sameDay = (x: Known, y: Known) =>
  x.earliest && y.earliest ? x.earliest === y.earliest : x.weekday !== null && x.weekday === y.weekday

/** Two articles of one day, or of the next, may tell of one day's speech even where neither says when it was. */
const NEWS_LASTS = 1

/** Whether both may be of one day: what tells says so, or the articles are of one day, or of the next. */
export const oneDay = (x: Known, y: Known): boolean => {
  if (x.earliest && y.earliest) return x.earliest === y.earliest
  if (x.weekday !== null && y.weekday !== null) return x.weekday === y.weekday
  return !!x.latest && !!y.latest && daysBetween(x.latest, y.latest) <= NEWS_LASTS
}
