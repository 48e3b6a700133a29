import { SURE_PIXELS } from './bounds.ts'
import { Refused } from './refused.ts'
import type { Message, Outcome, Work } from './work.ts'
import { writeSizes } from './write-sizes.ts'

// The process that decodes pictures. Whatever they do to it, the server goes on.

/** What one picture may take beside the process itself: what was reckoned with, and what rows need. */
const MOST_GROWTH = 84 * 1_024 ** 2
/** More than that was not given back. */
const TIRED_GROWTH = 16 * 1_024 ** 2
const LOOK_EVERY_MS = 4
/** Of the processor, which a busy machine gives less of in the same time. */
const MOST_CPU_MS = 10_000

const atRest = process.memoryUsage.rss()

// Nothing is to be finished here when the server is gone, nor is there time to.
process.on('disconnect', end)
process.on('message', (work: Work) => {
  // Decoding has a thread of its own, so this one is free to keep an eye on it.
  const begun = process.cpuUsage()
  const watch = setInterval(() => {
    const outcome = excess(begun)
    if (!outcome) return
    clearInterval(watch)
    tell({ outcome, isTired: true }, end)
  }, LOOK_EVERY_MS)
  void outcomeOf(work).then((outcome) => {
    clearInterval(watch)
    tell({ outcome, isTired: growth() > TIRED_GROWTH })
  })
})
tell({ ready: true })

async function outcomeOf(work: Work): Promise<Outcome> {
  try {
    return { written: await writeSizes(work) }
  } catch (error) {
    if (!(error instanceof Refused)) return { failure: String(error) }
    return { problem: error.problem, limitPixels: error.limitPixels }
  }
}

/** What a picture is refused for that takes more than its share. */
function excess(begun: NodeJS.CpuUsage): Outcome | undefined {
  if (growth() > MOST_GROWTH) return { problem: 'too many pixels', limitPixels: SURE_PIXELS }
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1_000 > MOST_CPU_MS ? { problem: 'too slow' } : undefined
}

function growth(): number {
  return process.memoryUsage.rss() - atRest
}

function tell(message: Message, then: () => void = () => undefined): void {
  process.send?.(message, undefined, undefined, then)
}

// Not `process.exit`: that waits for the thread that is decoding.
function end(): void {
  process.kill(process.pid, 'SIGKILL')
}
