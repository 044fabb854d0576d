/** What weaving one article at a time needs: what waits, the keys by which neighbours are found, and what two things are to each other. */
export const weaving = `
-- The articles that are not woven yet.
CREATE TABLE unwoven (article TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE) WITHOUT ROWID;

-- Ids are kept as their 8 bytes here: there are some fifty rows a quotation.
CREATE TABLE keys (key INTEGER NOT NULL, day INTEGER NOT NULL, id BLOB NOT NULL, PRIMARY KEY (key, day, id)) WITHOUT ROWID;
CREATE TABLE bonds (
  a BLOB NOT NULL, b BLOB NOT NULL, same REAL NOT NULL, likely INTEGER NOT NULL, words INTEGER NOT NULL, echo INTEGER NOT NULL,
  conflict INTEGER NOT NULL, PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX bonds_b ON bonds (b, a);
CREATE TABLE copies (a TEXT NOT NULL, b TEXT NOT NULL, reasons TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX copies_b ON copies (b);

-- A name that many could bear is found by its speaker's own name also.
CREATE TABLE names (
  key TEXT PRIMARY KEY, kind TEXT NOT NULL, prints TEXT NOT NULL, forms TEXT NOT NULL, speaker TEXT,
  also TEXT
) WITHOUT ROWID;
CREATE INDEX names_speaker ON names (speaker);
CREATE TABLE name_places (place TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (place, name)) WITHOUT ROWID;
CREATE TABLE named (quotation TEXT PRIMARY KEY REFERENCES quotations (id) ON DELETE CASCADE, name TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX named_name ON named (name);

-- The day that a quotation has from others after so many lendings.
CREATE TABLE loans (
  quotation TEXT NOT NULL REFERENCES quotations (id) ON DELETE CASCADE, lending INTEGER NOT NULL, date TEXT NOT NULL, witness TEXT NOT NULL,
  PRIMARY KEY (quotation, lending)
) WITHOUT ROWID;

CREATE INDEX problems_code ON problems (code) WHERE code = 'laws/statement';

-- What earlier versions wove is woven anew.
UPDATE state SET value = '' WHERE name = 'weaver';
`
