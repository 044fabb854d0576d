import type { Entry } from '../../../src/types.ts'
export declare const chances: (seed: number) => () => number
export declare const sentence: (chance: () => number, least: number, most: number) => string[]
export declare function entriesOf(
  count: number,
  seed: number,
  onrecord: { textOf(chars: string): { id: string; chars: string } },
  from?: number
): Generator<Entry>
