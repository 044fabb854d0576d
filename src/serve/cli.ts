import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { NoRecord } from '../store/index.ts'
import * as commands from './commands.ts'
import { EXIT, Failure } from './exit.ts'
import { FORMATS } from './export.ts'
import type { House } from './house.ts'
import { pipes, runPipe } from './pipes.ts'
import { servePages, start } from './start.ts'
import { NotHere } from './wire.ts'

const portOf = (typed: string) => {
  const port = Number(typed)
  if (!/^\d+$/.test(typed) || port > 65535) throw new InvalidArgumentError('A port is a number from 0 to 65535.')
  return port
}

const db = () => new Option('--db <path>', "the record's file (else ONRECORD_DB, else ./onrecord.db)")
const json = () => new Option('--json', 'answer in JSON')
const port = () => new Option('--port <number>', 'where to serve, 0 for any free port').argParser(portOf)
const privately = () =>
  new Option('--allow-private', 'also read the named addresses when they are on this machine or its network')

/** The commands of the program, each with its sentence. */
export const programOf = (house: House): Command => {
  const program = new Command('onrecord')
    .description('The record of who said what, when and where, and how every outlet printed it.')
    .version(house.version)
    .exitOverride()
    .showHelpAfterError('(onrecord help says what there is)')
    .addHelpText(
      'after',
      `\nExit codes:\n${Object.values(EXIT)
        .map(([code, meaning]) => `  ${code}  ${meaning}`)
        .join('\n')}`
    )
  const command = (usage: string, sentence: string, ...options: Option[]) => {
    const one = program.command(usage).description(sentence)
    for (const option of options) one.addOption(option)
    return one
  }
  command(
    'add <place...>',
    'add articles: files, folders (.txt .md .html .htm), http(s) addresses, or - for standard input',
    db(),
    privately()
  ).action((places, given) => commands.add(house, places, given))
  command(
    'find <word...>',
    'find quotations by their words, speaker or outlet; "…" holds words together, - rules one out',
    db(),
    json()
  ).action((words, given) => commands.find(house, words, given))
  command('said <name...>', 'what somebody said; a part of the name is enough', db(), json()).action((name, given) =>
    commands.said(house, name, given)
  )
  command('show <id>', 'an article, quotation, speaker or statement, by its id or the beginning of it', db(), json()).action(
    (id, given) => commands.show(house, id, given)
  )
  command(
    'compare [name...]',
    "statements against articles, all or one speaker's; with a statement's id, its variants word by word",
    db(),
    json()
  ).action((name, given) => commands.compare(house, name, given))
  command(
    'export',
    'write the whole record to standard output',
    db(),
    new Option('--format <format>').choices(FORMATS).default('jsonl')
  ).action(given => commands.exportAll(house, given.format, given))
  command('serve', 'serve the record as pages on this machine', db(), port()).action(given => servePages(house, given))
  command(
    'start [place...]',
    'add the examples, or these places, say what differs, and serve the pages',
    db(),
    port(),
    privately()
  ).action((places, given) => start(house, places, given))
  command('doctor', 'check the record: its file, its index, every text and every quotation', db()).action(given =>
    commands.doctor(house, given)
  )
  command('pipe', 'one stage by itself: JSON Lines in, JSON Lines out')
    .addArgument(program.createArgument('<stage>').choices(Object.keys(pipes)))
    .action(stage => runPipe(pipes[stage], house.parts, house.in, house.out))
  return program
}

/** Runs one command. Gives its exit code; what went wrong is one sentence on standard error. */
export const runCommand = async (house: House, argv: readonly string[]): Promise<number> => {
  try {
    await programOf(house).parseAsync(argv, { from: 'user' })
    return Number(process.exitCode ?? EXIT.ok[0])
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok[0] : EXIT.usage[0]
    if (house.env.ONRECORD_DEBUG) house.err.write(`${error instanceof Error ? error.stack : error}\n`)
    else house.err.write(`onrecord: ${error instanceof Error ? error.message : error}\n`)
    return codeOf(error)
  }
}

const codeOf = (error: unknown): number => {
  if (error instanceof Failure) return error.code
  if (error instanceof NoRecord) return EXIT.record[0]
  if (error instanceof NotHere) return EXIT.notHere[0]
  return EXIT.fault[0]
}
