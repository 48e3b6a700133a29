import { DomainError } from '@larder/api'

/** A server that stops lets uploads go on for so long: what ends by then was not in vain. */
const GRACE_MS = 3_000

const RETRY_AFTER_SECONDS = 5

/** The uploads of a server, which break off when it stops and they take too long for that. */
export class RunningUploads {
  readonly #running = new Set<AbortController>()
  #timer: NodeJS.Timeout | undefined

  /** Counts an upload as running until the promise is settled. */
  async run<T>(upload: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stopping = new AbortController()
    this.#running.add(stopping)
    try {
      return await upload(stopping.signal)
    } finally {
      this.#running.delete(stopping)
    }
  }

  /** Ends what still runs after the grace. */
  stop(): void {
    this.#timer ??= setTimeout(() => {
      const retryAfterSeconds = RETRY_AFTER_SECONDS
      for (const upload of this.#running) {
        upload.abort(new DomainError('UPLOAD_INTERRUPTED', { retryAfterSeconds }))
      }
    }, GRACE_MS).unref()
  }
}
