/** The tables of stories: what they hold, and what grouping remembers of them. */
export const storyTables = `
INSERT INTO state VALUES ('grouped', 0);
CREATE TABLE stories (id TEXT PRIMARY KEY, about TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs) WITHOUT ROWID;
CREATE TABLE story_articles (
  article TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE, story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, n INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX story_articles_story ON story_articles (story, n);
-- Terms are numbers that stand for words: how many articles use one, and under which terms a story is looked up; 'kept' rises with every article.
CREATE TABLE story_terms (term INTEGER PRIMARY KEY, articles INTEGER NOT NULL);
CREATE TABLE story_keys (
  term INTEGER NOT NULL, story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, kept INTEGER NOT NULL, PRIMARY KEY (term, story)
) WITHOUT ROWID;
CREATE INDEX story_keys_kept ON story_keys (term, kept);
CREATE INDEX story_keys_story ON story_keys (story);
-- A story that went into another, or that is put together otherwise now: its old address leads to where it is.
CREATE TABLE story_redirects (old TEXT PRIMARY KEY, story TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE mentions (
  article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, n INTEGER NOT NULL, day TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (article, n)
) WITHOUT ROWID;
`
