/** To whom, in what medium and through whom words came: a column of the sayings. */
export const way = `
ALTER TABLE sayings ADD COLUMN way TEXT;
`
