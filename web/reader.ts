/** Space kept between two cards, in pixels. */
const BETWEEN = 10

/**
 * Puts each card of the reader level with its words, below the card before it, and lights words and card together. In a narrow window a card shows
 * below its paragraph while its words, or it, have been tapped.
 */
export const setUpReader = (): void => {
  const reader = document.querySelector<HTMLElement>('[data-reader]')
  if (!reader) return
  const cards = [...reader.querySelectorAll<HTMLElement>('[data-card]')]
  const wide = matchMedia('(min-width: 60rem)')
  const place = () => {
    const printing = matchMedia('print').matches
    reader.classList.toggle('placed', wide.matches && !printing)
    reader.classList.toggle('tapped', !wide.matches && !printing)
    reader.style.minHeight = ''
    if (!reader.classList.contains('placed')) return
    const top = reader.getBoundingClientRect().top
    let free = 0
    for (const card of cards) {
      const words = document.getElementById(`q-${quotationOf(card)}`)
      const level = words ? words.getBoundingClientRect().top - top : free
      const at = Math.max(level, free)
      card.style.top = `${at}px`
      free = at + card.offsetHeight + BETWEEN
    }
    reader.style.minHeight = `${free}px`
  }
  place()
  document.fonts.ready.then(place)
  addEventListener('beforeprint', () => reader.classList.remove('placed', 'tapped'))
  addEventListener('afterprint', place)
  new ResizeObserver(place).observe(reader)
  for (const details of reader.querySelectorAll('details')) details.addEventListener('toggle', place)
  light(reader)
}

/** The quotation that marked words or a card belong to: a card's is in its id, c-…. */
const quotationOf = ({ dataset, id }: HTMLElement) => dataset.q ?? id.slice(2)

const cardOf = ({ dataset }: HTMLElement) => document.getElementById(`c-${dataset.q}`)

/** Lights a quotation's words and its card while either has the pointer or the focus. */
const light = (reader: HTMLElement) => {
  const of = (target: EventTarget | null) => {
    const near = (target as Element | null)?.closest<HTMLElement>('[data-q], [data-card]')
    return near ? quotationOf(near) : undefined
  }
  const show = (id: string | undefined) => {
    if (!id) return
    for (const one of reader.querySelectorAll<HTMLElement>('[data-q], [data-card]'))
      one.classList.toggle('on', quotationOf(one) === id)
    keepIn(id)
  }
  reader.addEventListener('pointerover', event => show(of(event.target)))
  reader.addEventListener('focusin', event => show(of(event.target)))
  reader.addEventListener('click', event => {
    const words = (event.target as Element).closest<HTMLElement>('[data-q]')
    if (words && !(event.target as Element).closest('a')) cardOf(words)?.scrollIntoView({ block: 'nearest' })
  })
  const arrive = () => {
    const [, id] = /^#[qc]-(.+)/.exec(decodeURIComponent(location.hash)) ?? []
    const isElsewhere = id && document.querySelector('[data-parts]') && !document.getElementById(`q-${id}`)
    // It stands in another part, unless that is where it was looked for.
    if (isElsewhere && new URLSearchParams(location.search).get('at') !== id)
      location.replace(`?at=${encodeURIComponent(id)}${location.hash}`)
    show(id)
  }
  addEventListener('hashchange', arrive)
  arrive()
}

/** Lets the ways of seeing the article lead to the quotation that is lit. */
const keepIn = (id: string) => {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-ways] a')) {
    const to = new URL(link.href)
    to.searchParams.set('at', id)
    to.hash = to.searchParams.get('as') === 'page' ? '' : `q-${id}`
    link.href = `${to.pathname}${to.search}${to.hash}`
  }
}
