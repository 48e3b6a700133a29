import { constants } from 'node:fs'
import { copyFile, link, mkdir, open, opendir, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Readable } from 'node:stream'
import type { BlobStore, ByteRange, StoredObject } from './blob-store.ts'
import { BytesMissing, requireKey, requireRange } from './blob-store.ts'
import { diskCodeOf, explainDiskFailure } from './disk-failures.ts'
import { FilePieces } from './file-pieces.ts'
import { OpenFiles } from './open-files.ts'

/** Bytes in a directory of this machine, which is made when the first ones come. */
export class DiskStore implements BlobStore {
  readonly #directory: string
  readonly #files = new OpenFiles()

  constructor(directory: string) {
    this.#directory = directory
  }

  async put(key: string, path: string): Promise<void> {
    const place = this.#placeOf(key)
    try {
      await makeDirectory(dirname(place))
      await linkOrCopy(path, place)
      await flush(place)
      await flush(dirname(place))
      this.#files.forget(place)
    } catch (cause) {
      throw explainDiskFailure(cause)
    }
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    requireRange(range)
    try {
      return new FilePieces(await this.#files.take(this.#placeOf(key)), range)
    } catch (cause) {
      throw diskCodeOf(cause) === 'ENOENT'
        ? new BytesMissing(key, cause)
        : explainDiskFailure(cause)
    }
  }

  async fetch(key: string, path: string): Promise<void> {
    try {
      await linkOrCopy(this.#placeOf(key), path)
    } catch (cause) {
      throw diskCodeOf(cause) === 'ENOENT'
        ? new BytesMissing(key, cause)
        : explainDiskFailure(cause)
    }
  }

  async delete(key: string): Promise<void> {
    try {
      const place = this.#placeOf(key)
      await rm(place, { force: true })
      this.#files.forget(place)
    } catch (cause) {
      throw explainDiskFailure(cause)
    }
  }

  async *list(): AsyncIterable<StoredObject> {
    try {
      for await (const entry of await opendir(this.#directory, { recursive: true })) {
        if (!entry.isFile()) continue
        const place = join(entry.parentPath, entry.name)
        const size = await sizeOf(place)
        if (size === undefined) continue
        yield { key: relative(this.#directory, place).split(sep).join('/'), size }
      }
    } catch (cause) {
      // Before the first bytes come there is no directory.
      if (diskCodeOf(cause) !== 'ENOENT') throw explainDiskFailure(cause)
    }
  }

  /** What a crash leaves here lies under its key. */
  async *dropUnfinished(): AsyncIterable<string> {}

  #placeOf(key: string): string {
    requireKey(key)
    return join(this.#directory, ...key.split('/'))
  }
}

/** Makes a directory that is still there after a power cut. */
async function makeDirectory(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true })
  if (first === undefined) return
  for (let made = path; made.length >= first.length; made = dirname(made)) {
    await flush(dirname(made))
  }
}

/** A second name costs nothing; where there can be none, such as on another disk, the bytes are copied. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    const code = diskCodeOf(error) ?? ''
    // A database that was put back to an earlier state gives an id again, and nobody knows these bytes.
    if (code === 'EEXIST') return replace(from, to)
    if (!['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK'].includes(code)) throw error
    await copy(from, to)
  }
}

async function replace(from: string, to: string): Promise<void> {
  await rm(to)
  await linkOrCopy(from, to)
}

async function copy(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE)
  } catch (error) {
    // A full disk shall not stay full of what nobody can use.
    await rm(to, { force: true }).catch(() => {})
    throw error
  }
}

/** Undefined when it was deleted meanwhile. */
async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (diskCodeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
