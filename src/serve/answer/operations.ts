import { z } from 'zod'
import { askedWords, type Long, parseQuery, type Store } from '../../store/index.ts'
import { fold } from '../../text/index.ts'
import type { ArticleId, Speaker, SpeakerId, StatementId } from '../../types.ts'
import { checkView } from '../check/check.ts'
import { verifyView } from '../check/verify.ts'
import { citeView, STYLE_NAMES } from '../cite/cite.ts'
import { faultsOf, type Stages } from '../pipes.ts'
import { changedPairs, historyOf, revisionView } from './changes.ts'
import { correctionsIn, correctionViews } from './corrections.ts'
import { feedLine } from './feeds.ts'
import { originsOf } from './independent.ts'
import { lineageView } from './lineage.ts'
import { articleLine, originView, quotationView, readQuotation, speakerLine, statementLine } from './lines.ts'
import { listed } from './listed.ts'
import { type Look, startLooking } from './look.ts'
import { matrixView } from './matrix.ts'
import { snippetOf } from './snippet.ts'
import { statementView } from './statement.ts'
import { storyLine, storyView } from './story.ts'
import { summaryView } from './summary.ts'
import type { Answers, ArticleView, Ask, Hits, SpeakerView } from './wire.ts'

/** One question that can be asked: what it is for, what it takes, and how it is answered. */
export type Operation<Name extends keyof Answers = keyof Answers> = {
  readonly name: Name
  readonly sentence: string
  readonly input: z.ZodType<Answers[Name]['input']>
  answer(look: Look, input: Answers[Name]['input'], stages: () => Promise<Stages>): Answers[Name]['output']
}

const operation = <Name extends keyof Answers>(one: Operation<Name>) => one as unknown as Operation

const nothing = z.strictObject({}) as z.ZodType<Record<string, never>>
const page = z.coerce.number().optional() as z.ZodType<number | undefined>
const inPages = z.strictObject({ page })
const byId = z.strictObject({ id: z.string().min(1) })
const bySpeaker = z.strictObject({ speaker: z.string().min(1).optional(), page })

/** The longest draft: a book chapter; and the most that a date, a name or an id has. */
const LONGEST_DRAFT = 200_000
const LONGEST_NAME = 300

/** As many answers of a search as come at once; the cursor of an answer leads to the next. */
const HITS_AT_ONCE = 100

const draft = z.string().min(1).max(LONGEST_DRAFT).optional()
const given = z.string().min(1).max(LONGEST_NAME).optional()
const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(?:\/\d{4}-\d\d-\d\d)?$/, 'a day as 2031-03-12, or two with a / between')
  .optional()
const offset = z.coerce.number().int().min(0) as z.ZodType<number>

/** Everything that can be asked of a record, once: the command line, the API and the pages are loops over this list. */
export const operations: readonly Operation[] = [
  operation({
    name: 'summary',
    sentence: 'The record in numbers, and the statements whose printings differ most tellingly.',
    input: nothing,
    answer: look => look.once('summary', () => summaryView(look))
  }),
  operation({
    name: 'articles',
    sentence: 'The articles, last published first.',
    input: inPages,
    answer: (look, { page }) => listed(look.once('latest', look.store.ranked.latest), page, id => articleLine(look, id))
  }),
  operation({
    name: 'article',
    sentence: 'An article with its text, its blocks and its quotations.',
    input: byId,
    answer: (look, { id }) => lately(look, `article ${id}`, () => articleView(look, id as ArticleId))
  }),
  operation({
    name: 'speakers',
    sentence: 'The speakers, most quoted first or by name; with a name or a part of it, those who may be meant.',
    input: z.strictObject({ name: z.string().min(1).optional(), by: z.enum(['quotations', 'name']).optional(), page }),
    answer: (look, { name, by, page }) => {
      const all = look.once(`speakers by ${by}`, () => look.store.ranked.speakers(by ?? 'quotations'))
      return listed(name ? called(all.slice(0, all.length), name) : all, page, one => speakerLine(look, one))
    }
  }),
  operation({
    name: 'speaker',
    sentence: 'A speaker and what they said.',
    input: z.strictObject({ id: z.string().min(1), page }),
    answer: (look, { id, page }) => speakerView(look, id as SpeakerId, page)
  }),
  operation({
    name: 'statements',
    sentence: "The statements, most printed first; with a speaker's name or a part of it, only theirs.",
    input: bySpeaker,
    answer: (look, { speaker, page }) => listed(statementsBy(look, speaker), page, id => statementLine(look, look.statement(id)))
  }),
  operation({
    name: 'statement',
    sentence: 'A statement with its variants side by side, its origins, and who left it out.',
    input: byId,
    answer: (look, { id }) => lately(look, `statement ${id}`, () => statementView(look, look.statement(id as StatementId)))
  }),
  operation({
    name: 'matrix',
    sentence:
      'Statements in more than one article against the articles, those of most outlets first; with a speaker, only theirs.',
    input: bySpeaker,
    answer: (look, { speaker = '', page = 1 }) =>
      lately(look, `matrix ${page} ${speaker}`, () => matrixView(look, sharedBy(look, speaker), page))
  }),
  operation({
    name: 'stories',
    sentence: 'The stories, those of more than one article first, then by the day of their latest article.',
    input: inPages,
    answer: (look, { page }) => listed(look.once('stories', look.store.ranked.stories), page, id => storyLine(look, id))
  }),
  operation({
    name: 'story',
    sentence: 'A story: its days, its origins, who carried what, and its headlines beside what was said.',
    input: z.strictObject({ id: z.string().min(1), page }),
    answer: (look, { id, page = 1 }) => lately(look, `story ${page} ${id}`, () => storyView(look, id, page))
  }),
  operation({
    name: 'find',
    sentence:
      'Quotations by their words, speaker or outlet; with "phrases", -, OR, brackets and fields such as speaker: cue: said: about:, the best first.',
    input: z.strictObject({ q: z.string(), after: z.string().max(LONGEST_NAME).optional() }),
    answer: (look, { q, after = '' }) => lately(look, `find ${after} ${q}`, () => hitsOf(look, q, after || null))
  }),
  operation({
    name: 'check',
    sentence:
      'Each quotation of a draft, or one by itself, against the record: found, altered, misattributed, real but from elsewhere, not in the record, or not to be measured.',
    input: z
      .strictObject({ text: draft, quote: draft, speaker: given, said: day, outlet: given, article: given, published: day })
      .refine(one => (one.text === undefined) !== (one.quote === undefined), 'give either a "text" or a "quote"'),
    answer: async (look, input, stages) => checkView(look, await stages(), input)
  }),
  operation({
    name: 'verify',
    sentence: 'Whether cited words stand where they are said to: by the hash of the text and the offsets.',
    input: z.strictObject({
      text: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex'),
      start: offset,
      end: offset,
      words: z.string().min(1).max(LONGEST_DRAFT)
    }),
    answer: verifyView
  }),
  operation({
    name: 'cite',
    sentence: `A quotation or a statement as a citation: ${STYLE_NAMES.join(', ')}; with its link, hash and span.`,
    input: z.strictObject({
      id: z.string().min(1),
      as: z.enum(STYLE_NAMES).optional(),
      base: z.url({ protocol: /^https?$/ }).optional()
    }),
    answer: citeView
  }),
  operation({
    name: 'origins',
    sentence: 'How many independent origins a statement has, as a range, with the reasons.',
    input: byId,
    answer: (look, { id }) => originsOf(look, id as StatementId)
  }),
  operation({
    name: 'lineage',
    sentence: 'The family tree of a statement: from which printing each seems to have its words, and who dropped some first.',
    input: byId,
    answer: async (look, { id }, stages) => lineageView(look, await stages(), id as StatementId)
  }),
  operation({
    name: 'feeds',
    sentence: 'What is watched and how it does: last read, last new, failures, next; those that fail first.',
    input: inPages,
    answer: (look, { page }) =>
      listed(
        [...look.store.feeds.all()].sort((a, b) => b.failures - a.failures),
        page,
        feedLine
      )
  }),
  operation({
    name: 'changes',
    sentence: 'What changed between versions of a page, the last read first; with an article, in the versions of its address.',
    input: z.strictObject({ article: z.string().min(1).optional(), page }),
    answer: (look, { article, page }) => listed(changedPairs(look, article), page, one => revisionView(look, one))
  }),
  operation({
    name: 'corrections',
    sentence: 'What people corrected, the last first, and what became of it.',
    input: inPages,
    answer: (look, { page }) => listed(correctionViews(look), page, one => one)
  })
]

const unread = () => Promise.reject(new Error('No stages were given to read a draft with.'))

/** The Ask of this record: what goes in is checked, and so is every word that comes out. */
export const ask = (store: Store, stages: () => Promise<Stages> = unread): Ask => {
  const lookNow = startLooking(store)
  const byName = new Map(operations.map(one => [one.name, one]))
  return (name, input) => {
    const one = byName.get(name)!
    const checked = one.input.safeParse(input)
    if (!checked.success) throw new RangeError(`The question "${name}" is not understood: ${faultsOf(checked.error)}.`)
    return one.answer(lookNow(), checked.data, stages) as never
  }
}

/** How many answers are kept until the record changes: as many as somebody goes back and forth between. */
const MOST_ANSWERS = 64

/** A large answer that was made lately, and is the same until the record changes. */
const lately = <T>(look: Look, question: string, make: () => T): T => {
  const kept = look.once('answers', () => new Map<string, T>())
  const answer = kept.get(question) ?? make()
  kept.delete(question)
  kept.set(question, answer)
  if (kept.size > MOST_ANSWERS) kept.delete(kept.keys().next().value!)
  return answer
}

/** The speakers whom a name, as people type it, may mean: those who are called exactly so, or else those of whose names it is a part. */
export const called = <One extends Pick<Speaker, 'name' | 'names'>>(speakers: readonly One[], typed: string): One[] => {
  const wanted = fold(typed.trim()).chars
  const names = ({ name, names }: One) => [name, ...names].map(one => fold(one).chars)
  const exactly = speakers.filter(one => names(one).includes(wanted))
  if (exactly.length || !wanted) return exactly
  return speakers.filter(one => names(one).some(name => ` ${name}`.includes(` ${wanted}`)))
}

/** The ids of the speakers who may be meant, by an id or a name; null where nobody is asked for, which means everybody. */
const meant = (look: Look, speaker: string | undefined): SpeakerId[] | null => {
  if (!speaker) return null
  if (look.store.speaker(speaker as SpeakerId)) return [speaker as SpeakerId]
  return called(look.store.speakers(), speaker).map(one => one.id)
}

const statementsBy = (look: Look, speaker: string | undefined): Long<StatementId> =>
  speaker ? look.store.statementsBy(meant(look, speaker)) : look.once('statements', () => look.store.ranked.statements(null))

const sharedBy = (look: Look, speaker: string | undefined): Long<StatementId> =>
  speaker ? look.store.sharedBy(meant(look, speaker)) : look.once('shared', look.store.ranked.shared)

const hitsOf = (look: Look, q: string, after: string | null): Hits => {
  const words = askedWords(parseQuery(q)).join(' ')
  const { all, ids, next } = look.store.searchFrom(q, after, HITS_AT_ONCE)
  const found = ids.map(id => quotationView(look, look.quotation(id)))
  return { all, answers: found.map(quotation => ({ quotation, snippet: snippetOf(quotation, words) })), next }
}

const articleView = (look: Look, id: ArticleId): ArticleView => {
  const { text, language, blocks } = look.article(id)
  const line = articleLine(look, id)
  const origin = look.originOf(id)
  const story = look.store.storyOf(id)
  return {
    ...line,
    text: line.refused ? '' : text.chars,
    textHash: text.id,
    language,
    blocks: blocks.map(one => ({ ...one })),
    quotes: look.quotationsOf(id).map(one => readQuotation(look, one)),
    origin: origin && originView(look, origin),
    story: story && storyLine(look, story),
    problems: look.store.problemsOf(id).map(({ code, note }) => ({ code, note })),
    corrections: correctionsIn(look, id),
    ...historyOf(look, id)
  }
}

const speakerView = (look: Look, id: SpeakerId, page: number | undefined): SpeakerView => ({
  ...speakerLine(look, look.speaker(id)),
  said: listed(
    look.once(`statements by ${id}`, () => look.store.ranked.statements(id)),
    page,
    one => statementLine(look, look.statement(one))
  )
})
