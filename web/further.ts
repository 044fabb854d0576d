/** The menu of further pages closes when something else is clicked or focused, and on Escape. */
export const setUpFurther = (): void => {
  const menu = document.querySelector<HTMLDetailsElement>('.further')
  if (!menu) return
  const closeUnless = (target: EventTarget | null) => {
    if (!menu.contains(target as Node)) menu.open = false
  }
  document.addEventListener('click', event => closeUnless(event.target))
  document.addEventListener('focusin', event => closeUnless(event.target))
  menu.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !menu.open) return
    menu.open = false
    menu.querySelector('summary')!.focus()
  })
}
