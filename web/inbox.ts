const AUTHOR = 'onrecord: author'
const AT = 'onrecord: decided at'
const NEXT = 'onrecord: next to decide'
const LAST = 'onrecord: decided last'

const decisions = () => [...document.querySelectorAll<HTMLElement>('[data-decision]')]

/** Remembers whose name a person decides and notes under, and after a decision goes on to the next one. */
export const setUpInbox = (): void => {
  const fields = document.querySelectorAll<HTMLInputElement>('[data-author]')
  for (const field of fields) {
    field.value = localStorage.getItem(AUTHOR) ?? field.value
    field.addEventListener('change', () => localStorage.setItem(AUTHOR, field.value))
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-answer]'))
    button.addEventListener('click', () => {
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

/** Answers the decision that has the focus, or is lit, by its key; `.` by the key that answered the last one, and `u` takes that back. */
export const answer = (key: string): boolean => {
  const wanted = key === '.' ? sessionStorage.getItem(LAST) : key
  const where = document.activeElement?.closest('[data-decision]') ?? document.querySelector('[data-decision].on')
  const button =
    key === 'u'
      ? document.querySelector<HTMLElement>('[data-undo]')
      : wanted && where?.querySelector<HTMLElement>(`[data-answer="${CSS.escape(wanted)}"]`)
  if (button) button.click()
  return Boolean(button)
}
