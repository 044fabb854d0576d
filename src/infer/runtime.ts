import { createRequire } from 'node:module'
import type { InferenceSession, Tensor } from 'onnxruntime-common'

/** What runs a graph; both packages have it, in the same shape. */
export type Runtime = { readonly InferenceSession: typeof InferenceSession; readonly Tensor: typeof Tensor }

/**
 * Whether the processor's own runtime is installed. It is a package to be added by hand (README): installing it on Linux also fetches what graphics
 * cards need, a quarter of a gigabyte, unless it is told not to, and only who installs can tell it.
 */
export const isNative = (): boolean => {
  try {
    return Boolean(createRequire(import.meta.url).resolve('onnxruntime-node'))
  } catch {
    return false
  }
}

/** The processor's own runtime where it is installed, or else WebAssembly, which takes some seven times as long. */
export const loadRuntime = async (native = isNative()): Promise<Runtime> => {
  if (native) return import('onnxruntime-node')
  const web = await import('onnxruntime-web')
  web.env.wasm.numThreads = 1
  return web
}
