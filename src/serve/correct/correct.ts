import type { Store } from '../../store/index.ts'
import { hashOf } from '../../text/index.ts'
import type { Correction, CorrectionId } from '../../types.ts'
import { whoAsks } from '../gate/who.ts'
import type { Asked, Way } from './asked.ts'
import { merge } from './merge.ts'
import { note, undo } from './note.ts'
import { bounds, confirm, reject, speaker } from './quotation.ts'
import { split } from './split.ts'

export { type Asked, asking, NotCorrected, WHATS } from './asked.ts'

/** Adds what a person says to the record: a dated assertion that stays. Settling and weaving make it show. */
export const correct = (store: Store, asked: Asked, now: string): Correction => {
  const { says, concerned } = WAYS[asked.what](store, asked)
  const { by, why } = asked
  const id = `c-${hashOf([now, by, why, JSON.stringify(says)].join('\n')).slice(0, 12)}` as CorrectionId
  const { account = null } = whoAsks()
  const correction: Correction = { id, at: now, by, account, why, says }
  store.addCorrection(correction, concerned)
  return correction
}

const WAYS: Record<Asked['what'], Way> = { confirm, reject, bounds, speaker, merge, split, note, undo }
