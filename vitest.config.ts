import { defineConfig } from 'vitest/config'
import { textFiles } from './scripts/text-files.ts'

export default defineConfig({
  plugins: [textFiles()],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    reporters: ['default', './scripts/closing-line.ts'],
    testTimeout: 30_000,
    maxWorkers: 2
  }
})
