import { html } from 'hono/html'
import type { Html } from './bits.ts'
import type { Done } from './inbox.ts'

/** As whom a person decides while they read, and what they decided just now. */
export type Deciding = { readonly author?: string; readonly decided?: Done | null }

const FORM = 'deciding'

const key = (name: string): Html => html`<kbd aria-hidden="true">${name}</kbd>`

/** The form that the buttons of all cards belong to, and what was decided just now, which can be taken back. */
export const decidingForm = (path: string, part: number, token: string, { author = '', decided = null }: Deciding): Html => {
  const hidden = html`<input type="hidden" name="token" value="${token}"><input type="hidden" name="part" value="${String(part)}">`
  // Enter in the field of the name would press the first button: that one presses nothing.
  return html`<form method="post" action="${path}/decide" class="as" id="${FORM}"><button disabled hidden></button>${hidden}
<label for="decides">You decide as</label> <input id="decides" name="by" value="${author}" required maxlength="200" dir="auto" autocomplete="name" data-author> <span class="keys">${key('y')} ${key('r')} right, no quotation · ${key('.')} the same again · ${key('u')} undo</span></form>
${
  decided
    ? html`<form method="post" action="${path}/undo" class="undo while-reading" role="status">${hidden}<input type="hidden" name="by" value="${author}" data-author><input type="hidden" name="done" value="${decided.word}"><span dir="auto">${decided.sentence}</span> <button data-undo>Undo ${key('u')}</button></form>`
    : ''
}`
}

/** The two answers to whether a quotation is right as it stands. */
export const answersTo = (id: string): Html =>
  html`<button class="plain" form="${FORM}" name="yes" value="${id}" data-answer="y" title="It is right as it is">right</button><button class="plain" form="${FORM}" name="no" value="${id}" data-answer="r" title="This is no quotation">no quotation</button>`
