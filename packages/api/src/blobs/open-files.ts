import { close, open } from 'node:fs'
import { promisify } from 'node:util'

/** A file that somebody reads, until they leave it. */
export interface OpenFile {
  readonly descriptor: number
  leave(): void
}

interface Shared {
  file: Promise<OpenFile>
  /** Those who read it, and the list of those that are kept. */
  holders: number
  end: NodeJS.Timeout
}

/** Bytes are always the same, but an operator who puts a damaged file right shall not wait for long. */
const KEPT_MS = 10_000

const MOST_KEPT = 64

const descriptorOf = promisify(open)

/** Opens a file for one reader. Throws what the file system says. */
export async function openFile(path: string): Promise<OpenFile> {
  const descriptor = await descriptorOf(path, 'r')
  // Nothing was written to it, so closing has nothing to lose.
  return { descriptor, leave: () => close(descriptor, () => {}) }
}

/**
 * Files that stay open for some seconds, because whoever watches a film asks for range after range of it:
 * opening and closing took a fifth of the time of a range of 1 MB.
 */
export class OpenFiles {
  readonly #kept = new Map<string, Shared>()

  /** Opens a file, or joins those who read it. Throws what the file system says. */
  async take(path: string): Promise<OpenFile> {
    const shared = this.#kept.get(path) ?? this.#keep(path)
    shared.holders++
    try {
      const { descriptor } = await shared.file
      return { descriptor, leave: () => leave(shared) }
    } catch (error) {
      if (this.#kept.get(path) === shared) this.forget(path)
      throw error
    }
  }

  /** Lets the next reader open it anew. Those who read it now go on. */
  forget(path: string): void {
    const shared = this.#kept.get(path)
    if (!shared) return
    this.#kept.delete(path)
    clearTimeout(shared.end)
    leave(shared)
  }

  #keep(path: string): Shared {
    const [oldest] = this.#kept.keys()
    if (this.#kept.size >= MOST_KEPT && oldest !== undefined) this.forget(oldest)
    const end = setTimeout(() => this.forget(path), KEPT_MS).unref()
    const shared = { file: openFile(path), holders: 1, end }
    this.#kept.set(path, shared)
    return shared
  }
}

function leave(shared: Shared): void {
  shared.holders--
  if (shared.holders > 0) return
  shared.file.then(
    (file) => file.leave(),
    () => {},
  )
}
