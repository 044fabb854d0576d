import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A model's folder, and the hash of all its files. */
export type Model = { readonly folder: string; readonly hash: string }

/** `manifest.json`, as `training/export.py` writes it: the files of every model. */
type Manifest = Readonly<Record<string, Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>>>

/** The model of this name in a folder of models; null where there is none, or where its files are not the ones of the manifest: `wrong` says which. */
export const findModel = (models: string, name: string): { readonly model: Model | null; readonly wrong: readonly string[] } => {
  const listed = join(models, 'manifest.json')
  if (!existsSync(listed)) return { model: null, wrong: [] }
  const manifest: Manifest = JSON.parse(readFileSync(listed, 'utf8'))
  const files = Object.entries(manifest[name] ?? {})
  const folder = join(models, name)
  const wrong = files.flatMap(([file, { sha256 }]) => {
    if (!existsSync(join(folder, file))) return [`${name}/${file} is not there`]
    return sha256Of(readFileSync(join(folder, file))) === sha256
      ? []
      : [`${name}/${file} is not the file that manifest.json names`]
  })
  if (!files.length || wrong.length) return { model: null, wrong }
  return { model: { folder, hash: sha256Of(files.map(([file, { sha256 }]) => `${file} ${sha256}`).join('\n')) }, wrong: [] }
}

const sha256Of = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex')
