import type { Option } from 'commander'
import type { House } from '../../house.ts'

/** One command: how it is typed, its sentence, what it may be given, and what it does. */
export type Entry = {
  usage: string
  sentence: string
  options: readonly (Option | readonly [string, string])[]
  /** What stands below the options in its help. */
  more?: string
  run(house: House, typed: never, given: never): Promise<void>
}
