import { defineConfig } from 'rolldown'
import { textFiles } from './scripts/text-files.ts'

export default defineConfig([
  {
    input: { main: 'src/main.ts', index: 'src/index.ts' },
    platform: 'node',
    external: id => !/^([./]|\w:)/.test(id),
    plugins: [textFiles()],
    output: { dir: 'dist', format: 'esm', cleanDir: true, sourcemap: true, chunkFileNames: '[name].js' }
  },
  {
    input: { onrecord: 'web/onrecord.ts' },
    platform: 'browser',
    output: { dir: 'dist/web', format: 'esm', cleanDir: true, minify: true }
  }
])
