import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Goes with the run, also when it is broken off. */
    temporaryDirectory: string
  }
}

/** Makes the one directory in which everything lies that tests put on disk. */
export default function makeTemporaryDirectory({ provide }: TestProject): () => void {
  const directory = mkdtempSync(join(tmpdir(), 'larder-tests-'))
  provide('temporaryDirectory', directory)
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', remove)
  return remove
}
