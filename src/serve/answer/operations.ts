import type { Long, Store } from '../../store/index.ts'
import type { ArticleId, SpeakerId, StatementId } from '../../types.ts'
import { checkView } from '../check/check.ts'
import { verifyView } from '../check/verify.ts'
import { citeView, STYLE_NAMES } from '../cite/cite.ts'
import { faultsOf, type Stages } from '../pipes.ts'
import { called } from './called.ts'
import { changedPairs, historyOf, revisionView } from './changes.ts'
import { correctionsIn, correctionViews } from './corrections.ts'
import { feedLine } from './feeds.ts'
import { inboxView } from './inbox.ts'
import { originsOf } from './independent.ts'
import { jobsView } from './jobs.ts'
import { lineageView } from './lineage.ts'
import { articleLine, originView, readQuotation, speakerLine, statementLine } from './lines.ts'
import { listed } from './listed.ts'
import { type Look, startLooking } from './look.ts'
import { matrixView } from './matrix.ts'
import { rowsOf } from './matrix-rows.ts'
import { outletView } from './outlet.ts'
import { positionsView } from './positions.ts'
import { hitsFor, searchLine, searchView } from './searches.ts'
import { statementView } from './statement.ts'
import { storyLine, storyView } from './story.ts'
import { summaryView } from './summary.ts'
import { type Answers, type ArticleView, type Ask, type Name, QUESTIONS, type SpeakerView } from './wire/index.ts'

/** One question that can be asked: what it is for, and how it is answered. What it takes and gives stands in QUESTIONS. */
export type Operation<One extends Name = Name> = {
  readonly name: One
  readonly sentence: string
  answer(look: Look, input: Answers[One]['input'], stages: () => Promise<Stages>): Answers[One]['output']
}

const operation = <One extends Name>(one: Operation<One>) => one as unknown as Operation

/** Everything that can be asked of a record, once: the command line, the API and the pages are loops over this list. */
export const operations: readonly Operation[] = [
  operation({
    name: 'summary',
    sentence: 'The record in numbers, and the statements whose printings differ most tellingly.',
    answer: look => look.once('summary', () => summaryView(look))
  }),
  operation({
    name: 'articles',
    sentence: 'The articles, last published first.',
    answer: (look, { page }) => listed(look.once('latest', look.store.ranked.latest), page, id => articleLine(look, id))
  }),
  operation({
    name: 'article',
    sentence: 'An article with its text, its blocks and its quotations.',
    answer: (look, { id }) => lately(look, `article ${id}`, () => articleView(look, id as ArticleId))
  }),
  operation({
    name: 'speakers',
    sentence: 'The speakers, most quoted first or by name; with a name or a part of it, those who may be meant.',
    answer: (look, { name, by, page }) => {
      const all = look.once(`speakers by ${by}`, () => look.store.ranked.speakers(by ?? 'quotations'))
      return listed(name ? called(all.slice(0, all.length), name) : all, page, one => speakerLine(look, one))
    }
  }),
  operation({
    name: 'speaker',
    sentence: 'A speaker and what they said.',
    answer: (look, { id, page }) => speakerView(look, id as SpeakerId, page)
  }),
  operation({
    name: 'statements',
    sentence: "The statements, most printed first; with a speaker's name or a part of it, only theirs.",
    answer: (look, { speaker, page }) => listed(statementsBy(look, speaker), page, id => statementLine(look, look.statement(id)))
  }),
  operation({
    name: 'statement',
    sentence: 'A statement with its variants side by side, its origins, and who left it out.',
    answer: (look, { id }) => lately(look, `statement ${id}`, () => statementView(look, look.statement(id as StatementId)))
  }),
  operation({
    name: 'matrix',
    sentence:
      'Statements in more than one article against the articles, those of most outlets first, or of most differences, or said last; with a speaker, only theirs; with a state, only those with such a cell.',
    answer: (look, { speaker = '', page = 1, sort, state }) =>
      lately(look, `matrix ${page} ${sort} ${state} ${speaker}`, () => {
        const { rows, of } = rowsOf(look, sharedBy(look, speaker), { sort, state })
        return matrixView(look, rows, page, of)
      })
  }),
  operation({
    name: 'stories',
    sentence: 'The stories, those of more than one article first, then by the day of their latest article.',
    answer: (look, { page }) => listed(look.once('stories', look.store.ranked.stories), page, id => storyLine(look, id))
  }),
  operation({
    name: 'story',
    sentence: 'A story: its days, its origins, who carried what, and its headlines beside what was said.',
    answer: (look, { id, page = 1 }) => lately(look, `story ${page} ${id}`, () => storyView(look, id, page))
  }),
  operation({
    name: 'find',
    sentence:
      'Quotations by their words, speaker or outlet; with "phrases", -, OR, brackets and fields such as speaker: cue: said: about:, the best first, or by "newest" those that came last.',
    answer: (look, { q, by = 'best', after = '' }) =>
      lately(look, `find ${by} ${after} ${q}`, () => hitsFor(look, q, by, after || null))
  }),
  operation({
    name: 'check',
    sentence:
      'Each quotation of a draft, or one by itself, against the record: found, altered, misattributed, real but from elsewhere, not in the record, or not to be measured.',
    answer: async (look, input, stages) => checkView(look, await stages(), input)
  }),
  operation({
    name: 'verify',
    sentence: 'Whether cited words stand where they are said to: by the hash of the text and the offsets.',
    answer: verifyView
  }),
  operation({
    name: 'cite',
    sentence: `A quotation or a statement as a citation: ${STYLE_NAMES.join(', ')}; with its link, hash and span.`,
    answer: citeView
  }),
  operation({
    name: 'origins',
    sentence: 'How many independent origins a statement has, as a range, with the reasons.',
    answer: (look, { id }) => originsOf(look, id as StatementId)
  }),
  operation({
    name: 'lineage',
    sentence: 'The family tree of a statement: from which printing each seems to have its words, and who dropped some first.',
    answer: async (look, { id }, stages) => lineageView(look, await stages(), id as StatementId)
  }),
  operation({
    name: 'positions',
    sentence:
      'What a speaker said by subject and time, what was said again in other words, and how outlets report it; beside another speaker, where one is named.',
    answer: async (look, input, stages) => positionsView(look, await stages(), input)
  }),
  operation({
    name: 'feeds',
    sentence: 'What is watched and how it does: last read, last new, failures, next; those that fail first.',
    answer: (look, { page }) =>
      listed(
        [...look.store.feeds.all()].sort((a, b) => b.failures - a.failures),
        page,
        feedLine
      )
  }),
  operation({
    name: 'jobs',
    sentence:
      'What works on the record and how far it has come, what did before, what waits, and why articles of feeds were left.',
    answer: (look, { page }) => jobsView(look.store, page)
  }),
  operation({
    name: 'outlets',
    sentence: 'The outlets by the name they print, those of most articles first.',
    answer: (look, { page }) => listed(look.once('outlets', look.store.outlets), page, one => ({ ...one }))
  }),
  operation({
    name: 'outlet',
    sentence:
      'An outlet: how much of it shares copy, how often its quotations differ, out of how many; its feeds, whom it quotes, its articles.',
    answer: outletView
  }),
  operation({
    name: 'changes',
    sentence: 'What changed between versions of a page, the last read first; with an article, in the versions of its address.',
    answer: (look, { article, page }) => listed(changedPairs(look, article), page, one => revisionView(look, one))
  }),
  operation({
    name: 'corrections',
    sentence: 'What people corrected, the last first, and what became of it.',
    answer: (look, { page }) =>
      listed(
        correctionViews(look).filter(one => one.what !== 'note'),
        page,
        one => one
      )
  }),
  operation({
    name: 'searches',
    sentence: 'The searches that people keep, by name, to whom each is told, and what became of that.',
    answer: (look, { page }) => listed(look.store.searches.all(), page, one => searchLine(look, one))
  }),
  operation({
    name: 'search',
    sentence: 'A saved search, by its name or id, with what it finds, the articles that came last first.',
    answer: (look, { id }) => searchView(look, id)
  }),
  operation({
    name: 'notes',
    sentence: 'What people noted on quotations, statements, articles and stories, the last first.',
    answer: (look, { page }) =>
      listed(
        correctionViews(look).filter(one => one.what === 'note' && one.standing !== 'undone'),
        page,
        one => one
      )
  }),
  operation({
    name: 'inbox',
    sentence: 'What is new since somebody last looked, and what waits for a decision, each with the reason why.',
    answer: look => lately(look, `inbox ${look.store.inbox.written()}`, () => inboxView(look))
  })
]

const unread = () => Promise.reject(new Error('No stages were given to read a draft with.'))

/** The Ask of this record: what goes in is checked, and so is every word that comes out. */
export const ask = (store: Store, stages: () => Promise<Stages> = unread): Ask => {
  const lookNow = startLooking(store)
  const byName = new Map(operations.map(one => [one.name, one]))
  return (name, input) => {
    const one = byName.get(name)!
    const checked = QUESTIONS[name].takes.safeParse(input)
    if (!checked.success) throw new RangeError(`The question "${name}" is not understood: ${faultsOf(checked.error)}.`)
    return one.answer(lookNow(), checked.data as never, stages) as never
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
