import { defineConfig } from 'vitest/config'
import { textFiles } from './scripts/text-files.ts'

export default defineConfig({
  plugins: [textFiles()],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    reporters: ['default', './scripts/closing-line.ts'],
    // A busy machine is no fault: what hangs is still ended.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2
  }
})
