import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Argument, Command, CommanderError, Option } from 'commander'
import { NoRecord, NotUnderstood } from '../../store/index.ts'
import { NotHere } from '../answer/wire/index.ts'
import { type EngineName, type House, recordPath } from '../house.ts'
import { pipes, runPipe } from '../pipes.ts'
import { startPool, WORTH_A_POOL } from '../pool.ts'
import { ASKING } from './entries/asking.ts'
import { DECIDING } from './entries/deciding.ts'
import type { Entry } from './entries/entry.ts'
import { LEAVING } from './entries/leaving.ts'
import { OPTIONS } from './entries/options.ts'
import { SERVING } from './entries/serving.ts'
import { TAKING_IN } from './entries/taking-in.ts'
import { EXIT, Failure } from './exit.ts'
import { printable } from './printable.ts'

/** The commands by what they are for, as the help shows them. */
const GROUPS: readonly (readonly [heading: string, entries: readonly Entry[]])[] = [
  ['Take in:', TAKING_IN],
  ['Ask:', ASKING],
  ['Correct, note and keep:', DECIDING],
  ['Take elsewhere:', LEAVING],
  ['Serve:', SERVING]
]

/** The commands of the program, each with its sentence. */
export const programOf = (house: House): Command => {
  const codes = Object.values(EXIT).map(([code, meaning]) => `  ${String(code).padEnd(3)}  ${meaning}`)
  const program = new Command('onrecord')
    .description(
      'The record of who said what, when and where, and how every outlet printed it. Without a command: serves the record of this folder, or else the examples.'
    )
    .version(house.version)
    .addOption(OPTIONS.ENGINE)
    .hook('preAction', program => house.choose(program.opts<{ engine?: EngineName }>().engine))
    .exitOverride()
    .showHelpAfterError('(onrecord help says what there is)')
    .addHelpText('after', ['', 'Exit codes:', ...codes].join('\n'))
  for (const [heading, entries] of GROUPS) for (const one of entries) addCommand(program, heading, one, house)
  program
    .command('pipe')
    .description('one stage by itself: JSON Lines in, JSON Lines out')
    .helpGroup('By itself:')
    .addArgument(new Argument('<stage>').choices(Object.keys(pipes)))
    .action(async stage => {
      const pool = { worth: WORTH_A_POOL, start: () => startPool(house) }
      await runPipe(stage, await house.parts(), house.in, house.out, pool)
    })
  return program
}

const addCommand = (program: Command, heading: string, { usage, sentence, options, more = '', run }: Entry, house: House) => {
  const command = program.command(usage).description(sentence).helpGroup(heading).addHelpText('after', more)
  for (const one of options) command.addOption(one instanceof Option ? one : new Option(...one))
  command.action(() => {
    const [first, ...more] = command.processedArgs
    return run(house, (more.length ? [first, ...more] : first) as never, command.opts() as never)
  })
}

/** Runs one command. Gives its exit code; what went wrong is one sentence on standard error. */
export const runCommand = async (house: House, argv: readonly string[]): Promise<number> => {
  try {
    await programOf(house).parseAsync(argv.length ? argv : [alone(house)], { from: 'user' })
    return Number(process.exitCode ?? EXIT.ok[0])
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok[0] : EXIT.usage[0]
    const debug = house.env.ONRECORD_DEBUG && error instanceof Error && error.stack
    house.err.write(debug ? `${debug}\n` : `onrecord: ${printable(error instanceof Error ? error.message : String(error))}\n`)
    return codeOf(error)
  }
}

/** The command that is meant where none is typed. */
const alone = (house: House) => (existsSync(resolve(house.cwd, recordPath(house, undefined))) ? 'serve' : 'start')

const codeOf = (error: unknown): number => {
  if (error instanceof Failure) return error.code
  if (error instanceof NoRecord) return EXIT.record[0]
  if (error instanceof NotUnderstood || error instanceof RangeError) return EXIT.usage[0]
  if (error instanceof NotHere) return EXIT.notHere[0]
  return EXIT.fault[0]
}
