import { LarderError } from '../larder-error.ts'
import { reaching } from './exchange.ts'

/**
 * The same bytes; what breaks them off is told as everywhere: UNREACHABLE, or the signal's reason.
 * So is that there are fewer than `length`, which not every `fetch` looks at.
 */
export function telling(
  url: string,
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
  length = 0,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let left = length
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reaching(url, signal, () => reader.read())
      if (!done) {
        left -= value.length
        return controller.enqueue(value)
      }
      if (left <= 0) return controller.close()
      throw new LarderError('UNREACHABLE', { url }, `${url} ended ${left} bytes early. Try again.`)
    },
    // It may be broken already, which nobody needs to know any more.
    cancel: (reason) => reader.cancel(reason).catch(() => {}),
  })
}
