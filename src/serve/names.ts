import type { ArticleLine, SpeakerName, StatementLine } from './wire.ts'

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

/** A speaker in a sentence: an unnamed one by the beginning of what describes them, "a council official". */
export const speakerIn = ({ name, kind }: Pick<SpeakerName, 'name' | 'kind'>): string =>
  kind === 'unnamed'
    ? name.split(',')[0].replace(/^(?:An?|The|One|Some|Two|Three|Several)\b/, first => first.toLowerCase())
    : name

/** The outlets that print a statement, and how many of its articles name none: ["Valley News", "2 articles that name no outlet"]. */
export const printers = ({ outlets, unnamed }: Pick<StatementLine, 'outlets' | 'unnamed'>): string[] => [
  ...outlets,
  ...(unnamed ? [unnamed === 1 ? '1 article that names no outlet' : `${unnamed} articles that name no outlet`] : [])
]
