import type { Form, SpeakerId } from '../types.ts'
import type { Database } from './database.ts'

/** How often one outlet quotes a speaker, by the form of the quotation; null is what names no outlet. */
export type Reported = { readonly outlet: string | null; readonly form: Form; readonly quotations: number }

/** How each outlet quotes a speaker, most quotations first. */
export const reportedOf = (db: Database, speaker: SpeakerId): Reported[] =>
  db.all<Reported>(
    `SELECT a.outlet, q.form, count(*) AS quotations FROM spoken o JOIN quotations q ON q.id = o.quotation JOIN articles a ON a.id = q.article
     WHERE o.speaker = ? GROUP BY a.outlet, q.form ORDER BY quotations DESC, a.outlet, q.form`,
    speaker
  )
