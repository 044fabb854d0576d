import type { Mail } from './tell.ts'

/** What the environment says of mail. */
type Env = Readonly<Record<string, string | undefined>>

/** Patience with a mail server, in milliseconds. */
const PATIENCE_MS = 20_000

/** Sends letters through the server that ONRECORD_SMTP names (`smtps://name:password@host`), from ONRECORD_MAIL_FROM; null where none is named. */
export const startMailing = async ({ ONRECORD_SMTP: server, ONRECORD_MAIL_FROM: from }: Env): Promise<Mail> => {
  if (!server) return null
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(server, {
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS
  } as object)
  return async ({ id, to, subject, text }) => {
    await transport.sendMail({
      from: from ?? `onrecord@${new URL(server).hostname}`,
      to,
      subject,
      text,
      messageId: `<${id}@onrecord>`,
      headers: { 'Auto-Submitted': 'auto-generated' }
    })
  }
}
