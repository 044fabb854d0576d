import type { Database } from './database.ts'
import { feedTables } from './feeds-schema.ts'
import { accounts, alertsWithin } from './schema-accounts.ts'
import { carriedOver, tiedVersions } from './schema-carried.ts'
import { followed } from './schema-followed.ts'
import { keeping } from './schema-keep.ts'
import { keptByPeople } from './schema-kept.ts'
import { posts } from './schema-posts.ts'
import { ranking } from './schema-ranks.ts'
import { rereading } from './schema-reread.ts'
import { saidRanks } from './schema-said.ts'
import { shelf } from './schema-shelf.ts'
import { storyTables } from './schema-stories.ts'
import { strands } from './schema-strands.ts'
import { strongReasons } from './schema-strong.ts'
import { tokenTable } from './schema-tokens.ts'
import { way } from './schema-way.ts'
import { weaving } from './schema-weave.ts'
import { indexWords } from './schema-words.ts'

/** Marks the file as a record of Onrecord ("OnRc"): no other SQLite database is taken for one. */
export const APPLICATION_ID = 0x4f6e5263

const first = `
CREATE TABLE state (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO state VALUES ('revision', 0), ('woven', 0), ('weaver', '');

CREATE TABLE runs (id TEXT PRIMARY KEY, stage TEXT NOT NULL, version TEXT NOT NULL) WITHOUT ROWID;

-- UTF-8 bytes, not TEXT: a NUL in a text would end it, and the id is the hash of these bytes.
CREATE TABLE texts (id TEXT PRIMARY KEY, utf8 BLOB NOT NULL);

CREATE TABLE articles (
  id TEXT PRIMARY KEY, text TEXT NOT NULL REFERENCES texts, address TEXT NOT NULL, seen TEXT NOT NULL, outlet TEXT, language TEXT,
  byline TEXT NOT NULL, published TEXT, updated TEXT, completeness TEXT NOT NULL, read_by TEXT NOT NULL,
  run TEXT NOT NULL REFERENCES runs
);
CREATE TABLE blocks (
  article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, n INTEGER NOT NULL, kind TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, why TEXT, PRIMARY KEY (article, n)
) WITHOUT ROWID;
-- A problem without an article is one of the whole record.
CREATE TABLE problems (
  article TEXT REFERENCES articles ON DELETE CASCADE, n INTEGER NOT NULL, code TEXT NOT NULL, start INTEGER, "end" INTEGER, note TEXT NOT NULL
);
CREATE INDEX problems_article ON problems (article);

CREATE TABLE quotations (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, n INTEGER NOT NULL,
  form TEXT NOT NULL, part TEXT NOT NULL, cue_start INTEGER, cue_end INTEGER, source_start INTEGER, source_end INTEGER,
  because TEXT NOT NULL, confidence REAL NOT NULL, run TEXT NOT NULL REFERENCES runs
);
CREATE INDEX quotations_article ON quotations (article, n);
CREATE TABLE contents (
  quotation TEXT NOT NULL REFERENCES quotations (id) ON DELETE CASCADE, n INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (quotation, n)
) WITHOUT ROWID;
CREATE TABLE attributions (
  quotation TEXT PRIMARY KEY REFERENCES quotations (id) ON DELETE CASCADE,
  speaker TEXT, because TEXT NOT NULL, confidence REAL NOT NULL, why TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs
) WITHOUT ROWID;
-- Printed by its own article, or lent by another's witness.
CREATE TABLE sayings (
  quotation TEXT NOT NULL REFERENCES quotations (id) ON DELETE CASCADE, lent INTEGER NOT NULL, date TEXT, place TEXT, occasion TEXT,
  because TEXT NOT NULL, witness TEXT REFERENCES quotations (id) ON DELETE CASCADE, run TEXT NOT NULL REFERENCES runs,
  PRIMARY KEY (quotation, lent)
) WITHOUT ROWID;
CREATE INDEX sayings_witness ON sayings (witness) WHERE witness IS NOT NULL;

CREATE TABLE speakers (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, names TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs) WITHOUT ROWID;
CREATE TABLE spoken (
  quotation TEXT PRIMARY KEY REFERENCES quotations (id) ON DELETE CASCADE, speaker TEXT NOT NULL REFERENCES speakers ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX spoken_speaker ON spoken (speaker);

CREATE TABLE statements (
  id TEXT PRIMARY KEY, speaker TEXT REFERENCES speakers ON DELETE CASCADE, echoes TEXT NOT NULL, conflicts TEXT NOT NULL,
  run TEXT NOT NULL REFERENCES runs
) WITHOUT ROWID;
CREATE INDEX statements_speaker ON statements (speaker);
CREATE TABLE variants (
  quotation TEXT PRIMARY KEY REFERENCES quotations (id) ON DELETE CASCADE, statement TEXT NOT NULL REFERENCES statements ON DELETE CASCADE,
  n INTEGER NOT NULL, relation TEXT NOT NULL, cells TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX variants_statement ON variants (statement, n);

CREATE TABLE origins (id TEXT PRIMARY KEY, because TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs) WITHOUT ROWID;
CREATE TABLE carriers (
  article TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE, origin TEXT NOT NULL REFERENCES origins ON DELETE CASCADE, n INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX carriers_origin ON carriers (origin, n);

-- An index alone, without the words: its rowid is the quotation's key.
CREATE VIRTUAL TABLE found USING fts5 (words, speaker, outlet, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
`

/** The record's tables, a step a version: a step that has been released never changes, the next one is added after it. What SQL cannot do is a function. */
export const migrations: readonly (string | ((db: Database) => void))[] = [
  first,
  weaving,
  way,
  storyTables,
  indexWords,
  feedTables,
  keeping,
  shelf,
  ranking,
  rereading,
  posts,
  keptByPeople,
  tokenTable,
  strongReasons,
  accounts,
  saidRanks,
  followed,
  strands,
  alertsWithin,
  carriedOver,
  tiedVersions
]
