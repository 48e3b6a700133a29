import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Storage } from '../../blobs/storage.ts'

/**
 * Runs something with an empty local directory of its own, which goes with it. The name is for that work
 * on that file alone, and shorter than the ids of uploads, which lie beside it.
 */
export async function inWorkspace<T>(
  storage: Storage,
  name: string,
  work: (directory: string) => Promise<T>,
): Promise<T> {
  // What an attempt left behind that was killed.
  await removeWorkspaces(storage, name)
  const directory = join(storage.incoming, `${name}${randomBytes(6).toString('hex')}`)
  await mkdir(directory, { recursive: true })
  try {
    return await work(directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Removes what was left of work with this name. */
export async function removeWorkspaces({ incoming }: Storage, name: string): Promise<void> {
  const names = await readdir(incoming).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  for (const found of names) {
    if (!found.startsWith(name)) continue
    await rm(join(incoming, found), { recursive: true, force: true })
  }
}
