import type { ArticleLine } from './wire.ts'

/** Who printed it, in a sentence: the outlet as it names itself; where none is known, the site's name, or the file's without its ending. */
export const printer = ({ outlet, address }: Pick<ArticleLine, 'outlet' | 'address'>): string => {
  if (outlet) return outlet
  if (/^https?:/i.test(address)) return new URL(address).hostname.replace(/^www\./, '')
  const file = address.split(/[\\/]/).filter(Boolean).at(-1) ?? address
  return file.replace(/(?<=.)\.\w{1,5}$/, '')
}

/** An article's headline, in a line; where none is printed, its first words in marks. */
export const headline = ({ title, opening }: Pick<ArticleLine, 'title' | 'opening'>): string =>
  title ?? (opening ? `“${opening}”` : 'no headline printed')
