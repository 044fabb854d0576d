/** Small words of family names, which stay small: "VAN DER MEER" is "van der Meer". */
const PARTICLES = /^(?:bin|da|das|de|del|della|den|der|di|dos|du|la|ter|van|von|zu)$/

/** "McAdoo", "O’Hare": where a second capital stands inside a word. */
const INNER_CAPITAL = /^(?:mc|[od][’'])\p{Ll}/u

/** "II", "JB", "A.": letters that are no word stay capitals. */
const LETTERS = /^(?:[IVX]{2,}|[^AEIOUY\p{Ll}]{1,2}|\p{Lu}|(?:\p{Lu}\.)+)$/u

/** A person's name as the body of an article writes it, where it is printed in capitals alone ("ADA RUIZ" before a turn of a transcript). */
export const inMixedCase = (name: string): string => {
  if (name !== name.toUpperCase() || !/\p{Lu}{3}/u.test(name)) return name
  return name
    .split(' ')
    .map((word, i) => (LETTERS.test(word) ? word : capitalised(word.toLowerCase(), i)))
    .join(' ')
}

const capitalised = (word: string, i: number): string =>
  i > 0 && PARTICLES.test(word) ? word : word.split('-').map(capitalisedPart).join('-')

const capitalisedPart = (part: string): string => {
  const inner = part.replace(INNER_CAPITAL, found => found.slice(0, -1) + found.slice(-1).toUpperCase())
  return inner.slice(0, 1).toUpperCase() + inner.slice(1)
}
