import { z } from 'zod'
import type { Store } from '../store/index.ts'
import { fold } from '../text/index.ts'
import type { ArticleId, Speaker, SpeakerId, Statement, StatementId } from '../types.ts'
import { articleLine, originView, quotationView, readQuotation, speakerLine, statementLine } from './lines.ts'
import { type Look, startLooking } from './look.ts'
import { matrixView } from './matrix.ts'
import { faultsOf } from './pipes.ts'
import { snippetOf } from './snippet.ts'
import { statementView } from './statement.ts'
import { summaryView } from './summary.ts'
import type { Answers, ArticleView, Ask, SpeakerView } from './wire.ts'

/** One question that can be asked: what it is for, what it takes, and how it is answered. */
export type Operation<Name extends keyof Answers = keyof Answers> = {
  readonly name: Name
  readonly sentence: string
  readonly input: z.ZodType<Answers[Name]['input']>
  answer(look: Look, input: Answers[Name]['input']): Answers[Name]['output']
}

const operation = <Name extends keyof Answers>(one: Operation<Name>) => one as unknown as Operation

const nothing = z.strictObject({}) as z.ZodType<Record<string, never>>
const byId = z.strictObject({ id: z.string().min(1) })
const bySpeaker = z.strictObject({ speaker: z.string().min(1).optional() })

/** Everything that can be asked of a record, once: the command line, the API and the pages are loops over this list. */
export const operations: readonly Operation[] = [
  operation({
    name: 'summary',
    sentence: 'The record in numbers, and the statements whose printings differ most tellingly.',
    input: nothing,
    answer: summaryView
  }),
  operation({
    name: 'articles',
    sentence: 'Every article, first published first.',
    input: nothing,
    answer: look => look.store.articles().map(id => articleLine(look, id))
  }),
  operation({
    name: 'article',
    sentence: 'An article with its text, its blocks and its quotations.',
    input: byId,
    answer: (look, { id }) => articleView(look, id as ArticleId)
  }),
  operation({
    name: 'speakers',
    sentence: 'Every speaker, by name.',
    input: nothing,
    answer: look => look.store.speakers().map(one => speakerLine(look, one))
  }),
  operation({
    name: 'speaker',
    sentence: 'A speaker and what they said.',
    input: byId,
    answer: (look, { id }) => speakerView(look, id as SpeakerId)
  }),
  operation({
    name: 'statements',
    sentence: "Every statement, most printed first; with a speaker's name or a part of it, only theirs.",
    input: bySpeaker,
    answer: (look, { speaker }) => statementsOf(look, speaker).map(one => statementLine(look, one))
  }),
  operation({
    name: 'statement',
    sentence: 'A statement with its variants side by side, its origins, and who left it out.',
    input: byId,
    answer: (look, { id }) => statementView(look, look.statement(id as StatementId))
  }),
  operation({
    name: 'matrix',
    sentence: 'Statements in more than one article against the articles; with a speaker, only theirs.',
    input: bySpeaker,
    answer: (look, { speaker }) => matrixView(look, statementsOf(look, speaker))
  }),
  operation({
    name: 'find',
    sentence: 'Quotations whose words, speaker or outlet hold every word asked for.',
    input: z.strictObject({ q: z.string() }),
    answer: (look, { q }) => {
      const found = look.store.search(q).map(id => quotationView(look, look.quotation(id)))
      return found.map(quotation => ({ quotation, snippet: snippetOf(quotation, q) }))
    }
  })
]

/** The Ask of this record: what goes in is checked, and so is every word that comes out. */
export const ask = (store: Store): Ask => {
  const lookNow = startLooking(store)
  const byName = new Map(operations.map(one => [one.name, one]))
  return (name, input) => {
    const one = byName.get(name)!
    const checked = one.input.safeParse(input)
    if (!checked.success) throw new RangeError(`The question "${name}" is not understood: ${faultsOf(checked.error)}.`)
    return one.answer(lookNow(), checked.data) as never
  }
}

/** The speakers whom a name, as people type it, may mean: those who are called exactly so, or else those of whose names it is a part. */
export const called = <One extends Pick<Speaker, 'name' | 'names'>>(speakers: readonly One[], typed: string): One[] => {
  const wanted = fold(typed.trim()).chars
  const names = ({ name, names }: One) => [name, ...names].map(one => fold(one).chars)
  const exactly = speakers.filter(one => names(one).includes(wanted))
  if (exactly.length || !wanted) return exactly
  return speakers.filter(one => names(one).some(name => ` ${name}`.includes(` ${wanted}`)))
}

const statementsOf = (look: Look, speaker: string | undefined): readonly Statement[] => {
  if (!speaker) return look.store.statements()
  const byId = look.store.speaker(speaker as SpeakerId)
  return (byId ? [byId] : called(look.store.speakers(), speaker)).flatMap(one => look.store.statementsBy(one.id))
}

const articleView = (look: Look, id: ArticleId): ArticleView => {
  const { text, language, blocks } = look.article(id)
  const line = articleLine(look, id)
  const origin = look.originOf(id)
  return {
    ...line,
    text: line.refused ? '' : text.chars,
    textHash: text.id,
    language,
    blocks: blocks.map(one => ({ ...one })),
    quotes: look.quotationsOf(id).map(one => readQuotation(look, one)),
    origin: origin && originView(look, origin),
    problems: look.store.problemsOf(id).map(({ code, note }) => ({ code, note }))
  }
}

const speakerView = (look: Look, id: SpeakerId): SpeakerView => ({
  ...speakerLine(look, look.speaker(id)),
  said: look.store.statementsBy(id).map(one => statementLine(look, one))
})
