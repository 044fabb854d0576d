import { createHmac } from 'node:crypto'
import type { Alert } from '../../store/index.ts'
import { letterOf } from './letter.ts'
import type { Try } from './schedule.ts'
import type { News, Telling } from './tell.ts'

/** Sends news to whom they are told to, once, and gives what came of it. Rejects where a mail server does not take them. */
export const send = (news: News, alert: Alert, world: Pick<Telling, 'post' | 'mail' | 'now'>): Promise<Try> =>
  alert.way === 'webhook' ? sendToHook(news, alert, world) : sendByMail(news, alert, world)

const sendToHook = async (
  news: News,
  { target, secret, within }: Alert,
  { post, now }: Pick<Telling, 'post' | 'now'>
): Promise<Try> => {
  const body = JSON.stringify(news)
  const at = String(Math.floor(now() / 1000))
  const headers = {
    'idempotency-key': news.id,
    'webhook-id': news.id,
    'webhook-timestamp': at,
    'webhook-signature': signatureOf(secret ?? '', `${news.id}.${at}.${body}`)
  }
  const posted = await post(target, body, headers, within)
  if (posted.status === null) return { taken: false, ...posted }
  return { taken: posted.status >= 200 && posted.status < 300, status: posted.status, why: `It answers ${posted.status}.` }
}

/** Signs as Standard Webhooks has it: HMAC-SHA256 under the bytes that stand in base64 after "whsec_". */
const signatureOf = (secret: string, signed: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(signed)
    .digest('base64')}`

const sendByMail = async (news: News, { target }: Alert, { mail }: Pick<Telling, 'mail'>): Promise<Try> => {
  if (!mail) return { taken: false, status: null, why: 'No mail server is named: ONRECORD_SMTP says which.' }
  await mail({ id: news.id, to: target, ...letterOf(news) })
  return { taken: true, status: null, why: '' }
}
