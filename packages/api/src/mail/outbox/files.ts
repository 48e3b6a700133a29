import { readdir, rm } from 'node:fs/promises'
import { timeIn } from './names.ts'

/** The names of the messages in an outbox, oldest first. A missing directory holds none. */
export async function outboxFiles(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).filter((name) => timeIn(name) !== undefined).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Removes a file; another process may have done so. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true })
}
