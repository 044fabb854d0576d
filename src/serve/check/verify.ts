import { checkSpan } from '../../laws.ts'
import type { TextId } from '../../text/index.ts'
import type { ArticleId } from '../../types.ts'
import { articleLine } from '../answer/lines.ts'
import { articleLink } from '../answer/links.ts'
import type { Look } from '../answer/look.ts'
import { bare } from '../answer/statement.ts'
import { printer } from '../answer/summary.ts'
import type { VerifyInput, VerifyView, Words } from '../answer/wire/index.ts'
import { searchedIn } from './check.ts'
import { placeIn } from './place.ts'
import { saySearched } from './say.ts'

/** How many other places of the words are named. */
const MOST_PLACES = 5

/** Whether the words that somebody cites stand where they say: by the text's hash and the offsets. Where they do not, where they do. */
export const verifyView = (look: Look, { text: id, start, end, words }: VerifyInput): VerifyView => {
  const searched = searchedIn(look)
  const text = look.store.text(id as TextId)
  const articles = look.store.withText(id as TextId).map(one => ({ article: articleLine(look, one), link: articleLink(one) }))
  const elsewhere = () => placesOf(look, words, id)
  const base = { articles, searched, there: null, elsewhere: [] }
  if (!text) {
    const places = elsewhere()
    if (places.length)
      return {
        ...base,
        elsewhere: places,
        state: 'elsewhere',
        sentence: `The record holds no text ${id.slice(0, 12)}; the words stand in ${printer(places[0].article)}.`
      }
    return {
      ...base,
      state: 'not-in-record',
      sentence: `The record holds neither the text ${id.slice(0, 12)} nor the words. ${saySearched(searched)}`
    }
  }
  const fault = look.fault(text.id)
  if (fault) return { ...base, state: 'cannot-measure', sentence: `Refused: ${fault}.` }
  const [wrong] = checkSpan(text, { start, end })
  const there = wrong ? null : look.words(text.id, { start, end })
  if (there?.words === words)
    return { ...base, there, state: 'found', sentence: 'The words stand at the cited place, in a text that is as it was read.' }
  const places = elsewhere()
  if (places.length)
    return {
      ...base,
      there,
      elsewhere: places,
      state: 'elsewhere',
      sentence: `Not at the cited place${wrong ? ` (${wrong})` : ''}, but in ${printer(places[0].article)} at [${places[0].words.start}, ${places[0].words.end}).`
    }
  if (there) return { ...base, there, state: 'altered', sentence: saysOther(there, words) }
  return {
    ...base,
    state: 'not-in-record',
    sentence: `There is no such place: ${wrong}; and the words are in no text. ${saySearched(searched)}`
  }
}

const saysOther = (there: Words, words: string): string =>
  bare(there.words) === bare(words)
    ? `At the cited place the same words have other marks or spaces: “${there.words}”.`
    : `At the cited place stands “${there.words}”.`

const placesOf = (look: Look, words: string, cited: string): VerifyView['elsewhere'] =>
  look.store
    .printing(words, MOST_PLACES)
    .flatMap((id: ArticleId) => {
      const { text } = look.article(id)
      const span = look.fault(text.id) ? null : placeIn(text, words)
      return span && text.chars.slice(span.start, span.end) === words
        ? [{ article: articleLine(look, id), words: look.words(text.id, span), link: articleLink(id) }]
        : []
    })
    .sort((x, y) => Number(y.words.text === cited) - Number(x.words.text === cited))
