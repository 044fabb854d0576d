import * as align from './align/index.ts'
import * as attribute from './attribute/index.ts'
import * as parse from './parse/index.ts'
import * as quote from './quote/index.ts'
import { pipes, runPipe } from './serve/pipes.ts'
import * as trace from './trace/index.ts'

const [command, name] = process.argv.slice(2)
if (command === 'pipe' && pipes[name])
  await runPipe(pipes[name], { ...parse, ...quote, ...attribute, ...align, ...trace }, process.stdin, process.stdout)
