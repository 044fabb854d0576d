import type { Tokens } from './wordpiece.ts'

/** Tokens `start` to `end` of a text, read in one pass. */
export type Window = { readonly start: number; readonly end: number }

/** Windows of whole lines, as many as fit into `longest` tokens; a longer line is cut where it must be. `training/data.py` cuts the same. */
export const windowsOf = ({ ids }: Tokens, features: Int32Array, longest: number): Window[] => {
  const found: Window[] = []
  let start = 0
  let at = 0
  for (let end = 1; end <= ids.length; end++) {
    if (end < ids.length && features[3 * end + 1] < 2) continue
    if (end - start > longest && at > start) {
      found.push({ start, end: at })
      start = at
    }
    for (; end - start > longest; start += longest) found.push({ start, end: start + longest })
    at = end
  }
  if (at > start) found.push({ start, end: at })
  return found
}
