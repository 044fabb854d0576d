import type { ArticleId, Correction, CorrectionId, Entry, Judged, Named, Outcome, SpeakerId, Tied } from '../types.ts'
import type { Database } from './database.ts'
import { ids } from './lists.ts'
import { entryIn } from './rows.ts'
import { replaceQuotations } from './save.ts'
import type { Versions } from './store.ts'
import { saveTies } from './ties.ts'
import { noteChange, stateOf } from './weave.ts'

/** What became of a correction in one article. */
export type Applied = Outcome & { readonly article: ArticleId }

/** What people said against the machine, and what became of it. */
export type Corrections = {
  /** Every correction, in the order in which they were made. */
  corrections(): readonly Correction[]
  /** Adds a correction, for good: what it speaks of is to be settled anew. These are articles that it concerns besides those it points at. */
  addCorrection(correction: Correction, concerned: readonly ArticleId[]): void
  /** The articles to which the corrections are still to be applied. */
  unsettled(): readonly ArticleId[]
  /** An article as the machine read it, without what people corrected. */
  machineEntry(article: ArticleId): Entry
  /** Puts an article with its corrections on top into the record. Does nothing where the machine has read it anew meanwhile. */
  settle(machine: Entry, corrected: Entry, outcomes: readonly Outcome[], ties: readonly Tied[]): void
  /** What became of a correction, by article; nothing where it concerns none. */
  outcomesOf(correction: CorrectionId): readonly Applied[]
  /** How the articles name a speaker, and in which. */
  namings(speaker: SpeakerId): readonly { readonly article: ArticleId; readonly named: Named }[]
  /** What became of the corrections that concern an article. */
  outcomesIn(article: ArticleId): readonly Applied[]
}

/** The corrections in this database. */
export const correctionsIn = (db: Database, versions: Versions): Corrections => ({
  corrections: () =>
    db
      .all<CorrectionRow>('SELECT * FROM corrections ORDER BY at, id')
      .map(({ id, at, author, account, why, says }) => ({ id, at, by: author, account, why, says: JSON.parse(says) })),
  addCorrection: (correction, concerned) => add(db, correction, concerned),
  unsettled: () => {
    if (stateOf(db, 'corrector') !== versions.correct) settleAllAgain(db, versions)
    return ids(db, 'SELECT article AS id FROM unsettled ORDER BY article') as ArticleId[]
  },
  machineEntry: article => machineEntry(db, article),
  settle: (machine, corrected, outcomes, ties) => db.writing(() => settle(db, { machine, corrected, outcomes, ties }, versions)),
  outcomesOf: correction => db.all<Applied>(`${OUTCOMES} WHERE correction = ? ORDER BY article, rowid`, correction),
  namings: speaker =>
    db
      .all<{ article: ArticleId; named: string }>(
        `SELECT DISTINCT q.article, a.speaker AS named FROM spoken s JOIN quotations q ON q.id = s.quotation
         JOIN attributions a ON a.quotation = q.id WHERE s.speaker = ? ORDER BY q.article, a.speaker`,
        speaker
      )
      .map(({ article, named }) => ({ article, named: JSON.parse(named) })),
  outcomesIn: article => db.all<Applied>(`${OUTCOMES} WHERE article = ? ORDER BY correction, rowid`, article)
})

type CorrectionRow = { id: CorrectionId; at: string; author: string; account: string | null; why: string; says: string }

const OUTCOMES = 'SELECT correction, article, quotation, standing, note FROM outcomes'

/** Where corrections had something to do: they may have less, or other things, to do by now. */
const CORRECTED = 'SELECT article FROM uncorrected UNION SELECT article FROM outcomes UNION SELECT article FROM ties'

/** Lets corrections be applied anew to these articles, and to all versions of their pages: what is said of one may hold for those that came later. */
const unsettle = (db: Database, articles: string, ...values: string[]) =>
  db.run(
    `WITH touched AS (${articles}) INSERT OR IGNORE INTO unsettled SELECT id FROM articles WHERE id IN touched
     UNION SELECT id FROM articles WHERE address IN (SELECT address FROM articles WHERE id IN touched AND address <> '-')`,
    ...values
  )

const add = (db: Database, { id, at, by, account = null, why, says }: Correction, concerned: readonly ArticleId[]) =>
  db.writing(() => {
    db.run(
      'INSERT OR IGNORE INTO corrections (id, at, author, account, why, says) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      at,
      by,
      account,
      why,
      JSON.stringify(says)
    )
    unsettle(db, CORRECTED)
    unsettle(db, 'SELECT value FROM json_each(?)', JSON.stringify(concerned))
    noteChange(db)
  })

const settleAllAgain = (db: Database, versions: Versions) =>
  db.writing(() => {
    unsettle(db, CORRECTED)
    db.run(`UPDATE state SET value = ? WHERE name = 'corrector'`, versions.correct)
  })

const machineEntry = (db: Database, article: string): Entry => {
  const entry = entryIn(db, article)!
  const row = db.one<{ quotations: string }>('SELECT quotations FROM uncorrected WHERE article = ?', article)
  return row ? { ...entry, quotations: JSON.parse(row.quotations) as Judged[] } : entry
}

const same = (a: readonly Judged[], b: readonly Judged[]) => JSON.stringify(a) === JSON.stringify(b)

type Settled = { machine: Entry; corrected: Entry; outcomes: readonly Outcome[]; ties: readonly Tied[] }

const settle = (db: Database, { machine, corrected, outcomes, ties }: Settled, versions: Versions) => {
  const { id } = machine.article
  if (!db.one('SELECT 1 FROM articles WHERE id = ?', id) || !same(machineEntry(db, id).quotations, machine.quotations)) return
  if (!same(entryIn(db, id)!.quotations, corrected.quotations)) {
    replaceQuotations(db, corrected, versions, versionsOf(db, id, versions))
    db.run('DELETE FROM uncorrected WHERE article = ?', id)
    if (!same(machine.quotations, corrected.quotations))
      db.run('INSERT INTO uncorrected VALUES (?, ?)', id, JSON.stringify(machine.quotations))
  }
  db.run('DELETE FROM outcomes WHERE article = ?', id)
  for (const { correction, quotation, standing, note } of outcomes)
    db.run('INSERT INTO outcomes VALUES (?, ?, ?, ?, ?)', correction, id, quotation, standing, note)
  saveTies(db, id, ties)
  db.run('DELETE FROM unsettled WHERE article = ?', id)
}

// What is put back is still the work of the run that read the article, not of the one that applies the corrections.
const versionsOf = (db: Database, article: string, versions: Versions): Versions => {
  const row = db.one<{ read_by: string }>('SELECT read_by FROM articles WHERE id = ?', article)
  const [parse, quote, attribute] = row?.read_by.split(' ') ?? []
  return { ...versions, parse, quote, attribute }
}
