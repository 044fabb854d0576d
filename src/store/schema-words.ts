import type { Database } from './database.ts'
import { textIn } from './rows.ts'
import { indexCue } from './save.ts'

const tables = [
  // Every text's words, so that what is said not to be in the record is in none of its texts. A text has a key of its own: a rowid may change.
  'CREATE TABLE text_keys (key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE REFERENCES texts)',
  `CREATE VIRTUAL TABLE text_words USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 2')`,
  `CREATE TRIGGER text_indexed AFTER INSERT ON texts BEGIN
     INSERT INTO text_keys (text) VALUES (new.id);
     INSERT INTO text_words (rowid, words) SELECT key, CAST(new.utf8 AS TEXT) FROM text_keys WHERE text = new.id;
   END`,
  'INSERT INTO text_keys (text) SELECT id FROM texts ORDER BY id',
  'INSERT INTO text_words (rowid, words) SELECT k.key, CAST(t.utf8 AS TEXT) FROM text_keys k JOIN texts t ON t.id = k.text',
  // The words that announce a quotation, by its key.
  `CREATE VIRTUAL TABLE cues USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2')`,
  // How many quotations, or texts, have a word: the rare ones find candidates.
  'CREATE VIRTUAL TABLE found_terms USING fts5vocab (found, row)'
]

type Cue = { key: number; text: string; cue_start: number; cue_end: number }

/** The step that makes every text, and every cue, findable by its words. */
export const indexWords = (db: Database): void => {
  for (const sql of tables) db.run(sql)
  const cues = db.all<Cue>(
    `SELECT q.key, a.text, q.cue_start, q.cue_end FROM quotations q JOIN articles a ON a.id = q.article
     WHERE q.cue_start IS NOT NULL ORDER BY a.text`
  )
  let text = cues.length ? textIn(db, cues[0].text) : null
  for (const one of cues) {
    if (text?.id !== one.text) text = textIn(db, one.text)
    indexCue(db, one.key, text!.chars.slice(one.cue_start, one.cue_end))
  }
}
