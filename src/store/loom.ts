import type {
  ArticleId,
  Bond,
  Loan,
  Named,
  NameGroup,
  Origin,
  Problem,
  QuoteId,
  Reason,
  Saying,
  Speaker,
  SpeakerId,
  Statement,
  StatementId
} from '../types.ts'
import type { Database } from './database.ts'
import { findAgain } from './found.ts'
import { allOf, ids } from './lists.ts'
import { entryIn, originOf } from './rows.ts'
import { runOf, saveSaying } from './save.ts'
import type { Versions } from './store.ts'
import type { OriginRow } from './tables.ts'
import { looseIn } from './taken-out.ts'
import { tiesIn } from './ties.ts'

const bytes = (id: string) => Buffer.from(id, 'hex')

type Place = { readonly day: number; readonly id: string }

/** The record as weaving needs it: to be used within one transaction. */
export const openLoom = (db: Database, versions: Versions) => {
  const runs = runsIn(db, versions)
  return {
    ...queueOf(db),
    ...looseIn(db),
    ...tiesIn(db),
    ...neighboursIn(db),
    ...namesIn(db, runs),
    ...statementsIn(db, runs),
    ...daysIn(db, runs),
    ...originsIn(db, runs)
  }
}

type Runs = (stage: keyof Versions) => string

/** The ids of the stages' runs, each asked for once. */
const runsIn = (db: Database, versions: Versions): Runs => {
  const held = new Map<string, string>()
  return stage => {
    const id = held.get(stage) ?? runOf(db, stage, versions[stage])
    held.set(stage, id)
    return id
  }
}

/** What `flow.ts` is handed to weave with. */
export type StoredLoom = ReturnType<typeof openLoom>

const queueOf = (db: Database) => ({
  unwoven: (most: number) => ids(db, `SELECT article AS id FROM unwoven LIMIT ${most}`) as ArticleId[],
  finish: (articles: readonly ArticleId[]) => {
    for (const id of articles) db.run('DELETE FROM unwoven WHERE article = ?', id)
    db.run("UPDATE state SET value = value + ? WHERE name = 'woven'", articles.length)
  },
  entry: (article: ArticleId) => entryIn(db, article),
  articleOf: (quotation: QuoteId) =>
    (ids(db, 'SELECT article AS id FROM quotations WHERE id = ?', quotation)[0] as ArticleId | undefined) ?? null
})

// One row for all of an answer: a row more costs more than what stands in it. An id is as many letters as the next.
const AROUND = `SELECT json_group_array(json_array(
    (SELECT lower(group_concat(hex(id), '')) FROM
      (SELECT id FROM keys WHERE key = k.value AND (day, id) < (?2, ?3) ORDER BY day DESC, id DESC LIMIT ?4)),
    (SELECT lower(group_concat(hex(id), '')) FROM
      (SELECT id FROM keys WHERE key = k.value AND (day, id) > (?2, ?3) ORDER BY day, id LIMIT ?4))
  )) AS all_of FROM json_each(?1) k`

const eachId = (joined: string | null): string[] => joined?.match(/.{16}/g) ?? []

const neighboursIn = (db: Database) => ({
  around: (keys: readonly number[], { day, id }: Place, most: number) =>
    allOf<[string | null, string | null]>(db, AROUND, JSON.stringify(keys), day, bytes(id), most).map(([before, after]) => ({
      before: eachId(before),
      after: eachId(after)
    })),
  between: (key: number, from: Place, to: Place, most: number) =>
    db.one<{ n: number }>(
      'SELECT count(*) AS n FROM (SELECT 1 FROM keys WHERE key = ? AND (day, id) > (?, ?) AND (day, id) < (?, ?) LIMIT ?)',
      key,
      from.day,
      bytes(from.id),
      to.day,
      bytes(to.id),
      most
    )!.n,
  enter: ({ day, id }: Place, keys: readonly number[]) => {
    db.run('INSERT OR IGNORE INTO keys SELECT value, ?2, ?3 FROM json_each(?1)', JSON.stringify(keys), day, bytes(id))
  },
  leave: ({ day, id }: Place, keys: readonly number[]) =>
    db.run(
      'DELETE FROM keys WHERE key IN (SELECT value FROM json_each(?1)) AND day = ?2 AND id = ?3',
      JSON.stringify(keys),
      day,
      bytes(id)
    )
})

type LinkedName = NameGroup & { readonly speaker: SpeakerId | null; readonly also: string | null }

const namesBy = (db: Database, from: string, value: string): LinkedName[] =>
  allOf<LinkedName>(
    db,
    `SELECT json_group_array(json_object('key', n.key, 'kind', n.kind, 'prints', json(n.prints), 'forms', json(n.forms),
       'speaker', n.speaker, 'also', n.also)) AS all_of ${from}`,
    value
  )

const namesIn = (db: Database, run: Runs) => ({
  name: (key: string) => namesBy(db, 'FROM names n WHERE n.key = ?', key)[0] ?? null,
  namesAt: (place: string, most: number) =>
    namesBy(db, `FROM (SELECT name FROM name_places WHERE place = ? LIMIT ${most}) p JOIN names n ON n.key = p.name`, place),
  namesOf: (speaker: SpeakerId) => namesBy(db, 'FROM names n WHERE n.speaker = ?', speaker),
  putName: ({ key, kind, prints, forms }: NameGroup, places: readonly string[]) => {
    db.run(
      'INSERT INTO names VALUES (?, ?, ?, ?, NULL, NULL) ON CONFLICT (key) DO UPDATE SET prints = excluded.prints, forms = excluded.forms',
      key,
      kind,
      JSON.stringify(prints),
      JSON.stringify(forms)
    )
    for (const place of places) db.run('INSERT OR IGNORE INTO name_places VALUES (?, ?)', place, key)
  },
  dropName: (key: string, places: readonly string[]) => {
    for (const place of places) db.run('DELETE FROM name_places WHERE place = ? AND name = ?', place, key)
    db.run('DELETE FROM names WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM named WHERE name = ?1)', key)
  },
  isPrinted: (key: string, named: Named) =>
    db.one(
      'SELECT 1 FROM named n JOIN attributions a ON a.quotation = n.quotation WHERE n.name = ? AND a.speaker = ? LIMIT 1',
      key,
      JSON.stringify(named)
    ) !== null,
  printsOfName: (key: string) =>
    db
      .all<{ speaker: string }>(
        'SELECT DISTINCT a.speaker FROM named n JOIN attributions a ON a.quotation = n.quotation WHERE n.name = ?',
        key
      )
      .map(row => JSON.parse(row.speaker) as Named),
  putNamed: (quotation: QuoteId, name: string) => {
    db.run('INSERT OR REPLACE INTO named VALUES (?, ?)', quotation, name)
    db.run('INSERT OR REPLACE INTO spoken SELECT ?, speaker FROM names WHERE key = ? AND speaker IS NOT NULL', quotation, name)
    if (db.one('SELECT 1 FROM names WHERE key = ? AND also IS NOT NULL', name)) findAgain(db, quotation)
  },
  putSpeaker: ({ id, name, kind, names }: Speaker) =>
    db.run(
      `INSERT INTO speakers VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, names = excluded.names, run = excluded.run`,
      id,
      name,
      kind,
      JSON.stringify(names),
      run('attribute')
    ),
  linkName: (name: string, speaker: SpeakerId, also: string | null) => {
    const before = db.one<{ speaker: string | null; also: string | null }>('SELECT speaker, also FROM names WHERE key = ?', name)
    db.run('UPDATE names SET speaker = ?, also = ? WHERE key = ?', speaker, also, name)
    if (before?.speaker !== speaker) {
      db.run('INSERT OR REPLACE INTO spoken SELECT quotation, ? FROM named WHERE name = ?', speaker, name)
      db.run(
        `UPDATE statements SET speaker = ${SPEAKER_OF}
         WHERE id IN (SELECT v.statement FROM named n JOIN variants v ON v.quotation = n.quotation WHERE n.name = ?)`,
        name
      )
    }
    if (before?.also !== also)
      for (const id of ids(db, 'SELECT quotation AS id FROM named WHERE name = ?', name)) findAgain(db, id)
  },
  dropSpeaker: (speaker: SpeakerId) =>
    db.run('DELETE FROM speakers WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM names WHERE speaker = ?1)', speaker)
})

/** The speaker of a statement: that of the first of its variants that names one. */
const SPEAKER_OF = `(SELECT o.speaker FROM variants v JOIN spoken o ON o.quotation = v.quotation WHERE v.statement = statements.id ORDER BY v.n LIMIT 1)`

const STATEMENT = `SELECT v.statement AS id,
    (SELECT group_concat(quotation, ' ') FROM (SELECT quotation FROM variants WHERE statement = v.statement ORDER BY n)) AS members
  FROM variants v WHERE v.quotation = ?`

// A number of seventeen digits comes back as it went in.
const BONDS = `SELECT group_concat(lower(hex(a)) || ' ' || lower(hex(b)) || ' ' || printf('%!.17g', same) || ' ' || likely || words || echo || conflict, '\n') AS bonds
  FROM (SELECT * FROM bonds WHERE a = ?1 UNION ALL SELECT * FROM bonds WHERE b = ?1)`

const bondOf = (line: string): Bond => {
  const [a, b, same, flags] = line.split(' ')
  const [likely, words, echo, conflict] = [...flags].map(flag => flag === '1')
  return { a: a as QuoteId, b: b as QuoteId, same: Number(same), likely, words, echo, conflict }
}

const statementsIn = (db: Database, run: Runs) => ({
  bondsOf: (quotation: QuoteId) =>
    db.one<{ bonds: string | null }>(BONDS, bytes(quotation))!.bonds?.split('\n').map(bondOf) ?? [],
  putBond: ({ a, b, same, likely, words, echo, conflict }: Bond) =>
    db.run(
      'INSERT OR REPLACE INTO bonds VALUES (?, ?, ?, ?, ?, ?, ?)',
      bytes(a),
      bytes(b),
      same,
      Number(likely),
      Number(words),
      Number(echo),
      Number(conflict)
    ),
  cutBond: (a: QuoteId, b: QuoteId) => {
    const [first, last] = a < b ? [a, b] : [b, a]
    db.run('DELETE FROM bonds WHERE a = ? AND b = ?', bytes(first), bytes(last))
  },
  statementOf: (quotation: QuoteId) => {
    const row = db.one<{ id: StatementId; members: string }>(STATEMENT, quotation)
    return row && { id: row.id, members: row.members.split(' ') as QuoteId[] }
  },
  putStatement: ({ id, variants }: Pick<Statement, 'id' | 'variants'>) => {
    const signed = run('align')
    db.run("INSERT INTO statements VALUES (?, NULL, '[]', '[]', ?)", id, signed)
    variants.forEach(({ quotation, relation, cells }, n) => {
      db.run('INSERT INTO variants VALUES (?, ?, ?, ?, ?)', quotation, id, n, relation, JSON.stringify(cells))
    })
    db.run(`UPDATE statements SET speaker = ${SPEAKER_OF} WHERE id = ?`, id)
  },
  dropStatement: (id: StatementId) => db.run('DELETE FROM statements WHERE id = ?', id),
  putLinks: (id: StatementId, echoes: readonly StatementId[], conflicts: readonly QuoteId[]) =>
    db.run('UPDATE statements SET echoes = ?, conflicts = ? WHERE id = ?', JSON.stringify(echoes), JSON.stringify(conflicts), id),
  putFaults: (quotation: QuoteId, faults: readonly Problem[]) => {
    db.run("DELETE FROM problems WHERE code = 'laws/statement' AND substr(note, 1, length(?1)) = ?1", quotation)
    faults.forEach(({ code, note }, n) => {
      db.run('INSERT INTO problems VALUES (NULL, ?, ?, NULL, NULL, ?)', n, code, note)
    })
  }
})

const daysIn = (db: Database, run: Runs) => ({
  loansOf: (quotation: QuoteId): ReadonlyMap<number, Loan> =>
    new Map(
      db
        .all<Loan & { lending: number }>('SELECT lending, date, witness FROM loans WHERE quotation = ?', quotation)
        .map(({ lending, date, witness }) => [lending, { date, witness }])
    ),
  putLoan: (lending: number, quotation: QuoteId, loan: Loan | null) =>
    loan
      ? db.run('INSERT OR REPLACE INTO loans VALUES (?, ?, ?, ?)', quotation, lending, loan.date, loan.witness)
      : db.run('DELETE FROM loans WHERE quotation = ? AND lending = ?', quotation, lending),
  putSaying: (quotation: QuoteId, lent: Saying | null) => {
    db.run('DELETE FROM sayings WHERE quotation = ? AND lent = 1', quotation)
    if (lent) saveSaying(db, quotation, lent, true, run('attribute'))
  }
})

const originsIn = (db: Database, run: Runs) => ({
  copiesOf: (article: ArticleId) =>
    db
      .all<{ a: ArticleId; b: ArticleId; reasons: string }>(
        'SELECT * FROM copies WHERE a = ?1 UNION ALL SELECT * FROM copies WHERE b = ?1',
        article
      )
      .map(row => ({ ...row, reasons: JSON.parse(row.reasons) as Reason[] })),
  putCopy: ({ a, b, reasons }: { a: ArticleId; b: ArticleId; reasons: readonly Reason[] }) =>
    db.run('INSERT OR REPLACE INTO copies VALUES (?, ?, ?)', a, b, JSON.stringify(reasons)),
  cutCopy: (a: ArticleId, b: ArticleId) => {
    const [first, last] = a < b ? [a, b] : [b, a]
    db.run('DELETE FROM copies WHERE a = ? AND b = ?', first, last)
  },
  originOf: (article: ArticleId): Origin | null =>
    db
      .all<OriginRow>('SELECT o.* FROM origins o JOIN carriers c ON c.origin = o.id WHERE c.article = ?', article)
      .map(row => originOf(db, row))[0] ?? null,
  putOrigin: ({ id, articles, because }: Origin) => {
    db.run('INSERT INTO origins VALUES (?, ?, ?)', id, JSON.stringify(because), run('trace'))
    articles.forEach((article, n) => {
      const strong = because.flatMap((reason, at) => (reason.strong && reason.articles.includes(article) ? [at] : []))
      db.run('INSERT INTO carriers VALUES (?, ?, ?, ?)', article, id, n, JSON.stringify(strong))
    })
  },
  dropOrigin: (id: Origin['id']) => db.run('DELETE FROM origins WHERE id = ?', id)
})
