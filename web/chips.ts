/** Chips that type the grammar of the search into its field, and put the cursor where the words go. */
export const setUpChips = (): void => {
  const field = document.querySelector<HTMLInputElement>('#q')
  if (!field) return
  for (const chip of document.querySelectorAll<HTMLElement>('[data-type]'))
    chip.addEventListener('click', event => {
      event.preventDefault()
      const typed = chip.dataset.type ?? ''
      const space = field.value && !/[\s(-]$/.test(field.value) ? ' ' : ''
      const inside = typed.indexOf('…')
      const from = field.value.length + space.length + (inside < 0 ? typed.trimStart().length : inside)
      field.value += space + typed.trimStart().replace('…', '')
      field.focus()
      field.setSelectionRange(from, from)
    })
}
