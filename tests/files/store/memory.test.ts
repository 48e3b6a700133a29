import { execFile } from 'node:child_process'
import { mkdtempSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'
import { figure, freshStorage } from '#harness'
import { newKey, someFile } from './some-bytes.ts'

const MIB = 1_024 * 1_024

test('Given a file of 300 MB, when it is put and read, then that takes little memory', async () => {
  const { path } = someFile(1)
  truncateSync(path, 300_000_000)
  const [program, small] = [join(import.meta.dirname, 'memory-of-bytes.ts'), someFile(10).path]
  const { stdout } = await promisify(execFile)(
    process.execPath,
    // The server's young generation.
    ['--max-semi-space-size=1', program, path, newKey(), newKey(), small],
    {
      env: {
        ...process.env,
        LARDER_DATA: mkdtempSync(join(inject('temporaryDirectory'), 'data-')),
        STORAGE_URL: freshStorage() ?? '',
      },
    },
  )
  const grown = Number(stdout) / MIB
  figure(19, `300 MB put into a store and read: ${grown.toFixed(0)} MiB more memory`)
  // Most of it is what Node reads from the connection to S3 and copies, which waits to be collected: 40 to
  // 70 MiB. Held whole it would be 286.
  expect(grown).toBeLessThan(100)
})
