import { DomainError } from '../../errors/map.ts'
import { AttemptFailed } from '../../event-log/tasks/define-task.ts'
import type { VideoFailure } from '../schema.ts'
import type { Rewriting } from './child/work.ts'
import { lookAt } from './started-process.ts'

/**
 * Has ffmpeg write a file of a container that is not read here anew, in a process of its own. Answers why
 * that is not possible, if it is not. Throws AttemptFailed, STORAGE_FULL and the reason of the signal.
 */
export async function writeAnew(
  work: Rewriting,
  signal: AbortSignal,
): Promise<VideoFailure | undefined> {
  // ffmpeg ends first, and the process that started it can say so.
  const findings = await lookAt(work, { timeLimitMs: work.timeLimitMs + 5_000, signal })
  const { rewritten } = findings
  if (rewritten === undefined) throw new AttemptFailed(`The process ended: ${findings.complaint}`)
  if (rewritten === 'no space') throw new DomainError('STORAGE_FULL', {})
  return rewritten === 'well' ? undefined : rewritten
}
