import { checkQuote, checkReading, checkStatement } from '../../laws.ts'
import type { Store } from '../../store/index.ts'
import type { QuoteId } from '../../types.ts'
import type { EngineState } from '../house.ts'

/** One thing that the doctor looked at: what it is, and what is wrong with it. */
export type Finding = { readonly what: string; readonly wrong: readonly string[] }

/** The oldest Node that Onrecord runs on, as package.json's `engines` says. */
const OLDEST_NODE = [20, 19]

/** Looks at the program's ground and at everything the record holds. */
export const examine = (store: Store, node: string, engine: EngineState): Finding[] => {
  const changed = store.changedTexts()
  const entries = store.entries()
  const pages = store.pageFaults()
  const without = pages.without ? ` (${pages.without} of the articles have none)` : ''
  const textOf = new Map(entries.flatMap(({ article, quotations }) => quotations.map(one => [one.id, article.text] as const)))
  const sound = entries.filter(({ article }) => !changed.includes(article.id))
  return [
    { what: `Node ${node}`, wrong: oldEnough(node) ? [] : [`Node ${OLDEST_NODE.join('.')} or newer is needed`] },
    { what: engine.sentence, wrong: engine.wrong },
    { what: "the record's file, its tables and its index", wrong: store.faults() },
    {
      what: `${entries.length} texts against their hashes`,
      wrong: changed.map(id => `article ${id}: its text is no longer the one that was read; its quotations are refused`)
    },
    { what: `${pages.pages} kept pages against their hashes${without}`, wrong: pages.wrong },
    {
      what: `${textOf.size} quotations against the laws`,
      wrong: sound.flatMap(({ article, quotations }) => [
        ...checkReading(article).map(note => `article ${article.id}: ${note}`),
        ...quotations.flatMap(({ id, quote }) => checkQuote(article.text, quote).map(note => `quotation ${id}: ${note}`))
      ])
    },
    { what: `${store.statements().length} statements against the laws`, wrong: statementFaults(store, textOf) }
  ]
}

const statementFaults = (store: Store, texts: ReadonlyMap<QuoteId, Parameters<typeof checkQuote>[0]>) =>
  store.statements().flatMap(one => {
    const unknown = one.variants.find(({ quotation }) => !texts.has(quotation))
    if (unknown) return [`statement ${one.id}: there is no quotation ${unknown.quotation}`]
    return checkStatement(one, id => texts.get(id)!).map(note => `statement ${one.id}: ${note}`)
  })

const oldEnough = (node: string) => {
  const [major, minor] = node.split('.').map(Number)
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
}
