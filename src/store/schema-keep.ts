/** Pages as they came, versions of one address, and what people corrected. */
export const keeping = `
-- A page, by a hash of all that it is but its time: its bytes lie in the folder beside the record, under their own hash.
CREATE TABLE pages (
  id TEXT PRIMARY KEY, address TEXT NOT NULL, bytes TEXT NOT NULL, size INTEGER NOT NULL, media_type TEXT NOT NULL, charset TEXT,
  headers TEXT, hints TEXT, seen TEXT NOT NULL
) WITHOUT ROWID;
-- Which page an article is the reading of. No reference to articles: one that is read again is taken out and put back.
CREATE TABLE readings (article TEXT PRIMARY KEY, page TEXT NOT NULL REFERENCES pages) WITHOUT ROWID;
CREATE INDEX readings_page ON readings (page);
-- Readings that gave way to another reading of the same page: nothing counts them, but what points at them still finds them.
CREATE TABLE replaced (article TEXT PRIMARY KEY, successor TEXT NOT NULL, entry TEXT NOT NULL) WITHOUT ROWID;

CREATE INDEX articles_address ON articles (address, seen);
-- Addresses whose versions are still to be compared.
CREATE TABLE uncompared (address TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER articles_uncompared AFTER INSERT ON articles WHEN new.address <> '-'
BEGIN INSERT OR IGNORE INTO uncompared SELECT address FROM articles WHERE address = new.address AND id <> new.id LIMIT 1; END;
CREATE TABLE changes (
  later TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, n INTEGER NOT NULL, earlier TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
  kinds TEXT NOT NULL, before TEXT, after TEXT, run TEXT NOT NULL REFERENCES runs, PRIMARY KEY (later, n)
) WITHOUT ROWID;
CREATE INDEX changes_earlier ON changes (earlier);

-- What people said, as they said it: rows are only ever added.
CREATE TABLE corrections (id TEXT PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, why TEXT NOT NULL, says TEXT NOT NULL) WITHOUT ROWID;
-- What became of each in each article, as the last run found it.
CREATE TABLE outcomes (
  correction TEXT NOT NULL REFERENCES corrections, article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, quotation TEXT,
  standing TEXT NOT NULL, note TEXT NOT NULL
);
CREATE INDEX outcomes_correction ON outcomes (correction);
CREATE INDEX outcomes_article ON outcomes (article);
-- The quotations, or the articles, that a correction of statements, or of origins, speaks of, as they are read now: the n-th of those it points at.
CREATE TABLE ties (
  correction TEXT NOT NULL REFERENCES corrections, n INTEGER NOT NULL, thing TEXT NOT NULL, article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
  PRIMARY KEY (correction, n)
) WITHOUT ROWID;
CREATE INDEX ties_thing ON ties (thing);
CREATE INDEX ties_article ON ties (article);
-- What the machine judged of the quotations of an article that people corrected.
CREATE TABLE uncorrected (article TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE, quotations TEXT NOT NULL) WITHOUT ROWID;
-- Articles to which the corrections are still to be applied.
CREATE TABLE unsettled (article TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE) WITHOUT ROWID;
CREATE TRIGGER articles_unsettled AFTER INSERT ON articles WHEN EXISTS (SELECT 1 FROM corrections)
BEGIN INSERT OR IGNORE INTO unsettled VALUES (new.id); END;

-- Articles that were woven as they stood here and are read otherwise by now, or not at all: what they left in the weave is to be taken back.
CREATE TABLE taken_out (article TEXT PRIMARY KEY, entry TEXT NOT NULL) WITHOUT ROWID;
-- Quotations whose statements, and articles whose origins, are to be made anew.
CREATE TABLE loose (kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;

INSERT INTO state VALUES ('reviser', ''), ('corrector', '');
`
