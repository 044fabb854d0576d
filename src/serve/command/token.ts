import type { Token, TokenRole } from '../../store/index.ts'
import { NotHere } from '../answer/wire/index.ts'
import { makeToken } from '../gate/token.ts'
import { type House, openToAdd, recordPath, write } from '../house.ts'
import type { Given } from './commands.ts'
import { Failure } from './exit.ts'

type Named = readonly [what: string, name: string | undefined]

/** `token add NAME --role ROLE`, `token list`, `token revoke NAME`: a token is printed once, when it is made. It also begins a record. */
export const token = async (house: House, [what, name = '']: Named, given: Given & { role: TokenRole }): Promise<void> => {
  const store = openToAdd(house, recordPath(house, given.db))
  const { tokens } = store
  try {
    if (what === 'list' && !name) {
      const shown = tokens.all().map(({ hash: _, ...one }) => one)
      if (given.json) return await write(house.out, JSON.stringify(shown.map(inWords), null, 2))
      return await write(house.out, shown.length ? shown.map(lineOf).join('\n') : 'There are no tokens.')
    }
    if (!name.trim() || (what !== 'add' && what !== 'revoke'))
      throw new Failure('usage', 'Say what: token add NAME, token list, or token revoke NAME.')
    if (what === 'revoke') {
      if (!tokens.revoke(name, Date.now())) throw new NotHere(`No token of ${name} holds.`)
      return await write(house.out, `The token of ${name} holds no longer.`)
    }
    const made = makeToken(tokens, { name: name.trim(), role: given.role }, Date.now())
    if (!made) throw new Failure('usage', `There is a token of ${name} already. Revoke it first, or choose another name.`)
    house.err.write(`onrecord: this is the token of ${name}, ${given.role}. It is shown this once.\n`)
    await write(house.out, made)
  } finally {
    store.close()
  }
}

const moment = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

const inWords = ({ made, lastUsed, revoked, ...one }: Omit<Token, 'hash'>) => ({
  ...one,
  made: moment(made),
  lastUsed: moment(lastUsed),
  revoked: moment(revoked)
})

const lineOf = (one: Omit<Token, 'hash'>): string => {
  const { id, name, role, lastUsed, revoked } = inWords(one)
  return `${name}  ${role}  ${id}  ${revoked ? `revoked ${revoked}` : lastUsed ? `last used ${lastUsed}` : 'never used'}`
}
