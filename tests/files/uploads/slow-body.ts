import { setTimeout as sleep } from 'node:timers/promises'

/** Bytes as a body that takes its time: in pieces, with a pause after each. */
export function slowBody(
  bytes: Uint8Array,
  { pieces, pauseMs }: { pieces: number; pauseMs: number },
): ReadableStream<Uint8Array> {
  const length = Math.ceil(bytes.length / pieces)
  let start = 0
  return new ReadableStream({
    async pull(controller) {
      if (start >= bytes.length) return controller.close()
      controller.enqueue(bytes.subarray(start, start + length))
      start += length
      await sleep(pauseMs)
    },
  })
}
