/** Pages as they came, versions of one address, and what people corrected. */
export const keeping = `
-- A page: its bytes lie in the folder beside the record, under their hash.
CREATE TABLE pages (
  id TEXT PRIMARY KEY, address TEXT NOT NULL, bytes TEXT NOT NULL, size INTEGER NOT NULL, media_type TEXT NOT NULL, charset TEXT,
  headers TEXT, seen TEXT NOT NULL
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
-- What the machine judged of the quotations of an article that people corrected.
CREATE TABLE uncorrected (article TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE, quotations TEXT NOT NULL) WITHOUT ROWID;
-- Articles to which the corrections are still to be applied.
CREATE TABLE unsettled (article TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE) WITHOUT ROWID;
CREATE TRIGGER articles_unsettled AFTER INSERT ON articles WHEN EXISTS (SELECT 1 FROM corrections)
BEGIN INSERT OR IGNORE INTO unsettled VALUES (new.id); END;

INSERT INTO state VALUES ('reviser', ''), ('corrector', '');
`
