/** Notes the statement of a quotation whose saying came or went: it is to be ranked anew. No OR IGNORE: what fires a trigger has its own way with conflicts. */
const noting = (name: string, when: string, quotation: string) => `CREATE TRIGGER ${name} ${when} ON sayings
BEGIN INSERT INTO unranked SELECT 'statement', v.statement FROM variants v WHERE v.quotation = ${quotation}
  AND NOT EXISTS (SELECT 1 FROM unranked WHERE kind = 'statement' AND id = v.statement); END;`

/** The day on which a statement was said, among what it is listed by: the latest that a speaker said are read, and not all. */
export const saidRanks = `
ALTER TABLE statement_ranks ADD COLUMN said TEXT;
CREATE INDEX statement_ranks_said ON statement_ranks (speaker, said DESC, statement);
${noting('sayings_unranked', 'AFTER INSERT', 'new.quotation')}
${noting('sayings_reranked', 'AFTER DELETE', 'old.quotation')}
INSERT OR IGNORE INTO unranked SELECT 'statement', id FROM statements;
`
