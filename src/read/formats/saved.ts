import type { Page } from '../../types.ts'

/** SingleFile's note at the head of a page: "Page saved with SingleFile url: https://… saved date: Sun May 04 2031 …". */
const SAVED =
  /^[^<]*(?:<!doctype[^>]*>\s*)?<html[^>]*>\s*<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n(]+)/i

/** The note stands within so many bytes. */
const LOOKED_AT = 4096

/** Where and when a page was saved, as the program that saved it says in a comment at its head; nothing where none does. */
export const savedFrom = (bytes: Uint8Array): Partial<Pick<Page, 'address' | 'seen'>> => {
  const found = SAVED.exec(new TextDecoder().decode(bytes.subarray(0, LOOKED_AT)))
  if (!found || !/^https?:/i.test(found[1]) || !URL.canParse(found[1])) return {}
  const seen = instantOf(found[2])
  return { address: addressOf(found[1]), ...(seen ? { seen } : {}) }
}

/** A web address without what stands after "#", which is a place on the page. */
export const addressOf = (typed: string): string => {
  const url = new URL(typed)
  url.hash = ''
  return url.href
}

/** An instant in ISO 8601, of a date that a program wrote; null where it is none. */
export const instantOf = (written: string | null | undefined): string | null => {
  const time = Date.parse(written ?? '')
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
