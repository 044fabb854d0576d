import { daysBetween, type Known } from './known.ts'

/** Whether both can have been said on one day: the dates allow it, and the days of the week, where the outlets name them. */
export const daysMeet = (x: Known, y: Known): boolean =>
  !(x.since && y.latest && x.since > y.latest) &&
  !(y.since && x.latest && y.since > x.latest) &&
  (x.weekday === null || y.weekday === null || x.weekday === y.weekday)

/**
 * Whether both can have been said on one day or a day apart, by what is told beside the words alone: an article says "on Monday" of what it heard on Tuesday,
 * and a day that another paragraph tells may be that of something else.
 */
export const daysNear = (x: Known, y: Known): boolean => {
  const apart = (a: Known, b: Known) => {
    const [since, latest] = [a.toldBeside ? a.earliest : null, b.toldBeside ? b.latest : b.printed]
    return !!since && !!latest && since > latest && daysBetween(since, latest) > 1
  }
  const beside = [x, y].every(one => one.toldBeside && one.weekday !== null)
  const week = beside ? Math.abs(x.weekday! - y.weekday!) : 0
  return !apart(x, y) && !apart(y, x) && (week <= 1 || week === 6)
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
