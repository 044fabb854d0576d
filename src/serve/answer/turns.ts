const TURNS = /[\u202a-\u202e\u2066-\u2069]/g

/** Words without the letters that turn the order of others round: for a name in a sentence, a picture or a line of ours, where no element of its own holds it. */
export const withoutTurns = (words: string): string => words.replace(TURNS, '')
