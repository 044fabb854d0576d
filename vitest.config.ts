import { defineConfig } from 'vitest/config'
import { textFiles } from './scripts/text-files.ts'

export default defineConfig({
  plugins: [textFiles()],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    reporters: ['default', './scripts/closing-line.ts'],
    // It ends what hangs, on a busy machine too; no test is there to measure time.
    testTimeout: 180_000,
    maxWorkers: 2
  }
})
