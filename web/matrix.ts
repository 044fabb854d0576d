/** Makes the matrix a grid: one stop for Tab, and arrows from cell to cell. Without this it stays a table of links. */
export const setUpMatrix = (): void => {
  const table = document.querySelector<HTMLTableElement>('[data-matrix]')
  if (!table?.tBodies[0]) return
  const rows = [...table.tBodies[0].rows].map(row => [...row.cells])
  const stopOf = (cell: HTMLTableCellElement): HTMLElement => cell.querySelector('a') ?? cell
  table.setAttribute('role', 'grid')
  for (const cell of rows.flat()) stopOf(cell).tabIndex = -1
  stopOf(rows[0][0]).tabIndex = 0

  const go = (from: HTMLElement, row: number, column: number) => {
    const to = rows[row]?.[column]
    if (!to) return
    from.tabIndex = -1
    stopOf(to).tabIndex = 0
    stopOf(to).focus({ preventScroll: true })
    to.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  table.addEventListener('focusin', event => {
    for (const cell of rows.flat()) stopOf(cell).tabIndex = stopOf(cell) === event.target ? 0 : -1
  })
  table.addEventListener('keydown', event => {
    const at = event.target as HTMLElement
    const cell = at.closest('td, th') as HTMLTableCellElement | null
    const row = rows.findIndex(cells => cell && cells.includes(cell))
    if (!cell || row < 0 || event.ctrlKey || event.metaKey || event.altKey) return
    const column = cell.cellIndex
    const to: Record<string, [number, number]> = {
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      Home: [row, 0],
      End: [row, rows[row].length - 1]
    }
    if (!to[event.key]) return
    event.preventDefault()
    go(at, ...to[event.key])
  })
}
