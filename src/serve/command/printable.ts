import { withoutTurns } from '../answer/turns.ts'

/** Where Unicode draws pictures of the control characters. */
const PICTURES = 0x2400

const ORDERS = /[\u0000-\u0008\u000b-\u001f]/g
const HIDDEN_ORDERS = /[\u007f-\u009f]/g

/**
 * Words as a terminal can print them: an article's own cannot move its cursor, colour it or name its window, nor turn the order of the rest of the line
 * round. A line feed and a tab stay.
 */
export const printable = (words: string): string =>
  withoutTurns(words)
    .replace(ORDERS, one => String.fromCharCode(PICTURES + one.charCodeAt(0)))
    .replace(HIDDEN_ORDERS, '\ufffd')
