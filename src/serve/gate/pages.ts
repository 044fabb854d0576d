import { html } from 'hono/html'
import type { Token } from '../../store/index.ts'
import type { Html, Page } from '../pages/bits.ts'
import { sayDate } from '../pages/say.ts'
import { GIVEN_ROLES, type Who } from './who.ts'

/** Where people say who they are. `elsewhere` is a link to another gate that knows them. */
export const signInPage = (to: string, { wrong, elsewhere }: { wrong: string | null; elsewhere: Html | '' }): Page => ({
  title: 'Sign in',
  at: '',
  body: html`<header class="page-head"><h1>Sign in</h1>
<p class="lead">This record is shown to those who have a token. Whoever keeps it makes one with <code>onrecord token add</code>.</p></header>
${wrong ? html`<p class="empty" role="alert">${wrong}</p>` : ''}
<form method="post" action="/sign-in" class="signing"><input type="hidden" name="to" value="${to}">
<label for="token">Token</label> <input id="token" name="token" type="password" required autocomplete="current-password" maxlength="200">
<button>Sign in</button></form>${elsewhere}`
})

/** Who is here, and the way out or in; it stands at the foot of every page. */
export const footOf = ({ name, role, by, secret }: Who, isPublic: boolean): Html | '' => {
  if (by === 'nothing' && isPublic)
    return html`<p>These pages show quotations. Whole articles are for those who <a href="/sign-in">sign in</a>.</p>`
  if (by !== 'cookie') return ''
  return html`<form method="post" action="/sign-out" class="signing"><input type="hidden" name="token" value="${secret ?? ''}">
<span>Signed in as <b dir="auto">${name}</b>, ${role}${role === 'owner' ? html` (<a href="/tokens">tokens</a>)` : ''}</span> <button class="plain">Sign out</button></form>`
}

/** Who may come in: every token by name, with what it may do and when it was last used; and a new one, shown once. */
export const tokensPage = (tokens: readonly Token[], secret: string, made: { name: string; token: string } | null): Page => ({
  title: 'Tokens',
  at: '',
  body: html`<header class="page-head"><h1>Tokens</h1>
<p class="lead">Who may come in, and what they may do there: readers read, editors also correct, owners also say who may come in.</p></header>
${made ? html`<div class="line" role="status"><p>The token of <b dir="auto">${made.name}</b> is shown this once. Copy it now.</p><p><code class="token">${made.token}</code></p></div>` : ''}
<form method="post" action="/tokens" class="signing"><input type="hidden" name="token" value="${secret}">
<label for="name">A new token for</label> <input id="name" name="name" required maxlength="100" autocomplete="off" dir="auto">
<label for="role">as</label> <select id="role" name="role">${GIVEN_ROLES.map(role => html`<option>${role}</option>`)}</select>
<button>Make it</button></form>
<ul class="lines">${tokens.map(one => line(one, secret))}</ul>`
})

const day = (ms: number) => sayDate(new Date(ms).toISOString().slice(0, 10))

const line = ({ id, name, role, made, lastUsed, revoked }: Token, secret: string): Html =>
  html`<li class="line" data-item><div><p class="over"><b dir="auto">${name}</b> · ${role}</p>
<p class="fine">made ${day(made)} · ${lastUsed === null ? 'never used' : html`last used ${day(lastUsed)}`}${revoked === null ? '' : html` · revoked ${day(revoked)}`}</p></div>
${revoked === null ? html`<form method="post" action="/tokens/revoke" class="signing"><input type="hidden" name="token" value="${secret}"><input type="hidden" name="id" value="${id}"><button class="plain">Revoke <span class="unseen">the token of ${name}</span></button></form>` : ''}</li>`
