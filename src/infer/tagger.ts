import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InferenceSession } from 'onnxruntime-common'
import type { Span, Text } from '../text/index.ts'
import type { Some, Tagged, Tagger } from '../types.ts'
import { cuesIn, type Decoding, type Draft, draftsOf, type Run } from './decode.ts'
import { featuresOf } from './features.ts'
import type { Model } from './models.ts'
import { loadRuntime, type Runtime } from './runtime.ts'
import { type Window, windowsOf } from './windows.ts'
import { readVocabulary, type Tokens, tokenise } from './wordpiece.ts'

/** What `training/export.py` writes beside the graphs. */
type Settings = { readonly longest: number; readonly radius: number; readonly states: number; readonly decoding: Decoding }

type Engine = {
  readonly encode: InferenceSession
  readonly read: InferenceSession
  readonly Tensor: Runtime['Tensor']
  readonly settings: Settings
}

/** BERT's numbers for the beginning and the end of a window. */
const BEGIN = 101
const END = 102

/** One thread a process: two threads on one window gain less than two processes on two. The graphs come with their steps joined (`training/export.py`). */
const SESSION: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  graphOptimizationLevel: 'basic'
}

/** The tagger of a model. */
export const loadTagger = async ({ folder, hash }: Model, runtime = loadRuntime()): Promise<Tagger> => {
  const { InferenceSession, Tensor } = await runtime
  const [settings, vocabulary, encode, read] = await Promise.all([
    readFile(join(folder, 'model.json'), 'utf8'),
    readFile(join(folder, 'vocab.txt'), 'utf8'),
    readFile(join(folder, 'encode.onnx')),
    readFile(join(folder, 'read.onnx'))
  ])
  const engine: Engine = {
    settings: JSON.parse(settings),
    encode: await InferenceSession.create(encode, SESSION),
    read: await InferenceSession.create(read, SESSION),
    Tensor
  }
  const known = readVocabulary(vocabulary)
  return {
    model: hash,
    async tag(text: Text) {
      const tokens = tokenise(text.chars, known)
      const features = featuresOf(text.chars, tokens)
      const found: Tagged[] = []
      for (const window of windowsOf(tokens, features, engine.settings.longest)) {
        const drafts = await readWindow(engine, tokens, features, window)
        found.push(...drafts.map(draft => taggedOf(draft, tokens, window)))
      }
      return found
    }
  }
}

/** The attributions of one window, in positions of its own tokens. */
const readWindow = async (engine: Engine, tokens: Tokens, features: Int32Array, { start, end }: Window) => {
  const { encode, settings, Tensor } = engine
  const length = end - start
  const ids = new Int32Array(length + 2)
  ids.set(tokens.ids.subarray(start, end), 1)
  ids[0] = BEGIN
  ids[length + 1] = END
  const seen = new Int32Array(ids.length * 3)
  seen.set(features.subarray(start * 3, end * 3), 3)
  const encoded = await encode.run({
    ids: new Tensor('int32', ids, [1, ids.length]),
    features: new Tensor('int32', seen, [1, ids.length, 3])
  })
  const all = encoded.tags.data as Float32Array
  const width = all.length / ids.length
  const tags = all.subarray(width, all.length - width)
  const cues = cuesIn(tags, settings.decoding)
  if (!cues.length) return []
  const roles = await rolesOf(engine, encoded.states.data as Float32Array, cues)
  const readings = cues.map(([first], i) => ({
    roles: roles[i],
    first: first - settings.radius,
    from: Math.max(0, first - settings.radius),
    to: Math.min(length, first + settings.radius)
  }))
  return draftsOf(tags, cues, readings, settings.decoding)
}

/** Cues that the reader is asked about at once: more of them are no faster and take more memory. */
const AT_ONCE = 4

/** What the reader says about each cue, in its order. */
const rolesOf = async (engine: Engine, states: Float32Array, cues: readonly Run[]) => {
  const roles: Float32Array[] = []
  for (let at = 0; at < cues.length; at += AT_ONCE) {
    const some = cues.slice(at, at + AT_ONCE)
    const answer = await askReader(engine, states, some)
    const width = answer.length / some.length
    roles.push(...some.map((_, i) => answer.subarray(i * width, (i + 1) * width)))
  }
  return roles
}

/** The reader's answer about some cues; it sees the marks at the window's ends too, so token 0 is the second row of `states`. */
const askReader = async (
  { read, settings: { radius, states: size }, Tensor }: Engine,
  states: Float32Array,
  cues: readonly Run[]
) => {
  const width = 2 * radius
  const near = new Float32Array(cues.length * width * size)
  const inside = new Int32Array(cues.length * width)
  const mask = new Float32Array(cues.length * width)
  cues.forEach(([start, end], i) => {
    const first = start + 1 - radius
    const from = Math.max(0, first)
    const to = Math.min(states.length / size, first + width)
    near.set(states.subarray(from * size, to * size), (i * width + from - first) * size)
    mask.fill(1, i * width + from - first, i * width + to - first)
    inside.fill(1, i * width + radius, i * width + Math.min(width, radius + end - start))
  })
  const answer = await read.run({
    near: new Tensor('float32', near, [cues.length, width, size]),
    inside: new Tensor('int32', inside, [cues.length, width]),
    mask: new Tensor('float32', mask, [cues.length, width])
  })
  return answer.roles.data as Float32Array
}

const taggedOf = ({ cue, source, content, sure }: Draft, { starts, ends }: Tokens, window: Window): Tagged => {
  const printed = ([start, end]: Run): Span => ({ start: starts[window.start + start], end: ends[window.start + end - 1] })
  const [first, ...rest] = content.map(printed)
  return { cue: printed(cue), source: source && printed(source), content: [first, ...rest] as Some<Span>, sure }
}
