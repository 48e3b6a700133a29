import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Storage } from '../../blobs/storage.ts'

/** Runs something with an empty local directory of its own for the bytes of a file, which goes with it. */
export async function inWorkspace<T>(
  storage: Storage,
  fileId: number,
  work: (directory: string) => Promise<T>,
): Promise<T> {
  // What an attempt left behind that was killed.
  await removeWorkspaces(storage, fileId)
  const directory = join(storage.incoming, `${nameOf(fileId)}${randomBytes(6).toString('hex')}`)
  await mkdir(directory, { recursive: true })
  try {
    return await work(directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Removes what was left of looking at a file. */
export async function removeWorkspaces({ incoming }: Storage, fileId: number): Promise<void> {
  const names = await readdir(incoming).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  for (const name of names) {
    if (!name.startsWith(nameOf(fileId))) continue
    await rm(join(incoming, name), { recursive: true, force: true })
  }
}

/** Shorter than the ids of uploads, which lie beside it. */
function nameOf(fileId: number): string {
  return `video-${fileId}.`
}
