import { expect, test } from 'vitest'
import { readPage } from '../src/flow.ts'
import { pageOf, parts } from './record.ts'

test('capitals around an “&” that leave no name give none', () => {
  const words = 'Ada Ruiz spoke first.\n\n“The piers will hold,” Ruiz said.\n\n'
  for (const odd of [
    'ÞýñW & GùRÁ \b " q * spoke to the council',
    'NokÃr & ÁyAó \u000e \u001b OÝuÚ ` z ¶ body knows what the repairs will cost'
  ])
    expect(
      readPage(pageOf('/news/odd.txt', `${words}${odd}, and the hall was full.\n`), parts).quotations.length
    ).toBeGreaterThan(0)
})
