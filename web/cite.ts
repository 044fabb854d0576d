/** A place in one block of the article's text: offsets are UTF-16 code units of the text whose hash the reader names. */
type Place = { start: number; end: number; words: string }

/** How long the bar says that it has copied, in milliseconds. */
const SAYS_SO = 2000

/** Selected words of an article can be copied as a citation or a link; a link's words are marked when it is opened. */
export const setUpCiting = (): void => {
  const reader = document.querySelector<HTMLElement>('[data-reader]')
  const bar = document.querySelector<HTMLElement>('[data-cite]')
  if (!reader || !bar) return
  const arrive = () => showPlace(reader, bar)
  addEventListener('hashchange', arrive)
  arrive()
  if (navigator.clipboard) offerCopies(reader, bar)
}

const offerCopies = (reader: HTMLElement, bar: HTMLElement) => {
  let place: Place | null = null
  // The selection must outlive the click on a button.
  bar.addEventListener('pointerdown', event => event.preventDefault())
  bar.addEventListener('mousedown', event => event.preventDefault())
  document.addEventListener('selectionchange', () => {
    place = placeOf(reader, document.getSelection())
    say(bar, place && `characters ${place.start} to ${place.end}`, true)
  })
  for (const button of bar.querySelectorAll<HTMLButtonElement>('button'))
    button.addEventListener('click', async () => {
      if (!place) return
      const link = linkTo(place)
      await navigator.clipboard.writeText(button.dataset.as === 'link' ? link : citation(reader, place, link))
      say(bar, 'copied', true)
      setTimeout(() => say(bar, place && `characters ${place.start} to ${place.end}`, true), SAYS_SO)
    })
}

const say = (bar: HTMLElement, words: string | null, buttons: boolean) => {
  bar.hidden = words === null
  bar.querySelector('[role=status]')!.textContent = words
  for (const button of bar.querySelectorAll('button')) button.hidden = !buttons
}

/** The address of a place; of an article in parts it says in which one to look. */
const linkTo = ({ start, end }: Place): string =>
  `${location.origin}${location.pathname}${document.querySelector('[data-parts]') ? `?t=${start}` : ''}#t=${start},${end}`

const citation = ({ dataset }: HTMLElement, place: Place, link: string): string =>
  `“${place.words}” – ${dataset.printed}\n${link}\nCharacters ${place.start} to ${place.end} of the text with SHA-256 ${dataset.hash}.`

/** What is selected, where it lies in one block; null where it does not, or holds no words. */
const placeOf = (reader: HTMLElement, selection: Selection | null): Place | null => {
  if (!selection?.rangeCount || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  const places = blocksIn(reader).flatMap(block => (range.intersectsNode(block) ? (selectedIn(block, range) ?? []) : []))
  return places.length === 1 ? places[0] : null
}

const blocksIn = (reader: HTMLElement) => [...reader.querySelectorAll<HTMLElement>('[data-span]')]

const spanOf = ({ dataset }: HTMLElement) => {
  const [start, end] = dataset.span!.split(',').map(Number)
  return { start, end }
}

/** The pieces of the article's text in a block, each with its offset; none where they are not the characters that the block's span holds. */
const piecesOf = (block: HTMLElement): { node: Text; at: number }[] => {
  const { start, end } = spanOf(block)
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  const pieces: { node: Text; at: number }[] = []
  let at = start
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (node.parentElement!.closest('[data-aside]')) continue
    pieces.push({ node, at })
    at += node.length
  }
  return at === end ? pieces : []
}

const selectedIn = (block: HTMLElement, range: Range): Place | null => {
  const parts = piecesOf(block).flatMap(({ node, at }) => {
    if (!range.intersectsNode(node)) return []
    const from = node === range.startContainer ? range.startOffset : 0
    const to = node === range.endContainer ? range.endOffset : node.length
    return to > from ? [{ start: at + from, words: node.data.slice(from, to) }] : []
  })
  const all = parts.map(one => one.words).join('')
  const words = all.trim()
  if (!words) return null
  const start = parts[0].start + all.indexOf(words)
  return { start, end: start + words.length, words }
}

/** Marks the place that the address names, and goes there; says so where no block holds it. */
const showPlace = (reader: HTMLElement, bar: HTMLElement) => {
  CSS.highlights?.delete('cited')
  const named = /^#t=(\d{1,9}),(\d{1,9})$/.exec(location.hash)
  if (!named) return
  const [start, end] = named.slice(1).map(Number)
  const range = rangeOf(reader, start, end)
  if (range) return mark(range)
  if (document.querySelector('[data-parts]') && !new URLSearchParams(location.search).has('t'))
    return location.replace(`?t=${start}${location.hash}`)
  say(bar, `No paragraph here holds characters ${start} to ${end}.`, false)
}

const rangeOf = (reader: HTMLElement, start: number, end: number): Range | null => {
  const block = blocksIn(reader).find(one => spanOf(one).start <= start && end <= spanOf(one).end)
  if (!block || start >= end) return null
  const pieces = piecesOf(block)
  const first = pieces.findLast(one => one.at <= start)
  const last = pieces.findLast(one => one.at < end)
  if (!first || !last) return null
  const range = new Range()
  range.setStart(first.node, start - first.at)
  range.setEnd(last.node, end - last.at)
  return range
}

const mark = (range: Range) => {
  const here = range.startContainer.parentElement!
  const folded = here.closest('details')
  if (folded) folded.open = true
  // Where a browser draws no highlights, the words are selected.
  if (CSS.highlights) CSS.highlights.set('cited', new Highlight(range))
  else document.getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset)
  // Other scripts and the fonts still move the page: they come first.
  document.fonts.ready.then(() => here.scrollIntoView({ block: 'center' }))
}
