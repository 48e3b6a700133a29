import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { ClosingReport } from './harness/closing-report.ts'
import { provideMysql } from './harness/mysql/provide-mysql.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where databases are made in the MySQL half; undefined in the SQLite half. */
    mysqlUrl: string | undefined
  }
}

const mysql = await provideMysql()
const leftOut = 'missing' in mysql ? `The MySQL half was SKIPPED: ${mysql.missing}.` : undefined

const builtSdk = join(import.meta.dirname, '../packages/sdk/dist')

export default defineConfig({
  // The types come from the sources, what runs is what is published.
  resolve: {
    alias: [
      { find: /^@larder\/sdk$/, replacement: join(builtSdk, 'index.js') },
      { find: '@larder/sdk/node', replacement: join(builtSdk, 'node.js') },
    ],
  },
  test: {
    include: ['**/*.test.ts'],
    globalSetup: ['./harness/build-what-is-stale.ts', './harness/temporary-directory.ts'],
    reporters: ['default', new ClosingReport(leftOut)],
    // A file mostly waits for the server process beside it.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    slowTestThreshold: 5_000,
    projects: [
      { extends: true, test: { name: 'sqlite', provide: { mysqlUrl: undefined } } },
      ...('url' in mysql
        ? [{ extends: true as const, test: { name: 'mysql', provide: { mysqlUrl: mysql.url } } }]
        : []),
    ],
  },
})
