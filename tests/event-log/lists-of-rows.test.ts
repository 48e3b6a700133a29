import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, inject, test } from 'vitest'
import { freshDatabase } from '#harness'

const MEGABYTE = 1_000_000
const LONGEST = 400

// A projection writes a row for each event that it takes, and takes as many as there are.
describe.skipIf(inject('mysqlUrl') || !existsSync('/proc/self/status'))('Given SQLite', () => {
  test(`when lists of 1 to ${LONGEST} rows are written, then no statement is kept for each`, async () => {
    const { databaseUrl } = await freshDatabase()
    const program = join(import.meta.dirname, 'write-lists.ts')
    // The server's young generation.
    const words = ['--max-semi-space-size=1', program, `${LONGEST}`, databaseUrl]
    const { stdout } = await promisify(execFile)(process.execPath, words)
    // With a statement for each of them it is 15 MB.
    expect(Number(stdout)).toBeLessThan(4 * MEGABYTE)
  })
})
