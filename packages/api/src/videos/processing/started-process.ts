import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { withKeptSources } from '@larder/type-stripping'
import type { WrittenPicture } from '../../files/pictures/child/work.ts'
import type { VideoFailure } from '../schema.ts'
import type { Demuxer } from './child/ffmpeg.ts'
import type {
  Facts,
  Laddering,
  Message,
  Rewriting,
  Rewritten,
  RungOutcome,
  Work,
} from './child/work.ts'

const program = fileURLToPath(new URL('./child/main.ts', import.meta.url))

/** Of what it says when it fails. */
const LONGEST_COMPLAINT = 2_000

/** What came of looking at a video. */
export interface Findings {
  /** Undefined: it did not get that far. */
  facts?: Facts | undefined
  pictures: WrittenPicture[]
  /** The sizes that it was coded in, or not. */
  rungs: RungOutcome[]
  /**
   * `excess`: it took too much memory or time; `crashed`: it could not bear the bytes; `killed`:
   * somebody else ended it, such as a system without memory, or it could not even be started.
   */
  end: 'done' | 'refused' | 'excess' | 'crashed' | 'killed'
  refused?: VideoFailure
  /** It is of a container that only ffmpeg reads. */
  foreign?: Demuxer
  /** What came of writing it anew. */
  rewritten?: Rewritten['rewritten']
  /** What it said when it crashed. */
  complaint: string
}

/**
 * Has a process of its own look at a video. It knows nothing of the server's settings and secrets, is
 * ended when it takes too long or when the signal says so, and ends by itself when the server does.
 */
export function lookAt(
  work: Work | Rewriting | Laddering,
  { timeLimitMs, signal }: { timeLimitMs: number; signal: AbortSignal },
): Promise<Findings> {
  const child = fork(program, [], {
    execArgv: [
      ...withKeptSources,
      '--expose-gc',
      '--max-old-space-size=96',
      '--max-semi-space-size=2',
    ],
    // The C library gives memory back when it is freed, instead of keeping it.
    env: {
      MALLOC_ARENA_MAX: '1',
      MALLOC_MMAP_THRESHOLD_: '65536',
      MALLOC_TRIM_THRESHOLD_: '65536',
      UV_THREADPOOL_SIZE: '2',
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // A group of its own, so that what it starts goes with it.
    detached: true,
  })
  const findings: Findings = { pictures: [], rungs: [], end: 'crashed', complaint: '' }
  return new Promise((resolve, reject) => {
    const slow = setTimeout(() => {
      findings.end = 'excess'
      kill(child)
    }, timeLimitMs)
    const breakOff = () => kill(child)
    signal.addEventListener('abort', breakOff)
    child.stderr?.on('data', (text: Buffer) => {
      findings.complaint = `${findings.complaint}${text}`.slice(0, LONGEST_COMPLAINT)
    })
    child.on('message', (message: Message) => hear(findings, message))
    // It was not started, for want of processes or files: that says nothing of the bytes.
    child.on('error', (error) => {
      findings.end = 'killed'
      findings.complaint ||= String(error)
    })
    // Whatever ended it, what it started is not to go on without it.
    child.on('exit', () => kill(child))
    child.on('close', (_code, ending) => {
      const isKilled = ending === 'SIGKILL' && findings.complaint === ''
      if (findings.end === 'crashed' && isKilled) findings.end = 'killed'
      clearTimeout(slow)
      signal.removeEventListener('abort', breakOff)
      if (signal.aborted) reject(signal.reason)
      else resolve(findings)
    })
    if (signal.aborted) kill(child)
    // One that was not started may have nothing to send with.
    else child.send?.(work, () => undefined)
  })
}

function hear(findings: Findings, message: Message): void {
  if ('facts' in message) findings.facts = message.facts
  else if ('picture' in message) findings.pictures.push(message.picture)
  else if ('rung' in message) findings.rungs.push(message)
  else if ('refused' in message) {
    findings.refused = message.refused
    findings.end = 'refused'
  } else if ('foreign' in message) {
    findings.foreign = message.foreign
    findings.end = 'refused'
  } else if ('rewritten' in message) {
    findings.rewritten = message.rewritten
    findings.end = 'done'
  } else findings.end = 'done' in message ? 'done' : 'excess'
}

/** Ends it at once with what it started, whatever it does. */
function kill({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It was quicker.
  }
}
