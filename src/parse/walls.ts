import type { Problem } from '../types.ts'
import { formulaFinder } from './text/phrases.ts'
import cookies from './walls/cookies.txt'
import region from './walls/region.txt'
import registration from './walls/registration.txt'
import robot from './walls/robot.txt'
import subscription from './walls/subscription.txt'

/** What can stand before an article, and the sentence that says so. */
const WALLS = {
  subscription: 'is only a subscription wall: nothing of its article is there.',
  registration: 'is only a sign-in wall: nothing of its article is there.',
  cookies: 'is only a question about cookies: nothing of its article is there.',
  region: 'is kept from this country: nothing of its article is there.',
  robot: 'is only a check for robots: nothing of its article is there.'
} as const

/** A kind of wall. */
export type Wall = keyof typeof WALLS

const formulasIn = formulaFinder({ subscription, registration, cookies, region, robot })

/** The wall that a line of plain text belongs to; null where it belongs to none. */
export const wallIn = (plain: string): Wall | null => (formulasIn(plain)[0]?.why as Wall | undefined) ?? null

/** A wall as a problem of what was read. */
export const wallProblem = (wall: Wall): Problem => ({ code: `parse/wall-${wall}`, at: null, note: WALLS[wall] })
