import type { Readable } from 'node:stream'
import { freePiece } from '../../blobs/free-piece.ts'
import { nodeHttp } from '../../outbound/node-http.ts'

/** So much is held in memory at most, beside what is being written. */
const BATCH_BYTES = 512 * 1_024

/** The sender is gone, or the connection to it. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff'
}

/**
 * Hands on what a stream brings, in batches: the next one gathers while one is being handled. Resolves
 * after the end of the stream. Throws what handling throws, the reason of the signal, and BrokenOff; in
 * the last two cases after what has come so far was handled.
 */
export function pump(
  source: Readable,
  signal: AbortSignal,
  handle: (pieces: Buffer[], bytes: number) => Promise<void>,
): Promise<void> {
  // What a request brings is copied for its reader. What a parser brings may be a part of something.
  const isOwner = source instanceof nodeHttp.IncomingMessage
  return new Promise((resolve, reject) => {
    let pieces: Buffer[] = []
    let bytes = 0
    let handling = false
    let ended = false
    let failure: { why: unknown } | undefined

    function settle(): void {
      source.off('data', gather).off('end', end).off('error', breakOff).off('close', close)
      signal.removeEventListener('abort', stop)
      if (!failure) {
        resolve()
        return
      }
      // Whoever answers decides how much of the rest is read. Nobody keeps it.
      source.on('error', ignore).resume()
      reject(failure.why)
    }
    async function work(): Promise<void> {
      handling = true
      while (pieces.length > 0) {
        const [batch, size] = [pieces, bytes]
        pieces = []
        bytes = 0
        if (!ended) source.resume()
        try {
          await handle(batch, size)
          if (isOwner) for (const piece of batch) freePiece(piece)
        } catch (why) {
          pieces = []
          ended = true
          failure = { why }
        }
      }
      handling = false
      if (ended) settle()
    }
    function over(why?: { why: unknown }): void {
      if (ended) return
      ended = true
      failure = why
      if (!handling) settle()
    }
    function gather(piece: Buffer): void {
      if (ended) return
      pieces.push(piece)
      bytes += piece.length
      if (bytes >= BATCH_BYTES) source.pause()
      if (!handling) void work()
    }
    const end = () => over()
    const breakOff = (error: Error) => over({ why: new BrokenOff(error.message, { cause: error }) })
    const close = () => over({ why: new BrokenOff('The connection was closed.') })
    const stop = () => over({ why: signal.reason })

    if (signal.aborted) return reject(signal.reason)
    if (source.readableEnded) return resolve()
    if (source.destroyed) return reject(new BrokenOff('The connection was closed.'))
    source.on('data', gather).on('end', end).on('error', breakOff).on('close', close)
    signal.addEventListener('abort', stop)
  })
}

function ignore(): void {}
