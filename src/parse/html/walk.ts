/** Visits the elements below a node in their order; where `visit` says false, what stands inside an element is passed over. Selectors would cost several times as much. */
export const eachElement = (root: Node, visit: (element: Element) => boolean): void => {
  const open: Node[] = []
  let node: Node | null = root.firstChild
  while (node || open.length) {
    if (!node) {
      node = open.pop()!.nextSibling
      continue
    }
    const next: Node | null = node
    if (next.nodeType === 1 && visit(next as Element) && next.firstChild) {
      open.push(next)
      node = next.firstChild
    } else node = next.nextSibling
  }
}

/** An element's class and id, in one string. */
export const namesOf = (element: Element): string => `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`
