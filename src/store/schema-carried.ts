/** What is corrected in one version of a page may hold for those that came later: they are settled again when a version comes, or is read anew, that stands before them. */
export const carriedOver = `
CREATE TRIGGER articles_unsettled_later AFTER INSERT ON articles WHEN new.address <> '-' AND EXISTS (SELECT 1 FROM corrections)
BEGIN INSERT OR IGNORE INTO unsettled SELECT id FROM articles WHERE address = new.address AND seen >= new.seen; END;
`
