import { explainDiskFailure } from '../../blobs/disk-failures.ts'
import { DomainError } from '../../errors/map.ts'
import { AttemptFailed } from '../../event-log/tasks/define-task.ts'
import { Unwanted } from './outcome.ts'

/**
 * Does work on the bytes of a video, as an attempt of a task. Answers what came of it, also where nobody
 * wants that any more. Throws the reason of the signal, and AttemptFailed for what another attempt may help.
 */
export async function attempted(work: () => Promise<string>, signal: AbortSignal): Promise<string> {
  try {
    return await work()
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Unwanted) return error.message
    const explained = explainDiskFailure(error)
    if (explained instanceof DomainError) throw new AttemptFailed(explained.reason)
    throw error
  }
}
