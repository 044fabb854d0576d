/** What people keep for themselves: searches and whom they are told to, what is on its way, notes by their words, and what the inbox asks by index. */
export const keptByPeople = `
-- Articles in the order in which they came: what is read again keeps its place, and so does a page whose reading gave way to a better one.
CREATE TABLE arrivals (n INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL UNIQUE);
INSERT INTO arrivals (article) SELECT id FROM articles ORDER BY seen, id;
CREATE TRIGGER articles_arrived AFTER INSERT ON articles BEGIN INSERT OR IGNORE INTO arrivals (article) VALUES (new.id); END;
CREATE TRIGGER replaced_arrived AFTER INSERT ON replaced WHEN EXISTS (SELECT 1 FROM arrivals WHERE article = new.article)
BEGIN DELETE FROM arrivals WHERE article = new.successor; UPDATE arrivals SET article = new.successor WHERE article = new.article; END;

CREATE TABLE searches (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL) WITHOUT ROWID;
-- To whom a search is told; until: the last arrival that was looked at for it.
CREATE TABLE alerts (
  search TEXT NOT NULL REFERENCES searches ON DELETE CASCADE, way TEXT NOT NULL, target TEXT NOT NULL, secret TEXT, until INTEGER NOT NULL,
  PRIMARY KEY (search, way)
) WITHOUT ROWID;
-- What is to be told, under the key by which its receiver knows it again. The quotations by their ids: their words are read when it is sent.
CREATE TABLE deliveries (
  id TEXT PRIMARY KEY, search TEXT NOT NULL, way TEXT NOT NULL, quotations TEXT NOT NULL, more INTEGER NOT NULL, made INTEGER NOT NULL,
  next INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'waiting', why TEXT,
  FOREIGN KEY (search, way) REFERENCES alerts (search, way) ON DELETE CASCADE
);
CREATE INDEX deliveries_due ON deliveries (next) WHERE state = 'waiting';
CREATE INDEX deliveries_search ON deliveries (search, way, state);

-- People's notes by their words; since: the last arrival before it. Where a note stands now is an outcome, as of every correction.
CREATE TABLE notes (
  key INTEGER PRIMARY KEY, correction TEXT NOT NULL UNIQUE REFERENCES corrections, about TEXT NOT NULL, since INTEGER NOT NULL
);
CREATE VIRTUAL TABLE note_words USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER corrections_noted AFTER INSERT ON corrections WHEN json_extract(new.says, '$.kind') = 'note'
BEGIN INSERT INTO notes (correction, about, since) SELECT new.id, json_extract(new.says, '$.about'), coalesce(max(n), 0) FROM arrivals; INSERT INTO note_words (rowid, words) SELECT key, new.why FROM notes WHERE correction = new.id; END;
CREATE INDEX outcomes_quotation ON outcomes (quotation) WHERE quotation IS NOT NULL;
-- The quotations that a note speaks of: by itself, or by its statement, its article, its story.
CREATE VIEW noted (quotation, key) AS
  SELECT o.quotation, n.key FROM notes n JOIN outcomes o ON o.correction = n.correction WHERE n.about = 'quotation' AND o.quotation IS NOT NULL
  UNION ALL
  SELECT w.quotation, n.key FROM notes n JOIN outcomes o ON o.correction = n.correction JOIN variants v ON v.quotation = o.quotation
    JOIN variants w ON w.statement = v.statement WHERE n.about = 'statement'
  UNION ALL
  SELECT q.id, n.key FROM notes n JOIN outcomes o ON o.correction = n.correction JOIN quotations q ON q.article = o.article WHERE n.about = 'article'
  UNION ALL
  SELECT q.id, n.key FROM notes n JOIN outcomes o ON o.correction = n.correction JOIN story_articles s ON s.article = o.article
    JOIN story_articles t ON t.story = s.story JOIN quotations q ON q.article = t.article WHERE n.about = 'story';

-- What of the inbox people have seen, and what they set aside.
INSERT INTO state SELECT 'looked', coalesce(max(n), 0) FROM arrivals;
CREATE TABLE set_aside (item TEXT PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX attributions_unsure ON attributions (confidence) WHERE speaker IS NOT NULL AND confidence < 0.9;
CREATE INDEX bonds_unsure ON bonds (same) WHERE likely = 1 AND same < 0.6;
CREATE INDEX statements_conflicting ON statements (id) WHERE conflicts <> '[]';
CREATE INDEX outcomes_unsettled ON outcomes (standing) WHERE standing IN ('disputed', 'outranked');
CREATE INDEX feeds_failing ON feeds (failures) WHERE failures > 0 AND ended = 0;
`
