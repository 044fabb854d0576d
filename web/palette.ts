/** A place that can be gone to: what it is called, what it is, and where. */
type Place = { name: string; kind: string; path: string }

/** As many places as stand in the palette without scrolling. */
const MOST_SHOWN = 9

const pages = (): Place[] =>
  [...document.querySelectorAll<HTMLAnchorElement>('.top nav a, .top .logo')].map(link => ({
    name: link.matches('.logo') ? 'Overview' : (link.textContent ?? ''),
    kind: 'page',
    path: link.getAttribute('href') ?? '/'
  }))

type Speakers = { lines: { id: string; name: string }[] }
type Stories = { lines: { id: string; headline: { words: { words: string } } | null }[] }

const ask = async <Answer>(address: string): Promise<Answer | null> => {
  const response = await fetch(address)
  return response.ok ? response.json() : null
}

/** The stories of the first page, those of most articles: asked for once. */
let stories: Promise<Place[]> | null = null
const askStories = () => {
  stories ??= ask<Stories>('/stories.json').then(answer =>
    (answer?.lines ?? []).flatMap(({ id, headline }) =>
      headline ? [{ name: headline.words.words, kind: 'story', path: `/stories/${encodeURIComponent(id)}` }] : []
    )
  )
  return stories
}

const askSpeakers = async (typed: string): Promise<Place[]> => {
  const answer = await ask<Speakers>(`/speakers.json${typed ? `?name=${encodeURIComponent(typed)}` : ''}`)
  return (answer?.lines ?? []).map(({ id, name }) => ({ name, kind: 'speaker', path: `/p/${encodeURIComponent(id)}` }))
}

const holds = (typed: string) => {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return ({ name }: Place) => words.every(word => name.toLowerCase().includes(word))
}

/** Pages, speakers and stories by a part of their name; and always the search for the words themselves. */
const placesFor = async (typed: string): Promise<Place[]> => {
  const here = pages().filter(holds(typed))
  const [speakers, told] = await Promise.all([askSpeakers(typed), askStories()])
  const found = [...here, ...speakers.slice(0, MOST_SHOWN - 3), ...told.filter(holds(typed))].slice(0, MOST_SHOWN)
  const search = { name: typed, kind: 'find these words', path: `/find?q=${encodeURIComponent(typed)}` }
  return typed ? [...found, search] : found
}

/** Ctrl-K or Cmd-K opens a list of places; typing narrows it, arrows choose, Enter goes. */
export const setUpPalette = (): void => {
  const palette = document.querySelector<HTMLDialogElement>('#go')
  const field = palette?.querySelector('input')
  const list = palette?.querySelector('ul')
  if (!palette || !field || !list) return
  let places: Place[] = []
  let chosen = 0
  let asked = 0
  let choosing: Promise<void> = Promise.resolve()

  const draw = () => {
    list.replaceChildren(...places.map((place, n) => lineOf(place, n, n === chosen)))
    if (places.length) field.setAttribute('aria-activedescendant', `go-${chosen}`)
    else field.removeAttribute('aria-activedescendant')
  }
  const chooseNow = async () => {
    const mine = ++asked
    const found = await placesFor(field.value.trim())
    if (mine !== asked) return
    places = found
    chosen = 0
    draw()
  }
  const choose = () => {
    choosing = chooseNow()
  }
  const go = (place: Place | undefined) => place && location.assign(place.path)

  document.addEventListener('keydown', event => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    if (palette.open) return palette.close()
    field.value = ''
    palette.showModal()
    choose()
  })
  field.addEventListener('input', choose)
  field.addEventListener('keydown', event => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    // Whoever types fast presses Enter before the list is of what was typed.
    if (event.key === 'Enter') choosing.then(() => go(places[chosen]))
    if (!by && event.key !== 'Enter') return
    event.preventDefault()
    if (by && places.length) chosen = (chosen + by + places.length) % places.length
    draw()
  })
  list.addEventListener('click', event => {
    const at = [...list.children].findIndex(one => one.contains(event.target as Node))
    go(places[at])
  })
}

const lineOf = ({ name, kind }: Place, n: number, chosen: boolean): HTMLElement => {
  const line = document.createElement('li')
  line.id = `go-${n}`
  line.setAttribute('role', 'option')
  line.setAttribute('aria-selected', String(chosen))
  const [words, what] = [document.createElement('span'), document.createElement('small')]
  words.dir = 'auto'
  words.textContent = name
  what.textContent = kind
  line.append(words, what)
  return line
}
