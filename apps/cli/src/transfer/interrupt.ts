import { INTERRUPTED } from '../exit-codes.ts'
import { STANDARD_ERROR, write } from '../output/write.ts'

/**
 * Runs what Ctrl-C, or being told to end, breaks off in good order. Then the command ends with what
 * `farewell` says; pressed twice it ends at once.
 */
export async function interruptible<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  farewell: () => string,
): Promise<Result> {
  const controller = new AbortController()
  const stop = (): void => controller.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    return await work(controller.signal)
  } catch (error) {
    if (!controller.signal.aborted) throw error
    write(STANDARD_ERROR, `${farewell()}\n`)
    process.exit(INTERRUPTED)
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
