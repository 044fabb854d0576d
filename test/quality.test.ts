import { expect, test } from 'vitest'
// @ts-expect-error a bench script, which has no types
import { absent, figuresOf, floorsOf } from '../bench/quality/quote/measure.mjs'

type Figure = { name: string; value: number; lowerIsBetter: boolean }

/** How far a figure of the fixed part may fall before a change is refused. */
const SLACK = 0.5

const reason = absent.length ? ` (not measured: ${absent[0]} is not at hand)` : ''

for (const engine of ['rules', 'model'])
  test.skipIf(absent.length > 0)(
    `no figure of the ${engine} falls below its floor on the fixed part${reason}`,
    { timeout: 300_000 },
    () => {
      const { figures, errors, missing } = figuresOf(engine, true)
      const floors = floorsOf(engine, true)
      const fallen = (figures as Figure[]).filter(({ name, value, lowerIsBetter }) =>
        lowerIsBetter ? value > floors[name] + SLACK : value < floors[name] - SLACK
      )
      expect(fallen).toEqual([])
      expect([errors, missing]).toEqual([[], 0])
    }
  )
