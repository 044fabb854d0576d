import type { SearchLine } from '../answer/wire/index.ts'

type Alert = SearchLine['alerts'][number]

const isAlert = (one: object): one is Alert => 'way' in one && 'target' in one && 'waiting' in one

/** What stands for a receiver: the path of a webhook is often its secret, and a mailbox is somebody's own. */
const RECEIVERS: Readonly<Record<Alert['way'], string>> = { webhook: 'a webhook', email: 'a mailbox' }

/** The reason of a fault can name the receiver too. */
const NOT_TAKEN = 'It was not taken.'

/** An answer as it is told to those who may read and not write: without the addresses to which somebody has searches told, wherever they stand in it. */
export const withoutReceivers = (answer: unknown): unknown => {
  if (Array.isArray(answer)) return answer.map(withoutReceivers)
  if (typeof answer !== 'object' || answer === null) return answer
  if (isAlert(answer)) return { ...answer, target: RECEIVERS[answer.way], why: answer.why && NOT_TAKEN }
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, withoutReceivers(value)]))
}
