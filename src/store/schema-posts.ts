/** The times of a live blog's posts: a column of the blocks that begin them. */
export const posts = `
ALTER TABLE blocks ADD COLUMN time TEXT;
`
