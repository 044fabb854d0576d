import { defineConfig } from 'rolldown'
import { stageHashes } from './scripts/stage-versions.ts'
import { textFiles } from './scripts/text-files.ts'

export default defineConfig([
  {
    input: { main: 'src/main.ts', index: 'src/index.ts', draw: 'src/serve/cite/draw.ts' },
    platform: 'node',
    external: id => !/^([./]|\w:|onrecord:)/.test(id),
    plugins: [textFiles(), stageHashes(import.meta.dirname)],
    output: { dir: 'dist', format: 'esm', cleanDir: true, sourcemap: true, chunkFileNames: '[name].js' }
  },
  {
    input: { onrecord: 'web/onrecord.ts' },
    platform: 'browser',
    output: { dir: 'dist/web', format: 'esm', cleanDir: true, minify: true }
  }
])
