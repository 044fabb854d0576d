/** How long a button says that it has copied, in milliseconds. */
const SAYS_SO = 2000

/** Buttons that copy what stands in the `pre` of their item. */
export const setUpCopying = (): void => {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    const words = button.closest('[data-item]')?.querySelector('pre')
    if (!words || !navigator.clipboard) continue
    const name = button.textContent
    button.hidden = false
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(words.textContent ?? '')
      button.textContent = 'copied'
      setTimeout(() => {
        button.textContent = name
      }, SAYS_SO)
    })
  }
}
