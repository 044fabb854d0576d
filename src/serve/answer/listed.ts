import type { Long } from '../../store/index.ts'
import type { Listed } from './wire/index.ts'

/** As many lines as a page of a long list has: more than a person reads in one go, few enough to load at once. */
const PER_PAGE = 100

/** The page of a long list that was asked for, or the nearest one there is; only its own lines are made. */
export const listed = <One, Line>(
  all: Long<One>,
  asked: number | undefined,
  lineOf: (one: One) => Line,
  perPage = PER_PAGE
): Listed<Line> => {
  const pages = Math.max(1, Math.ceil(all.length / perPage))
  const page = Math.min(Math.max(1, Math.trunc(asked || 1)), pages)
  return { all: all.length, page, pages, lines: all.slice((page - 1) * perPage, page * perPage).map(lineOf) }
}
