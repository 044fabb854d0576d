import type { CorrectionId, QuoteId, StatementId } from '../../types.ts'
import { revisionView } from './changes.ts'
import { correctionViews } from './corrections.ts'
import { count } from './count.ts'
import { feedLine } from './feeds.ts'
import { articleLine, quotationView, statementLine } from './lines.ts'
import { articleLink, quotationLink, statementLink } from './links.ts'
import type { Look } from './look.ts'
import { searchLine } from './searches.ts'
import { printer } from './summary.ts'
import type { Decision, InboxView } from './wire/index.ts'

/** As much of each kind as is looked through in one go. */
const MOST_OF_A_KIND = 12

/** As many new things as are listed. */
const MOST_NEW = 20

/** What is new since somebody last looked, and what waits for a decision. */
export const inboxView = (look: Look): InboxView => {
  const { inbox, searches } = look.store
  const [articles, changed, printed] = [inbox.arrived(MOST_NEW), inbox.changed(MOST_NEW), inbox.printed(MOST_NEW)]
  const waiting = WAITING.map(([kind, make]) => ({ kind, ...make(look) }))
  return {
    looked: inbox.looked(),
    arrived: searches.arrived(),
    articles: { all: articles.all, lines: articles.first.map(id => articleLine(look, id)) },
    changed: { all: changed.all, lines: changed.first.map(one => revisionView(look, one)) },
    printed: {
      all: printed.all,
      lines: printed.first.map(({ statement, quotations }) => ({
        statement: statementLine(look, look.statement(statement)),
        quotations: quotations.map(one => viewOf(look, one))
      }))
    },
    searches: searches
      .all()
      .filter(one => !searchLine(look, one).fault)
      .map(({ id, name, query }) => ({ id, name, found: inbox.found(query) }))
      .filter(one => one.found),
    waiting: waiting.map(({ kind, all }) => ({ kind, all })),
    decisions: waiting.flatMap(one => one.decisions)
  }
}

const viewOf = (look: Look, id: QuoteId) => quotationView(look, look.quotation(id))

type Waiting = { readonly all: number; readonly decisions: Decision[] }

const decisionOf = (one: Pick<Decision, 'item' | 'kind' | 'sentence' | 'yes' | 'no' | 'link'> & Partial<Decision>): Decision => ({
  quotations: [],
  correction: null,
  feed: null,
  ...one
})

const speakers = (look: Look): Waiting => {
  const { all, first } = look.store.inbox.unsure(MOST_OF_A_KIND)
  const decisions = first.map(id => {
    const quotation = viewOf(look, id)
    const { why, confidence } = quotation.attribution
    const name = quotation.speaker?.name ?? 'somebody'
    return decisionOf({
      item: `speaker:${id}`,
      kind: 'speaker',
      sentence: `The machine gives this to ${name} and is ${Math.round(confidence * 100)} % sure (${why}).`,
      yes: `${name} said it`,
      no: 'not theirs',
      link: `${articleLink(quotation.article.id)}?correct=${id}#c-${id}`,
      quotations: [quotation]
    })
  })
  return { all, decisions }
}

const pairs = (look: Look): Waiting => {
  const { all, first } = look.store.inbox.pairs(MOST_OF_A_KIND)
  const decisions = first.map(({ a, b, same, joined }) => {
    const quotations = [a, b].map(id => viewOf(look, id))
    const how = joined ? 'stand in one statement' : 'stand in two statements'
    return decisionOf({
      item: `pair:${a}:${b}`,
      kind: 'pair',
      sentence: `These two ${how}, and the machine is ${Math.round(same * 100)} % sure that they are one utterance.`,
      yes: 'one utterance',
      no: 'two',
      link: quotations[0].statement ? statementLink(quotations[0].statement) : quotationLink(quotations[0].article.id, a),
      quotations
    })
  })
  return { all, decisions }
}

const conflicts = (look: Look): Waiting => {
  const { all, first } = look.store.inbox.conflicts(MOST_OF_A_KIND)
  return { all, decisions: first.map(({ statement, quotation }) => conflict(look, statement, quotation)) }
}

const conflict = (look: Look, id: StatementId, other: QuoteId): Decision => {
  const statement = look.statement(id)
  const [base, against] = [statement.variants[0].quotation, other].map(one => viewOf(look, one))
  const [here, there] = [base, against].map(one => one.speaker?.name ?? 'nobody by name')
  return decisionOf({
    item: `conflict:${id}:${other}`,
    kind: 'conflict',
    sentence:
      base.article.id === against.article.id
        ? `${printer(base.article)} gives these words to ${here} in one place, and to ${there} in another.`
        : `${printer(base.article)} gives these words to ${here}, ${printer(against.article)} to ${there}.`,
    yes: 'it is printed so',
    no: base.speaker ? `misread: ${here}` : null,
    link: `${articleLink(against.article.id)}?correct=${other}#c-${other}`,
    quotations: [base, against]
  })
}

const corrections = (look: Look): Waiting => {
  const { all, first } = look.store.inbox.disputed(MOST_OF_A_KIND)
  const decisions = first.flatMap((id: CorrectionId) => {
    const correction = correctionViews(look).find(one => one.id === id)
    if (!correction) return []
    const { by, standing, note, versions = [] } = correction
    const inDispute = [{ standing, note }, ...versions].find(one => one.standing === 'disputed')
    return decisionOf({
      item: `correction:${id}`,
      kind: 'correction',
      sentence: inDispute
        ? `What ${by} said applies, and the machine now judges otherwise: ${inDispute.note}.`
        : standing === 'outranked'
          ? `Two people say two things: a later correction than ${by}’s says otherwise.`
          : `Two people say two things: what ${by} said of a page, a correction of a newer version of it says otherwise.`,
      yes: 'leave it so',
      no: 'take it back',
      link: correction.article
        ? `${articleLink(correction.article.id)}${correction.quotation ? `#c-${correction.quotation}` : ''}`
        : '/corrections',
      correction
    })
  })
  return { all, decisions }
}

const feeds = (look: Look): Waiting => {
  const { all, first } = look.store.inbox.failing(MOST_OF_A_KIND)
  const watched = first.length ? look.store.feeds.all() : []
  const decisions = watched
    .filter(one => first.includes(one.address))
    .map(one =>
      decisionOf({
        item: `feed:${one.address}`,
        kind: 'feed',
        sentence: `It failed ${count(one.failures, 'time')} in a row: ${one.why ?? 'no reason was noted'}`,
        yes: 'go on watching',
        no: 'watch it no longer',
        link: '/feeds',
        feed: feedLine(one)
      })
    )
  return { all, decisions }
}

const WAITING: readonly (readonly [Decision['kind'], (look: Look) => Waiting])[] = [
  ['conflict', conflicts],
  ['speaker', speakers],
  ['pair', pairs],
  ['correction', corrections],
  ['feed', feeds]
]
