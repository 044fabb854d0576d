import { toldOf } from '../web/feed.ts'
import type { Letter, News } from './tell.ts'

/** What is new in a search, as a letter in plain text: each quotation with its words, its link and how to check it. */
export const letterOf = ({ search, results, more }: News): Pick<Letter, 'subject' | 'text'> => {
  const all = results.length + more
  const subject = `${all} new in “${search.name}”`
  const told = results.map(one => toldOf(one)).join('\n\n— — —\n\n')
  const rest = more ? `\n\n— — —\n\nand ${more} more: ${search.link}` : ''
  return {
    subject,
    text: `${subject}\n${search.query}\n${search.link}\n\n${told}${rest}\n\nThis is sent because the search is kept with this address. To end it: onrecord forget "${search.name}"\n`
  }
}
