import { InvalidArgumentError, Option } from 'commander'
import { STYLE_NAMES } from '../../cite/cite.ts'
import { GIVEN_ROLES } from '../../gate/who.ts'
import { ENGINES } from '../../house.ts'
import { FORMATS } from '../export.ts'

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

const WEBHOOK = ['--webhook <address>', 'send what is new in it to this address, as signed JSON; “none” ends it'] as const
const EMAIL = [
  '--email <address>',
  'send what is new in it by e-mail, through the server that ONRECORD_SMTP names; “none” ends it'
] as const
const SEEN = ['--seen', 'take all that is new for seen'] as const

/** What commands may be given, each said once however many take it. */
export const OPTIONS = {
  DB,
  JSON_OUT,
  PRIVATE,
  WITH,
  SPEAKER,
  SAID,
  OUTLET,
  PUBLISHED,
  QUOTE,
  BASE,
  PNG,
  AS,
  ONCE,
  OPML,
  DROP,
  PORT,
  HOST,
  PUBLIC,
  ROLE,
  ENGINE,
  WHY,
  BY,
  KIND,
  OUT,
  WHOLE,
  FORMAT,
  WEBHOOK,
  EMAIL,
  SEEN
}
