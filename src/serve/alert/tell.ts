import { createHmac } from 'node:crypto'
import type { Alert, Delivery, SavedSearch, Store } from '../../store/index.ts'
import { quotationView } from '../answer/lines.ts'
import { startLooking } from '../answer/look.ts'
import { searchHref } from '../pages/searches.ts'
import { type Evidence, evidenceOf } from '../web/feed.ts'
import { letterOf } from './letter.ts'
import { afterSending, type Try } from './schedule.ts'

/** What came of sending something to an address of the web: the status of the answer, or why there is none. */
type Posted = { readonly status: number } | { readonly status: null; readonly why: string }

/** Sends to an address of the web. */
export type Post = (address: string, body: string, headers: Readonly<Record<string, string>>) => Promise<Posted>

/** A letter in plain text. `id` is the same however often it is sent. */
export type Letter = { readonly id: string; readonly to: string; readonly subject: string; readonly text: string }

/** Sends a letter; null where no server is named. Rejects where the server does not take it. */
export type Mail = ((letter: Letter) => Promise<void>) | null

/** What telling needs of the world: `base` is where the pages are served, for the links. */
export type Telling = {
  readonly post: Post
  readonly mail: Mail
  readonly base: string
  now(): number
  say(sentence: string): void
}

/** What is told of new results: which delivery and search, and the evidence. */
export type News = {
  readonly id: string
  readonly search: { readonly id: string; readonly name: string; readonly query: string; readonly link: string }
  readonly results: readonly Evidence[]
  readonly more: number
}

/**
 * Makes deliveries of what is new, and sends what is due, one after the other. What is noted as sent was taken by its receiver; who dies between the
 * two sends it again, under the same key. Gives how many were taken.
 */
export const tellNews = async (store: Store, world: Telling): Promise<number> => {
  const { searches } = store
  searches.fill(world.now())
  let taken = 0
  for (let due = searches.due(world.now()); due; due = searches.due(world.now())) {
    const search = searches.find(due.search)!
    const alert = search.alerts.find(one => one.way === due.way)!
    const tried = await send(newsOf(store, search, due, world.base), alert, world)
    searches.settle(due.id, afterSending(due.tries, tried, world.now()))
    if (tried.taken) taken += 1
    else world.say(`“${search.name}” could not be told to ${nameOf(alert)}: ${tried.why}`)
  }
  return taken
}

const nameOf = ({ way, target }: Alert) => (way === 'webhook' ? new URL(target).host : target)

const newsOf = (store: Store, { id, name, query }: SavedSearch, due: Delivery, base: string): News => {
  const look = startLooking(store)()
  const there = due.quotations.flatMap(one => store.quotation(one) ?? [])
  return {
    id: due.id,
    search: { id, name, query, link: `${base}${searchHref(id)}` },
    results: there.map(one => evidenceOf(quotationView(look, one), base)),
    more: due.more
  }
}

const send = (news: News, alert: Alert, world: Telling): Promise<Try> =>
  alert.way === 'webhook' ? sendToHook(news, alert, world) : sendByMail(news, alert, world)

const sendToHook = async (news: News, { target, secret }: Alert, { post, now }: Telling): Promise<Try> => {
  const body = JSON.stringify(news)
  const at = String(Math.floor(now() / 1000))
  const posted = await post(target, body, {
    'idempotency-key': news.id,
    'webhook-id': news.id,
    'webhook-timestamp': at,
    'webhook-signature': signatureOf(secret ?? '', `${news.id}.${at}.${body}`)
  })
  if (posted.status === null) return { taken: false, ...posted }
  return { taken: posted.status >= 200 && posted.status < 300, status: posted.status, why: `It answers ${posted.status}.` }
}

/** Signs as Standard Webhooks has it: HMAC-SHA256 under the bytes that stand in base64 after "whsec_". */
export const signatureOf = (secret: string, signed: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(signed)
    .digest('base64')}`

const sendByMail = async (news: News, { target }: Alert, { mail }: Telling): Promise<Try> => {
  if (!mail) return { taken: false, status: null, why: 'No mail server is named: ONRECORD_SMTP says which.' }
  try {
    await mail({ id: news.id, to: target, ...letterOf(news) })
    return { taken: true, status: null, why: '' }
  } catch (error) {
    return { taken: false, status: null, why: error instanceof Error ? error.message.split('\n')[0] : String(error) }
  }
}
