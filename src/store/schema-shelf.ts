/** What keeps the cost of one more article flat: the articles that wait for a story, and what stories are about apart from when they were. */
export const shelf = `
-- Articles that are in no story yet, in the order in which they are put into one.
CREATE TABLE ungrouped (
  undated INTEGER NOT NULL, published TEXT NOT NULL, article TEXT NOT NULL UNIQUE REFERENCES articles ON DELETE CASCADE,
  PRIMARY KEY (undated, published, article)
) WITHOUT ROWID;
CREATE TRIGGER articles_ungrouped AFTER INSERT ON articles
BEGIN INSERT INTO ungrouped VALUES (new.published IS NULL, coalesce(json_extract(new.published, '$.value'), ''), new.id); END;
CREATE TRIGGER story_articles_ungrouped AFTER DELETE ON story_articles
BEGIN INSERT INTO ungrouped SELECT published IS NULL, coalesce(json_extract(published, '$.value'), ''), id FROM articles WHERE id = old.article; END;

-- The first and the last day are asked for more often than what a story is about, which is long.
ALTER TABLE stories DROP COLUMN about;
ALTER TABLE stories ADD COLUMN first INTEGER;
ALTER TABLE stories ADD COLUMN last INTEGER;
CREATE TABLE sketches (story TEXT PRIMARY KEY REFERENCES stories ON DELETE CASCADE, about BLOB NOT NULL);

-- How another version put stories together, until all are put together anew and the old addresses can be led on.
CREATE TABLE former_stories (story TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (story, article)) WITHOUT ROWID;
CREATE INDEX story_redirects_story ON story_redirects (story);
INSERT INTO state VALUES ('grouper', '');
INSERT INTO ungrouped SELECT published IS NULL, coalesce(json_extract(published, '$.value'), ''), a.id FROM articles a
  LEFT JOIN story_articles s ON s.article = a.id WHERE s.article IS NULL;
`
