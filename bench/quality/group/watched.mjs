/** A shelf in memory that knows in which story each article is, whatever goes together and parts later. */
export const watched = stage => {
  const inner = stage.openShelf()
  const where = new Map()
  const move = (from, to, strand) => {
    for (const place of where.values()) {
      if (place.story !== from || (strand !== undefined && place.strand !== strand)) continue
      Object.assign(place, to(place))
    }
  }
  const shelf = {
    ...inner,
    join: (story, id, strand) => where.set(id, { story, strand }),
    lead: (from, into, by) => {
      inner.lead(from)
      move(from, ({ strand }) => ({ story: into, strand: strand + by }))
    },
    unite: (story, strand, into) => move(story, () => ({ strand: into }), strand),
    part: (from, strand, into) => move(from, () => ({ story: into }), strand)
  }
  return { shelf, storyOf: id => where.get(id).story }
}
