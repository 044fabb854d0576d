import type { Shelf } from '../types.ts'
import type { Database } from './database.ts'

/** The strands of stories, as grouping asks for them. */
export const strandsIn = (db: Database): Pick<Shelf<Uint8Array>, 'strands' | 'keepStrands' | 'unite' | 'part'> => ({
  strands: story => db.all<{ n: number; about: Uint8Array }>('SELECT n, about FROM strands WHERE story = ? ORDER BY n', story),
  keepStrands: (story, strands) => {
    db.run('DELETE FROM strands WHERE story = ?', story)
    for (const { n, about } of strands) db.run('INSERT INTO strands VALUES (?, ?, ?)', story, n, about)
  },
  unite: (story, strand, into) => {
    db.run('UPDATE story_articles SET strand = ? WHERE story = ? AND strand = ?', into, story, strand)
  },
  part: (from, strand, into) => {
    db.run('UPDATE story_articles SET story = ? WHERE story = ? AND strand = ?', into, from, strand)
  }
})
