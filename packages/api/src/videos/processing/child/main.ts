import { LocalFile } from './local-file.ts'
import { probe } from './probe.ts'
import { Refused } from './refused.ts'
import type { Message, Work } from './work.ts'

// The process that looks at one video and ends. Whatever that does to it, the server goes on.

/** What one video may take beside the process itself. */
const MOST_GROWTH = 95 * 1_024 ** 2
/** A storyboard that takes longer is left out. */
const MOST_PICTURES_MS = 12_000
const LOOK_EVERY_MS = 10
/** Of the processor. */
const MOST_CPU_MS = 40_000

const atRest = process.memoryUsage.rss()

// Nothing is to be finished here when the server is gone, nor is there time to.
process.on('disconnect', end)
process.on('message', (work: Work) => {
  const watch = setInterval(() => {
    const excess = excessNow()
    if (!excess) return
    clearInterval(watch)
    tell({ excess }, end)
  }, LOOK_EVERY_MS)
  void look(work).then((last) => {
    clearInterval(watch)
    tell(last, end)
  })
})

/** Answers the last message. Rejects never: what is not foreseen ends the process loudly. */
async function look({ path, prefix, pictures: wanted }: Work): Promise<Message> {
  try {
    const { facts, track } = await probe(await LocalFile.open(path))
    tell({ facts })
    // They take much memory, which is not needed to refuse something.
    const { decodedFrames } = await import('./frames.ts')
    const { pictureAt, usualPictures } = await import('./pictures.ts')
    const frames = await decodedFrames(track)
    if (!frames) return { done: true }
    const making = { facts, track, frames, prefix, until: performance.now() + MOST_PICTURES_MS }
    if (wanted === 'usual') {
      for await (const picture of usualPictures(making)) tell({ picture })
    } else {
      const picture = await pictureAt(making, wanted)
      if (picture) tell({ picture })
    }
    return { done: true }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.failure }
    console.error(error)
    return end()
  }
}

function excessNow(): 'memory' | 'time' | undefined {
  if (process.memoryUsage.rss() - atRest > MOST_GROWTH) return 'memory'
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000 > MOST_CPU_MS ? 'time' : undefined
}

function tell(message: Message, then: () => void = () => undefined): void {
  process.send?.(message, undefined, undefined, then)
}

// Not `process.exit`: that waits for threads that are decoding. With it goes what it started.
function end(): never {
  process.kill(-process.pid, 'SIGKILL')
  throw new Error('This process is over.')
}
