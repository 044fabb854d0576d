import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { NoRecord, NotUnderstood } from '../../store/index.ts'
import { NotHere } from '../answer/wire/index.ts'
import { STYLE_NAMES } from '../cite/cite.ts'
import { GIVEN_ROLES } from '../gate/who.ts'
import { ENGINES, type EngineName, type House, recordPath } from '../house.ts'
import { pipes, runPipe } from '../pipes.ts'
import { startPool, WORTH_A_POOL } from '../pool.ts'
import * as commands from './commands.ts'
import { CORRECT_HELP, changes, corrections, correctOne } from './correct.ts'
import { EXIT, Failure } from './exit.ts'
import { FORMATS } from './export.ts'
import { printable } from './printable.ts'
import * as programs from './programs.ts'
import { reparse } from './reparse.ts'

const portOf = (typed: string) => {
  const port = Number(typed)
  if (!/^\d+$/.test(typed) || port > 65535) throw new InvalidArgumentError('A port is a number from 0 to 65535.')
  return port
}

const DB = ['--db <path>', "the record's file (else ONRECORD_DB, else ./onrecord.db)"] as const
const JSON_OUT = ['--json', 'answer in JSON'] as const
const PRIVATE = ['--allow-private', 'also read the named addresses when they are on this machine or its network'] as const
const WITH = ['--with <name>', 'another speaker, beside the first'] as const
const SPEAKER = ['--speaker <name>', 'who is said to have said it'] as const
const SAID = ['--said <day>', 'the day on which it is said to have been said, or two with a / between'] as const
const OUTLET = ['--outlet <name>', 'the outlet that is said to have printed it'] as const
const PUBLISHED = ['--published <day>', "the draft's own day, for “on Tuesday” in it"] as const
const QUOTE = ['--quote <words>', 'check one quotation instead of a draft'] as const
const BASE = ['--base <address>', 'where the pages are served, for the links'] as const
const PNG = ['--png <file>', 'draw it as a picture into this file'] as const
const AS = new Option('--as <style>', 'how to write it').choices(STYLE_NAMES).default('text')
const ONCE = ['--once', 'read what is due, and end'] as const
const OPML = ['--opml', 'answer as an OPML list, for other readers'] as const
const DROP = ['--drop <feed>', 'watch this one no longer; its articles stay'] as const
const PORT = new Option('--port <number>', 'where to serve, 0 for any free port').argParser(portOf)
const HOST = [
  '--host <address>',
  'serve beyond this machine too, to those who have a token (else to this machine alone)'
] as const
const PUBLIC = ['--public', 'with --host: show quotations, and no whole articles, to anybody'] as const
const ROLE = new Option('--role <role>', 'what they may do').choices(GIVEN_ROLES).default('reader')
const ENGINE = new Option('--engine <engine>', 'find quotations by the trained model (where there is one) or by rules alone')
  .choices(ENGINES)
  .env('ONRECORD_ENGINE')
const WHY = new Option('--why <reason>', 'why it is so: kept with the correction').makeOptionMandatory()
const BY = ['--by <name>', 'who says so (else ONRECORD_AUTHOR, else who is logged in)'] as const
const KIND = new Option('--kind <kind>', 'what a new speaker is').choices(['person', 'body', 'unnamed'])
const OUT = new Option('--out <folder>', 'the folder to write, which must not be there yet').makeOptionMandatory()
const WHOLE = ['--whole-articles', 'show the articles whole, and not their quotations alone: mind whose they are'] as const
const FORMAT = new Option('--format <format>', 'how to write it').choices(FORMATS).default('jsonl')

const WEBHOOK = ['--webhook <address>', 'send what is new in it to this address, as signed JSON'] as const
const EMAIL = ['--email <address>', 'send what is new in it by e-mail, through the server that ONRECORD_SMTP names'] as const
const SEEN = ['--seen', 'take all that is new for seen'] as const

/** One command: how it is typed, its sentence, what it may be given, and what it does. */
type Entry = {
  usage: string
  sentence: string
  options: readonly (Option | readonly [string, string])[]
  /** What stands below the options in its help. */
  more?: string
  run(house: House, typed: never, given: never): Promise<void>
}

const COMMANDS: readonly Entry[] = [
  {
    usage: 'add <place...>',
    sentence:
      'add articles: files (text, pages, PDF, web archives, JSON Lines, subtitles), folders, http(s) addresses of pages and feeds, OPML lists of feeds, or - for standard input',
    options: [DB, PRIVATE],
    run: commands.add
  },
  {
    usage: 'watch [place...]',
    sentence:
      'read feeds, OPML lists, sitemaps or front pages again and again, these and those watched before, and add what is new',
    options: [DB, PRIVATE, ONCE],
    run: async (house, places, given) => (await import('./watch.ts')).watch(house, places, given)
  },
  {
    usage: 'feeds',
    sentence: 'what is watched and how it does: last read, last new, failures, next, and why',
    options: [DB, JSON_OUT, OPML, DROP],
    run: async (house, _, given) => (await import('./watch.ts')).feeds(house, _, given)
  },
  {
    usage: 'jobs',
    sentence: 'what works on the record and how far it has come, what waits, and why articles of feeds were left',
    options: [DB, JSON_OUT],
    run: programs.jobs
  },
  {
    usage: 'outlet [name...]',
    sentence: 'the outlets; with a name, how much of it shares copy, how often its quotations differ, and whom it quotes',
    options: [DB, JSON_OUT],
    run: programs.outlet
  },
  {
    usage: 'find <word...>',
    sentence:
      'find quotations: words, "phrases", -not, OR, ( ), "near each other"~8, speaker: outlet: cue: about: type: said: published: has: missing: status: note: saved:',
    options: [DB, JSON_OUT],
    run: commands.find
  },
  {
    usage: 'said <name...>',
    sentence: 'what somebody said; a part of the name is enough',
    options: [DB, JSON_OUT],
    run: commands.said
  },
  {
    usage: 'positions <name...>',
    sentence: 'what a speaker said by subject and time; beside another one with --with',
    options: [DB, JSON_OUT, WITH],
    run: commands.positions
  },
  {
    usage: 'show <id>',
    sentence: 'an article, quotation, speaker, statement or story, by its id or the beginning of it',
    options: [DB, JSON_OUT],
    run: commands.show
  },
  {
    usage: 'stories',
    sentence: 'the stories: articles about the same running events',
    options: [DB, JSON_OUT],
    run: commands.stories
  },
  {
    usage: 'compare [name...]',
    sentence: "statements against articles, all or one speaker's; with a statement's id, its variants word by word",
    options: [DB, JSON_OUT],
    run: commands.compare
  },
  {
    usage: 'check [file]',
    sentence: 'check every quotation of a draft (a file, or - for standard input), or one with --quote, against the record',
    options: [DB, JSON_OUT, QUOTE, SPEAKER, SAID, OUTLET, PUBLISHED],
    run: programs.check
  },
  {
    usage: 'verify <text> <start> <end> <words>',
    sentence: 'whether words stand where they are cited: the hash of the text, and the offsets',
    options: [DB, JSON_OUT],
    run: programs.verify
  },
  {
    usage: 'cite <id>',
    sentence: 'cite a quotation or a statement, with its link, hash and span',
    options: [DB, JSON_OUT, AS, BASE, PNG],
    run: programs.cite
  },
  {
    usage: 'origins <id>',
    sentence: 'how many independent origins a statement has, and why',
    options: [DB, JSON_OUT],
    run: programs.origins
  },
  {
    usage: 'ask <operation> [name=value...]',
    sentence: 'ask any operation of the API by its name, and get its answer in JSON',
    options: [DB],
    run: programs.askByName
  },
  {
    usage: 'mcp',
    sentence: 'serve the record to a program by the Model Context Protocol, on standard input and output',
    options: [DB],
    run: programs.mcp
  },
  {
    usage: 'backup <file>',
    sentence: 'copy the whole record into a new file, and its pages beside it, also while it is used',
    options: [DB],
    run: programs.backup
  },
  { usage: 'restore <file>', sentence: 'make the record anew from a backup that checks', options: [DB], run: programs.restore },
  {
    usage: 'changes [article]',
    sentence: 'what changed in pages that were read again: quotations, speakers, numbers, days, verbs, headlines, notes',
    options: [DB, JSON_OUT],
    run: changes
  },
  {
    usage: 'correct <word...>',
    sentence: 'say against the machine, or for it: confirm, reject, bounds, speaker, merge, split, note, undo',
    options: [DB, JSON_OUT, WHY, BY, KIND],
    more: CORRECT_HELP,
    run: correctOne
  },
  {
    usage: 'corrections',
    sentence: 'what people corrected, why, and what became of it',
    options: [DB, JSON_OUT],
    run: corrections
  },
  {
    usage: 'save <name> <word...>',
    sentence: 'keep a search under a name: it is a page, a feed, saved:"name" in another search, and can be told',
    options: [DB, WEBHOOK, EMAIL],
    run: async (house, typed, given) => (await import('./kept.ts')).save(house, typed, given)
  },
  {
    usage: 'searches [name...]',
    sentence: 'the searches that are kept, and to whom they are told; with a name, what one finds',
    options: [DB, JSON_OUT],
    run: async (house, names, given) => (await import('./kept.ts')).searches(house, names, given)
  },
  {
    usage: 'forget <name...>',
    sentence: 'keep a search no longer',
    options: [DB],
    run: async (house, names, given) => (await import('./kept.ts')).forget(house, names, given)
  },
  {
    usage: 'alert',
    sentence:
      'tell what is new in the searches that are kept, by webhook and e-mail, once; onrecord watch does it after each turn',
    options: [DB, PRIVATE],
    run: async (house, _, given) => (await import('./kept.ts')).alert(house, _, given)
  },
  {
    usage: 'note <id> <word...>',
    sentence: 'note something on a quotation, statement, article or story; it stays when everything is read anew',
    options: [DB, JSON_OUT, BY],
    run: async (house, typed, given) => (await import('./kept.ts')).note(house, typed, given)
  },
  {
    usage: 'notes',
    sentence: 'what people noted, and on what',
    options: [DB, JSON_OUT],
    run: async (house, _, given) => (await import('./kept.ts')).notes(house, _, given)
  },
  {
    usage: 'inbox',
    sentence: 'what is new since somebody last looked, and what waits for a decision',
    options: [DB, JSON_OUT, SEEN],
    run: async (house, _, given) => (await import('./kept.ts')).inbox(house, _, given)
  },
  {
    usage: 'reparse [article...]',
    sentence: 'read kept pages again by the present parser, these or all that an older one read; corrections stay',
    options: [DB],
    run: reparse
  },
  {
    usage: 'pack [id...]',
    sentence:
      'write an evidence pack of these quotations, statements, stories, speakers or articles, or of everything: pages, texts, annotations, log, and a verifier that needs no network; or, with a name that ends in .wacz, their pages as a web archive',
    options: [DB, OUT],
    run: async (house, ids, given) => (await import('../pack/command.ts')).pack(house, ids, given)
  },
  {
    usage: 'site [id...]',
    sentence:
      'write pages of these quotations, statements, stories, speakers or articles, or of everything, that open from a folder without script or network',
    options: [DB, OUT, WHOLE],
    run: async (house, ids, given) => (await import('../site/command.ts')).site(house, ids, given)
  },
  { usage: 'export', sentence: 'write the whole record to standard output', options: [DB, FORMAT], run: commands.exportAll },
  {
    usage: 'serve',
    sentence: 'serve the record as pages, on this machine or, with tokens, beyond it',
    options: [DB, PORT, HOST, PUBLIC],
    run: async (house, _, given) => (await import('./start.ts')).servePages(house, given)
  },
  {
    usage: 'start [place...]',
    sentence: 'add the examples, or these places, say what differs, and serve the pages',
    options: [DB, PORT, PRIVATE],
    run: async (house, places, given) => (await import('./start.ts')).start(house, places, given)
  },
  {
    usage: 'token <what> [name]',
    sentence: 'who may come in when the record is served beyond this machine: add NAME, list, revoke NAME',
    options: [DB, JSON_OUT, ROLE],
    run: async (house, typed, given) => (await import('./token.ts')).token(house, typed, given)
  },
  {
    usage: 'doctor',
    sentence: 'check the record: its file, its index, every text and every quotation',
    options: [DB],
    run: commands.doctor
  }
]

/** The commands of the program, each with its sentence. */
export const programOf = (house: House): Command => {
  const codes = Object.values(EXIT).map(([code, meaning]) => `  ${String(code).padEnd(3)}  ${meaning}`)
  const program = new Command('onrecord')
    .description(
      'The record of who said what, when and where, and how every outlet printed it. Without a command: serves the record of this folder, or else the examples.'
    )
    .version(house.version)
    .addOption(ENGINE)
    .hook('preAction', program => house.choose(program.opts<{ engine?: EngineName }>().engine))
    .exitOverride()
    .showHelpAfterError('(onrecord help says what there is)')
    .addHelpText('after', ['', 'Exit codes:', ...codes].join('\n'))
  for (const { usage, sentence, options, more = '', run } of COMMANDS) {
    const command = program.command(usage).description(sentence).addHelpText('after', more)
    for (const one of options) command.addOption(one instanceof Option ? one : new Option(...one))
    command.action(() => {
      const [first, ...more] = command.processedArgs
      return run(house, (more.length ? [first, ...more] : first) as never, command.opts() as never)
    })
  }
  program
    .command('pipe')
    .description('one stage by itself: JSON Lines in, JSON Lines out')
    .addArgument(new Argument('<stage>').choices(Object.keys(pipes)))
    .action(async stage => {
      const pool = { worth: WORTH_A_POOL, start: () => startPool(house) }
      await runPipe(stage, await house.parts(), house.in, house.out, pool)
    })
  return program
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
