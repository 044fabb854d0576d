import { answer } from './inbox.ts'

const KEYS_OFF = 'onrecord: keys off'

/** Longest pause between `g` and its letter, in milliseconds; readers with slow hands still make it in two seconds. */
const MOST_BETWEEN = 2000

const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)]

/** Keys that act on the page unless they are turned off, something is being typed, or the key comes with another. */
export const setUpKeys = (): void => {
  const sheet = document.querySelector<HTMLDialogElement>('#keys')!
  const on = document.querySelector<HTMLInputElement>('#keys-on')!
  on.checked = localStorage.getItem(KEYS_OFF) === null
  on.addEventListener('change', () => (on.checked ? localStorage.removeItem(KEYS_OFF) : localStorage.setItem(KEYS_OFF, 'yes')))
  for (const button of all('[data-sheet]')) {
    button.hidden = false
    button.addEventListener('click', () => sheet.showModal())
  }
  document.querySelector('.top nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center', behavior: 'instant' })
  let before = { key: '', at: 0 }
  document.addEventListener('keydown', event => {
    if (
      !on.checked ||
      document.querySelector('dialog[open]') ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      isTyping(event.target)
    )
      return
    const waiting = before.key === 'g' && event.timeStamp - before.at < MOST_BETWEEN
    const acted = waiting ? follow(`g ${event.key}`) : act(event.key, sheet)
    before = { key: waiting ? '' : event.key, at: event.timeStamp }
    if (acted) event.preventDefault()
  })
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.matches('input:not([type=checkbox]), textarea, select') || target.isContentEditable)

const act = (key: string, sheet: HTMLDialogElement): boolean => {
  if (key === '?') return seen(() => sheet.showModal())
  if (key === '/') return seen(() => document.querySelector<HTMLElement>('#q')!.focus())
  if (key === 'j') return move('[data-item]', 1) || moveToQuotation(1)
  if (key === 'k') return move('[data-item]', -1) || moveToQuotation(-1)
  if (key === 'n') return moveToQuotation(1)
  if (key === 'p') return moveToQuotation(-1)
  if (key === ']') return follow(key) || move('[data-variant]', 1)
  if (key === '[') return follow(key) || move('[data-variant]', -1)
  if (key === 'o' || key === 'Enter') return open(key)
  if (key === 'b') return click(document.activeElement?.closest('[data-variant]')?.querySelector<HTMLElement>('[data-base]'))
  const act = ACTS[key as keyof typeof ACTS]
  const acted = act && click(document.querySelector<HTMLElement>(`[data-card].on ${act}`))
  return acted || answer(key) || follow(key)
}

/** What a key does to the quotation that is lit. */
const ACTS = { c: 'a[href^="/cite/"]', e: '.correcting > summary, a[href^="?correct="]' }

const seen = (what: () => void): true => {
  what()
  return true
}

const click = (link: HTMLElement | null | undefined): boolean => {
  link?.click()
  return Boolean(link)
}

/** Follows the link that names this key. */
const follow = (key: string) => click(document.querySelector<HTMLElement>(`a[data-key="${CSS.escape(key)}"]`))

/** Puts the focus on the next or previous of these, from where it is; from nowhere, on the first. */
const move = (selector: string, by: 1 | -1): boolean => {
  const items = all(selector)
  const here = items.findIndex(item => item.contains(document.activeElement))
  const next = items[here < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(Math.max(here + by, 0), items.length - 1)]
  if (!next) return false
  const link = next.matches('[tabindex]')
    ? next
    : (next.querySelector<HTMLElement>('h2 a, h3 a, th a') ?? next.querySelector<HTMLElement>('a') ?? next)
  link.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
  return true
}

/** Goes to the next or previous quotation of the reader: its words get the address, its card the focus. */
const moveToQuotation = (by: 1 | -1): boolean => {
  const cards = all('[data-card]')
  const current = cards.findIndex(card => card.classList.contains('on'))
  const next = cards[current < 0 ? (by > 0 ? 0 : cards.length - 1) : Math.min(Math.max(current + by, 0), cards.length - 1)]
  if (!next) return false
  next.focus({ preventScroll: true })
  document.getElementById(`q-${next.id.slice(2)}`)?.scrollIntoView({ block: 'center' })
  return true
}

/** Opens the item that has the focus. A link opens itself on Enter. */
const open = (key: string): boolean => {
  const focused = document.activeElement
  if (key === 'Enter' && focused?.matches('a, button, summary')) return false
  if (focused?.matches('a')) return click(focused as HTMLElement)
  const item = focused?.closest('[data-item], [data-variant], [data-card]')
  return click(item?.querySelector<HTMLElement>('.to-statement') ?? item?.querySelector<HTMLElement>('a'))
}
