/** Which of its origin's reasons join an article to others strongly, beside the article: how many origins a statement has is counted without reading all reasons. */
export const strongReasons = `
-- Their numbers in the origin's list.
ALTER TABLE carriers ADD COLUMN strong TEXT NOT NULL DEFAULT '[]';
UPDATE carriers SET strong = (
  SELECT json_group_array(r.key) FROM origins o, json_each(o.because) r, json_each(r.value, '$.articles') a
  WHERE o.id = carriers.origin AND json_extract(r.value, '$.strong') AND a.value = carriers.article
);
`
