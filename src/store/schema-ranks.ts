/** A trigger that notes which thing of a kind is to be ranked anew. No OR IGNORE: the statement that fires a trigger has its own way with conflicts. */
const noting = (name: string, when: string, kind: string, id: string) => `CREATE TRIGGER ${name} ${when}
BEGIN INSERT INTO unranked SELECT '${kind}', ${id} WHERE NOT EXISTS (SELECT 1 FROM unranked WHERE kind = '${kind}' AND id = ${id}); END;`

/** What long lists are sorted by, kept beside what is listed, so that a page of one is read and not the whole; and the orders of articles as indexes. */
export const ranking = `
CREATE TABLE statement_ranks (
  statement TEXT PRIMARY KEY REFERENCES statements ON DELETE CASCADE, speaker TEXT, printings INTEGER NOT NULL,
  -- Of the quotations that are its variants or in conflict with it: how many, in how many articles, of how many outlets.
  touched INTEGER NOT NULL, articles INTEGER NOT NULL, outlets INTEGER NOT NULL,
  -- How much its difference tells, 1 most; null where its printings do not differ.
  tells INTEGER
) WITHOUT ROWID;
CREATE INDEX statement_ranks_most ON statement_ranks (printings DESC, statement);
CREATE INDEX statement_ranks_speaker ON statement_ranks (speaker, printings DESC, statement);
CREATE INDEX statement_ranks_shared ON statement_ranks (outlets DESC, touched DESC, statement) WHERE articles > 1;
CREATE INDEX statement_ranks_tells ON statement_ranks (tells, printings DESC, statement) WHERE tells IS NOT NULL;

CREATE TABLE speaker_ranks (
  speaker TEXT PRIMARY KEY REFERENCES speakers ON DELETE CASCADE, name TEXT NOT NULL, quotations INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX speaker_ranks_most ON speaker_ranks (quotations DESC, name, speaker);
CREATE INDEX speaker_ranks_name ON speaker_ranks (name, speaker);

CREATE TABLE story_ranks (
  story TEXT PRIMARY KEY REFERENCES stories ON DELETE CASCADE, articles INTEGER NOT NULL, alone INTEGER NOT NULL, last TEXT
) WITHOUT ROWID;
CREATE INDEX story_ranks_latest ON story_ranks (alone, last IS NULL, last DESC, story);

-- What is to be ranked anew before the transaction that touched it ends.
CREATE TABLE unranked (kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
${noting('statements_unranked', 'AFTER INSERT ON statements', 'statement', 'new.id')}
${noting('statements_reranked', 'AFTER UPDATE ON statements', 'statement', 'new.id')}
${noting('speakers_unranked', 'AFTER INSERT ON speakers', 'speaker', 'new.id')}
${noting('speakers_reranked', 'AFTER UPDATE ON speakers', 'speaker', 'new.id')}
-- Before, and not after: a row that takes another one's place is not deleted for a trigger.
CREATE TRIGGER spoken_replaced BEFORE INSERT ON spoken
BEGIN INSERT INTO unranked SELECT 'speaker', o.speaker FROM spoken o WHERE o.quotation = new.quotation
  AND NOT EXISTS (SELECT 1 FROM unranked WHERE kind = 'speaker' AND id = o.speaker); END;
${noting('spoken_unranked', 'AFTER INSERT ON spoken', 'speaker', 'new.speaker')}
${noting('spoken_reranked', 'AFTER DELETE ON spoken', 'speaker', 'old.speaker')}
${noting('story_articles_unranked', 'AFTER INSERT ON story_articles', 'story', 'new.story')}
${noting('story_articles_left', 'AFTER UPDATE ON story_articles', 'story', 'old.story')}
${noting('story_articles_moved', 'AFTER UPDATE ON story_articles', 'story', 'new.story')}
${noting('story_articles_reranked', 'AFTER DELETE ON story_articles', 'story', 'old.story')}

INSERT INTO unranked SELECT 'statement', id FROM statements UNION ALL SELECT 'speaker', id FROM speakers UNION ALL SELECT 'story', id FROM stories;

CREATE INDEX articles_first ON articles (published IS NULL, json_extract(published, '$.value'), address, id);
CREATE INDEX articles_latest ON articles (published IS NULL, json_extract(published, '$.value') DESC, address, id);
CREATE INDEX articles_outlet ON articles (outlet);
`
