// `npm start [-- PATH…]`: sets up, then `onrecord start` in the folder that it was typed in.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, setUp } from './setup.mjs'

setUp()
const typed = process.argv.splice(2)
process.argv.push('start', ...typed)
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
await import(pathToFileURL(join(root, 'dist/main.js')).href)
