/**
 * What people type as a query of FTS5: every word must be there, `"…"` holds words together, a minus before a word or a phrase rules it out.
 * No other character means anything, so no input is an error. Empty when nothing is asked for.
 */
export const asQuery = (typed: string): string => {
  const wanted: string[] = []
  const unwanted: string[] = []
  for (const [, minus, phrase, word] of typed.replace(/[“”„]/g, '"').matchAll(/(?<!\S)(-?)(?:"([^"]*)"?|([^\s"]+))/g)) {
    const words = (phrase ?? word).replace(/\0/g, ' ')
    if (/[\p{L}\p{N}]/u.test(words)) (minus ? unwanted : wanted).push(`"${words}"`)
  }
  if (!wanted.length) return ''
  return [wanted.join(' AND '), ...unwanted].join(' NOT ')
}
