import { printedDate } from './dates.ts'
import { isNames } from './text/signs.ts'

const LEAD =
  /^\W*(?:(?:words|written|reported|analysis|story|text|photographs?|reporting) )?(?:by|von|par|por|di|da|door|texte|text|autor|author|auteur)\s*:?\s+/i
const BETWEEN = /\s*(?:,? (?:and|und|et|y|e|en|with|&) |,|;|\||\/|•|·)\s*/
const JOB =
  /\b(?:correspondent|reporter|editor|writer|staff|columnist|analyst|bureau|chief|desk|contributor|journalist|producer|fellow|professor|in [A-Z]|special to|for the|agencies|news|team|redaktion|korrespondent\w*|redacción)\b/i

/** The writers' names in a byline, without "By", jobs, places and dates: "By Mara Lind, Health Editor, and Jo Okoro" names two. */
export const namesIn = (chars: string): string[] =>
  chars
    .replace(LEAD, '')
    .replace(/\([^)]*\)|\S+@\S+|@\w+/g, ' ')
    .split(BETWEEN)
    .map(part => part.trim().replace(/[.:]$/, ''))
    .filter(part => part && isNames(part, 6) && !JOB.test(part) && !printedDate(part))
