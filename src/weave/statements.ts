import type { ArticleId, Bond, QuoteId, StatementId, Tie, Witness } from '../types.ts'
import type { Loom, Weavers } from './loom.ts'
import { enter, stillMeet } from './neighbours.ts'
import type { Reader } from './reader.ts'

/** Finds what the quotations of an article are to others in the record. Gives those whose bonds changed: its own, and some between which it now stands. */
export const bindQuotations = (loom: Loom, read: Reader, article: ArticleId, parts: Weavers): Set<QuoteId> => {
  const touched = new Set<QuoteId>()
  const own: Witness[] = []
  for (const witness of read.witnessesOf(article)) {
    const { met, parted } = enter(loom, witness.id, parts.keysOf(witness))
    const beside = new Set(own.map(one => one.id as string))
    const others = [...own, ...met.filter(id => !beside.has(id)).map(id => read.witness(id as QuoteId))]
    for (const other of others) {
      const bond = parts.bondOf(witness, other, parts.mayBeOne)
      if (bond) loom.putBond(bond)
    }
    for (const [a, b] of parted) for (const id of part(loom, read, a as QuoteId, b as QuoteId, parts)) touched.add(id)
    touched.add(witness.id)
    own.push(witness)
  }
  return touched
}

/** Cuts the bond between two quotations that no longer meet; gives them where there was one. */
const part = (loom: Loom, read: Reader, a: QuoteId, b: QuoteId, parts: Weavers): QuoteId[] => {
  if (!loom.bondsOf(a).some(bond => bond.a === b || bond.b === b)) return []
  const [x, y] = [read.witness(a), read.witness(b)]
  if (x.article.id === y.article.id || stillMeet(loom, a, b, parts.keysOf(x), parts.keysOf(y))) return []
  loom.cutBond(a, b)
  return [a, b]
}

/** Makes anew the statements around quotations whose bonds changed; gives the ids of all that changed. */
export const weaveStatements = (
  loom: Loom,
  read: Reader,
  touched: ReadonlySet<QuoteId>,
  parts: Weavers
): { statements: Set<StatementId>; quotations: Set<QuoteId> } => {
  const { quotations, bonds, ties, statements } = regionOf(loom, touched)
  const before = new Map<string, StatementId>()
  for (const quotation of quotations) {
    const statement = statements.get(quotation)
    if (statement) before.set([...statement.members].sort().join(' '), statement.id)
    else loom.putFaults(quotation, [])
  }
  const witnesses = quotations.map(read.witness)
  const clusters = parts.correctClusters(parts.clustersOf(witnesses, bonds, parts.mayBeOne), ties)
  const fresh = clusters.filter(members => !before.delete(namesOf(members)))
  for (const id of before.values()) loom.dropStatement(id)
  for (const members of fresh) make(loom, read, members, parts)
  const changed = new Set([...touched, ...fresh.flatMap(members => members.map(one => one.id))])
  const linked = relink(loom, changed)
  return { statements: new Set([...before.values(), ...linked]), quotations: changed }
}

const namesOf = (members: readonly Witness[]) =>
  members
    .map(one => one.id)
    .sort()
    .join(' ')

type Stated = NonNullable<ReturnType<Loom['statementOf']>>

/** `statements` holds for each quotation the statement that it belongs to, where it belongs to one. */
type Region = { quotations: QuoteId[]; bonds: Bond[]; ties: Tie<QuoteId>[]; statements: ReadonlyMap<QuoteId, Stated> }

/** The quotations to which likely bonds lead, or the statements of before, or a person's word, and these bonds and words. */
const regionOf = (loom: Loom, touched: ReadonlySet<QuoteId>): Region => {
  const found = new Set<QuoteId>()
  const bonds = new Map<string, Bond>()
  const ties = new Map<string, Tie<QuoteId>>()
  const statements = new Map<QuoteId, Stated>()
  const statementOf = statementsIn(loom)
  const open = [...touched]
  for (let quotation = open.pop(); quotation !== undefined; quotation = open.pop()) {
    if (found.has(quotation)) continue
    found.add(quotation)
    for (const bond of loom.bondsOf(quotation)) {
      if (!bond.likely) continue
      bonds.set(`${bond.a} ${bond.b}`, bond)
      open.push(bond.a, bond.b)
    }
    for (const tie of loom.tiesOf(quotation)) {
      ties.set(tie.correction, tie)
      open.push(...tie.things, ...tie.from)
    }
    const statement = statementOf(quotation)
    if (!statement) continue
    statements.set(quotation, statement)
    open.push(...statement.members)
  }
  return { quotations: [...found].sort(), bonds: [...bonds.values()], ties: [...ties.values()], statements }
}

const make = (loom: Loom, read: Reader, members: readonly Witness[], parts: Weavers): void => {
  const statement = parts.makeStatement(members)
  const broken = parts.checkStatement({ ...statement, echoes: [], conflicts: [] }, id => read.witness(id).article.text)
  if (!broken.length) loom.putStatement(statement)
  if (!broken.length) return
  const [{ quotation }] = statement.variants
  loom.putFaults(
    quotation,
    broken.map(note => ({ code: 'laws/statement', at: null, note: `${quotation}: ${note}` }))
  )
}

/** Writes anew which statements echo each other and which quotations contradict them, for those of these quotations and all they are linked to. */
const relink = (loom: Loom, changed: ReadonlySet<QuoteId>): StatementId[] => {
  const members = new Map<StatementId, readonly QuoteId[]>()
  const statementOf = statementsIn(loom)
  const links = new Map<QuoteId, ReturnType<typeof readLinks>>()
  const linkedTo = (quotation: QuoteId) => {
    const known = links.get(quotation) ?? readLinks(loom, quotation)
    links.set(quotation, known)
    return known
  }
  const add = (quotation: QuoteId) => {
    const statement = statementOf(quotation)
    if (statement) members.set(statement.id, statement.members)
  }
  for (const quotation of changed) {
    add(quotation)
    for (const other of linkedTo(quotation)) add(other.id)
  }
  for (const [id, own] of members) {
    const [echoes, conflicts] = [new Set<StatementId>(), new Set<QuoteId>()]
    for (const link of own.flatMap(linkedTo)) {
      const other = statementOf(link.id)?.id
      if (other === id) continue
      if (link.echo && other) echoes.add(other)
      if (link.conflict) conflicts.add(link.id)
    }
    loom.putLinks(id, [...echoes].sort(), [...conflicts].sort())
  }
  return [...members.keys()]
}

/** The statements as they now are, each read once. */
const statementsIn = (loom: Loom): Loom['statementOf'] => {
  const held = new Map<QuoteId, Stated | null>()
  return quotation => {
    const known = held.get(quotation)
    if (known !== undefined) return known
    const statement = loom.statementOf(quotation)
    for (const member of statement?.members ?? [quotation]) held.set(member, statement)
    return statement
  }
}

const readLinks = (loom: Loom, quotation: QuoteId) =>
  loom
    .bondsOf(quotation)
    .filter(({ echo, conflict }) => echo || conflict)
    .map(({ a, b, echo, conflict }) => ({ id: a === quotation ? b : a, echo, conflict }))
