/** In which strand of its story an article stands, and what the strands of a story are about, where it has more than one. */
export const strands = `
ALTER TABLE story_articles ADD COLUMN strand INTEGER NOT NULL DEFAULT 0;
CREATE TABLE strands (
  story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, n INTEGER NOT NULL, about BLOB NOT NULL, PRIMARY KEY (story, n)
);
`
