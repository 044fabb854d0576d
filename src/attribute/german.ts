import type { Sentence, Token } from './layout.ts'
import { isFirstName } from './lists.ts'
import type { Run } from './runs.ts'

/** "Bernd Lund | der Hafenagentur": behind a name an article begins what is told of it; behind "von" it is part of the name. */
const ARTICLE = /^(?:das|dem|den|der|des|die)$/
const OF = /^(?:van|vom|von|zu|zum|zur)$/
/** What stands before a noun, and before no name. */
const DETERMINER =
  /^(?:acht|am|beim|das|dem|den|der|des|die|drei|ein|eine|einem|einen|einer|eines|fünf|ihr|ihre|ihrem|ihren|ihrer|im|ins|kein|keine|mein|meine|meinem|meinen|meiner|neun|sechs|sein|seine|seinem|seinen|seiner|sieben|vier|vom|zehn|zum|zur|zwei)$/i

/**
 * What is a name in a run of capitals of a German text, where every noun has one: "Hafenchefin Ada Ruiz" without what she is, "Ben Lund von der Sandporter
 * Werft" without where he works, and no noun behind its article.
 */
export const germanName = ({ tokens: sentence }: Pick<Sentence, 'tokens'>, { first, tokens }: Run): Run | null => {
  if (tokens.length > 1 && DETERMINER.test(tokens[0].word))
    return germanName({ tokens: sentence }, { first: first + 1, tokens: tokens.slice(1) })
  const tail = tokens.findIndex((token, i) => i > 0 && isTail(tokens, i, token))
  const own = tail < 0 ? tokens : tokens.slice(0, tail)
  const named = own.findIndex((token, i) => isFirstName(token.word) && i < own.length - 1)
  const from = Math.max(named, 0)
  if (from === 0 && own.length === 1 && !isFirstName(own[0].word) && DETERMINER.test(sentence[first - 1]?.word ?? '')) return null
  return { first: first + from, tokens: own.slice(from) }
}

const isTail = (tokens: readonly Token[], at: number, { word }: Token): boolean =>
  ARTICLE.test(word) ? !OF.test(tokens[at - 1].word) : OF.test(word) && at > 1
