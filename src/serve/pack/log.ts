import { hashOf } from '../../text/index.ts'

/** What stands in the first line for the line before it. */
const NOTHING_BEFORE = '0'.repeat(64)

/** A log of JSON Lines in which each line holds the SHA-256 of the line before it: none can be changed, added, moved or taken out unseen. */
export type Log = { note(entry: { what: string } & Record<string, unknown>): void; lines(): readonly string[]; last(): string }

/** An empty log. */
export const startLog = (): Log => {
  const lines: string[] = []
  let before = NOTHING_BEFORE
  return {
    note: entry => {
      const line = JSON.stringify({ n: lines.length + 1, before, ...entry })
      lines.push(line)
      before = hashOf(line)
    },
    lines: () => lines,
    last: () => before
  }
}
