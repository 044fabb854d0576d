/** What is corrected in one version of a page may hold for those that came later: they are settled again when a version comes, or is read anew, that stands before them. */
export const carriedOver = `
CREATE TRIGGER articles_unsettled_later AFTER INSERT ON articles WHEN new.address <> '-' AND EXISTS (SELECT 1 FROM corrections)
BEGIN INSERT OR IGNORE INTO unsettled SELECT id FROM articles WHERE address = new.address AND seen >= new.seen; END;
`

/** What a correction points at may stand in several versions of a page: each is tied. */
export const tiedVersions = `
CREATE TABLE ties_before AS SELECT correction, n, thing, article FROM ties;
DROP TABLE ties;
CREATE TABLE ties (
  correction TEXT NOT NULL REFERENCES corrections, n INTEGER NOT NULL, thing TEXT NOT NULL, article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
  PRIMARY KEY (correction, n, thing)
) WITHOUT ROWID;
CREATE INDEX ties_thing ON ties (thing);
CREATE INDEX ties_article ON ties (article);
INSERT INTO ties SELECT correction, n, thing, article FROM ties_before;
DROP TABLE ties_before;
`
