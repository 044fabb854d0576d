import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import hashes from 'onrecord:stages'
import { findModel, type Model } from './infer/models.ts'
import { isNative } from './infer/runtime.ts'
import * as laws from './laws.ts'
import { findFeeds } from './read/feeds/named.ts'
import { findPlaces, type Place } from './read/places.ts'
import { runCommand } from './serve/command/cli.ts'
import { Failure } from './serve/command/exit.ts'
import type { EngineName, EngineState, House } from './serve/house.ts'
import { work } from './serve/pool.ts'
import { STAGES, type Versions } from './store/index.ts'
import type { Reading, Tagger } from './types.ts'

const built = dirname(fileURLToPath(import.meta.url))
const root = join(built, '..')
const { name, version, homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The model that finds quotations, in `models/`: the most accurate one that is as fast as it must be. */
const MODEL = 'quote-l6'

/** How we say who we are, and where to read more about it or to complain. */
const userAgent = `${name}/${version} (+${homepage})`

let chosen: EngineName | undefined
let found: ReturnType<typeof findModel> | undefined

/** The model that is to work: none where rules were chosen, or where there is none and none was asked for. */
const model = (): Model | null => {
  if (chosen === 'rules') return null
  found ??= findModel(join(root, 'models'), MODEL)
  if (chosen === 'model' && !found.model)
    throw new Failure('usage', `There is no trained model here${found.wrong.length ? `: ${found.wrong.join(', ')}` : ''}.`)
  return found.model
}

const engine = (): EngineState => {
  const works = model()
  if (works)
    return {
      name: 'model',
      sentence: `quotations by the model ${MODEL} (${works.hash.slice(0, 8)}) and rules${isNative() ? '' : ', in WebAssembly'}`,
      wrong: []
    }
  return { name: 'rules', sentence: 'quotations by rules alone, without a model', wrong: found?.wrong ?? [] }
}

let tagger: Promise<Tagger> | undefined

const tagReading = async (reading: Reading) => {
  const works = model()
  if (!works) return null
  const infer = await import('./infer/index.ts')
  tagger ??= infer.loadTagger(works)
  return infer.tagReading(await tagger, reading)
}

/**
 * The versions of the stages: a hash of what each is made of, so that what it judged is judged again when it has changed, and stands when something else has;
 * for quotations also the model's.
 */
const versions = (): Versions => {
  const all = Object.fromEntries(STAGES.map(stage => [stage, `${version}+${hashes[stage]}`])) as Versions
  const trained = model()?.hash.slice(0, 8)
  return { ...all, quote: trained ? `${all.quote}+${trained}` : all.quote }
}

const stages = () =>
  Promise.all([
    import('./parse/index.ts'),
    import('./quote/index.ts'),
    import('./attribute/index.ts'),
    import('./align/index.ts'),
    import('./trace/index.ts'),
    import('./group/index.ts'),
    import('./revise/index.ts'),
    import('./correct/index.ts')
  ])

const house: House = {
  parts: async () => {
    const [parse, quote, attribute, align, trace, group, revise, correct] = await stages()
    return { ...parse, ...quote, ...attribute, ...align, ...trace, ...group, ...revise, ...correct, ...laws, tagReading }
  },
  get versions() {
    return versions()
  },
  choose: engine => {
    chosen = engine
  },
  engine,
  version,
  root,
  findPlaces,
  readPages: async function* (places, options) {
    const { readPages } = await import('./read/index.ts')
    yield* readPages(places as readonly Place[], {
      ...options,
      userAgent,
      stdin: process.stdin,
      now: () => new Date().toISOString()
    })
  },
  findFeeds,
  readFeeds: async ({ allowPrivate }) => (await import('./read/feeds/reader.ts')).startFeedReader({ userAgent, allowPrivate }),
  startPosting: async ({ allowPrivate }) => (await import('./read/net/post.ts')).startPosting({ userAgent, allowPrivate }),
  cwd: process.cwd(),
  env: process.env,
  in: process.stdin,
  out: process.stdout,
  err: process.stderr
}

// Whoever reads us may stop reading: "onrecord export | head" is no fault.
process.stdout.on('error', error => process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1))

const worker = process.env.ONRECORD_WORKER as EngineName | undefined
if (worker && process.send) {
  chosen = worker
  process.exitCode = await work(house)
} else process.exitCode = await runCommand(house, process.argv.slice(2))
