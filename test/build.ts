import { spawnSync } from 'node:child_process'

/** Builds once before the tests, which run the program as people do. */
export default () => {
  const root = new URL('..', import.meta.url).pathname
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/rolldown/bin/cli.mjs', '-c'], {
    cwd: root,
    encoding: 'utf8'
  })
  if (status !== 0) throw new Error(`the build failed: ${stderr}`)
}
