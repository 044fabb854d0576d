import * as commands from '../commands.ts'
import { changes } from '../correct.ts'
import * as programs from '../programs.ts'
import type { Entry } from './entry.ts'
import { OPTIONS } from './options.ts'

const { DB, JSON_OUT, WITH, SPEAKER, SAID, OUTLET, PUBLISHED, QUOTE, BASE, PNG, AS } = OPTIONS

/** What asks the record. */
export const ASKING: readonly Entry[] = [
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
    usage: 'outlet [name...]',
    sentence: 'the outlets; with a name, how much of it shares copy, how often its quotations differ, and whom it quotes',
    options: [DB, JSON_OUT],
    run: programs.outlet
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
    usage: 'changes [article]',
    sentence: 'what changed in pages that were read again: quotations, speakers, numbers, days, verbs, headlines, notes',
    options: [DB, JSON_OUT],
    run: changes
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
  }
]
