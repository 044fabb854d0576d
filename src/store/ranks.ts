import type { Database } from './database.ts'

// The joins are crossed: from what is to be ranked outwards, and never through a whole table.

/** How much a difference tells, as a statement's variant shows it: given to two speakers or cut silently, quoted in a headline, in other words, marked. */
const TELLS = `CASE
  WHEN s.conflicts <> '[]' OR t.relation = 'elided-silent' THEN 1
  WHEN t.n > 0 AND q.part = 'headline' AND q.form = 'mixed' THEN 2
  WHEN t.relation IN ('reworded', 'retranslated') THEN 3
  WHEN t.relation IN ('elided-marked', 'bracketed', 'stitched') THEN 4
END`

/** The day on which a statement was said, or the first of several: that of the first of its variants for which one is known, lent ones first. */
const SAID = `(SELECT substr(y.date, 1, instr(y.date || '/', '/') - 1) FROM variants v JOIN sayings y ON y.quotation = v.quotation
  WHERE v.statement = s.id AND y.date IS NOT NULL ORDER BY v.n, y.lent DESC LIMIT 1)`

const STATEMENTS = `INSERT OR REPLACE INTO statement_ranks
  WITH touched AS (
    SELECT v.statement, v.quotation, v.n, v.relation FROM unranked u CROSS JOIN variants v ON v.statement = u.id WHERE u.kind = 'statement'
    UNION ALL SELECT s.id, c.value, NULL, NULL FROM unranked u CROSS JOIN statements s ON s.id = u.id CROSS JOIN json_each(s.conflicts) c WHERE u.kind = 'statement'
  )
  SELECT s.id, s.speaker, count(t.n), count(*), count(DISTINCT a.id), count(DISTINCT coalesce(a.outlet, a.id)), min(${TELLS}), ${SAID}
  FROM touched t CROSS JOIN statements s ON s.id = t.statement CROSS JOIN quotations q ON q.id = t.quotation CROSS JOIN articles a ON a.id = q.article
  GROUP BY s.id`

const SPEAKERS = `INSERT OR REPLACE INTO speaker_ranks
  SELECT s.id, s.name, (SELECT count(*) FROM spoken o WHERE o.speaker = s.id)
  FROM unranked u CROSS JOIN speakers s ON s.id = u.id WHERE u.kind = 'speaker'`

const STORIES = `INSERT OR REPLACE INTO story_ranks
  SELECT m.story, count(*), count(*) = 1, max(json_extract(a.published, '$.value'))
  FROM unranked u CROSS JOIN story_articles m ON m.story = u.id CROSS JOIN articles a ON a.id = m.article WHERE u.kind = 'story' GROUP BY m.story`

/** Ranks anew what was touched since it was ranked last; the caller holds the transaction that touched it. */
export const rankTouched = (db: Database): void => {
  if (!db.one('SELECT 1 FROM unranked LIMIT 1')) return
  for (const sql of [STATEMENTS, SPEAKERS, STORIES]) db.run(sql)
  db.run(
    `DELETE FROM story_ranks WHERE story IN (SELECT id FROM unranked WHERE kind = 'story')
       AND NOT EXISTS (SELECT 1 FROM story_articles m WHERE m.story = story_ranks.story)`
  )
  db.run('DELETE FROM unranked')
}
