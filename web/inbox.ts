const AUTHOR = 'onrecord: author'
const AT = 'onrecord: decided at'
const NEXT = 'onrecord: next to decide'
const LAST = 'onrecord: decided last'

/** What can be decided: what waits in the inbox, or the quotations of the article that is read. */
const decisions = () => [
  ...document.querySelectorAll<HTMLElement>(document.querySelector('#deciding') ? '[data-card]' : '[data-decision]')
]

/** Remembers whose name a person decides and notes under, and after a decision goes on to the next one. */
export const setUpInbox = (): void => {
  const fields = document.querySelectorAll<HTMLInputElement>('[data-author]')
  for (const field of fields) {
    field.value = localStorage.getItem(AUTHOR) ?? field.value
    field.addEventListener('change', () => localStorage.setItem(AUTHOR, field.value))
  }
  document.addEventListener('click', event => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[data-answer]')
    if (!button) return
    const all = decisions()
    const at = all.findIndex(one => one.contains(button))
    sessionStorage.setItem(AT, String(at))
    sessionStorage.setItem(NEXT, all[at + 1]?.id ?? '')
    sessionStorage.setItem(LAST, button.dataset.answer ?? '')
  })
  if (!document.querySelector('[data-undo]')) return
  const all = decisions()
  // What is decided in the inbox goes from it; a quotation that was confirmed stays where it is.
  const next = document.getElementById(sessionStorage.getItem(NEXT) ?? '')
  const same = all[Math.min(Number(sessionStorage.getItem(AT) ?? 0), all.length - 1)]
  const chosen = next ?? same
  chosen?.focus()
}

/** In an article of many quotations the answers come when they are asked for: a button for each would double what the page weighs. */
const answerOf = (card: HTMLElement, wanted: string): HTMLElement | null => {
  const name = { y: 'yes', r: 'no' }[wanted]
  if (!name || !card.dataset.card || !document.querySelector('#deciding')) return null
  const button = document.createElement('button')
  button.setAttribute('form', 'deciding')
  Object.assign(button, { name, value: card.dataset.card, hidden: true })
  button.dataset.answer = wanted
  card.append(button)
  return button
}

/** Answers the decision that has the focus, or is lit, by its key; `.` by the key that answered the last one, and `u` takes that back. */
export const answer = (key: string): boolean => {
  const wanted = key === '.' ? sessionStorage.getItem(LAST) : key
  const where =
    document.activeElement?.closest<HTMLElement>('[data-decision], [data-card]') ??
    document.querySelector<HTMLElement>('[data-card].on')
  const button =
    key === 'u'
      ? document.querySelector<HTMLElement>('[data-undo]')
      : wanted && where
        ? (where.querySelector<HTMLElement>(`[data-answer="${CSS.escape(wanted)}"]`) ?? answerOf(where, wanted))
        : null
  if (button) button.click()
  return Boolean(button)
}
