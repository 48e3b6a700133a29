import { Foreign } from './foreign-containers.ts'
import type { FrameSource } from './frames.ts'
import { LocalFile } from './local-file.ts'
import type { Probed } from './probe.ts'
import { probe } from './probe.ts'
import { Refused } from './refused.ts'
import type { Laddering, Message, Rewriting, Work } from './work.ts'

// The process that looks at one video and ends. Whatever that does to it, the server goes on.

/** What one video may take beside the process itself. */
const MOST_GROWTH = 95 * 1_024 ** 2
const LOOK_EVERY_MS = 10
/** Of the processor. */
const MOST_CPU_MS = 40_000

const atRest = process.memoryUsage.rss()

// Nothing is to be finished here when the server is gone, nor is there time to.
process.on('disconnect', end)
process.on('message', (work: Work | Rewriting | Laddering) => {
  const watch = setInterval(() => {
    const excess = excessNow()
    if (!excess) return
    clearInterval(watch)
    tell({ excess }, end)
  }, LOOK_EVERY_MS)
  void done(work).then((last) => {
    clearInterval(watch)
    tell(last, end)
  })
})

/** Answers the last message. Rejects never: what is not foreseen ends the process loudly. */
async function done(work: Work | Rewriting | Laddering): Promise<Message> {
  try {
    if ('pictures' in work) return await look(work)
    if ('rungs' in work) return await ladder(work)
    const { rewrite } = await import('./rewrite.ts')
    return await rewrite(work)
  } catch (error) {
    if (error instanceof Refused) return { refused: error.failure }
    if (error instanceof Foreign) return { foreign: error.demuxer }
    console.error(error)
    return end()
  }
}

async function ladder(work: Laddering): Promise<Message> {
  const { facts, demuxer } = await probe(await LocalFile.open(work.path))
  tell({ facts })
  const { codedRungs } = await import('./ladder.ts')
  for await (const outcome of codedRungs(work, demuxer)) tell(outcome)
  return { done: true }
}

async function look(work: Work): Promise<Message> {
  const { path, prefix, pictures: wanted, picturesWithinMs } = work
  const probed = await probe(await LocalFile.open(path))
  const { facts } = probed
  tell({ facts })
  const { pictureAt, usualPictures } = await import('./pictures.ts')
  const source = await framesOf(work, probed)
  if (!source) return { done: true }
  const until = performance.now() + picturesWithinMs
  const making = { facts, prefix, until, ...source }
  if (wanted === 'usual') {
    for await (const picture of usualPictures(making)) tell({ picture })
  } else {
    const picture = await pictureAt(making, wanted)
    if (picture) tell({ picture })
  }
  return { done: true }
}

/** Where pictures come from. What makes them takes much memory, which is not needed to refuse something. */
async function framesOf(
  { path, ffmpeg }: Work,
  { facts, track, demuxer }: Probed,
): Promise<{ frames: FrameSource; startsAt: number; rotation: number } | undefined> {
  const rotation = await track.getRotation()
  if (ffmpeg !== null) {
    const { FfmpegFrames } = await import('./ffmpeg-frames.ts')
    const { codedSizeOf } = await import('./pictures.ts')
    const size = codedSizeOf(facts, rotation)
    const film = { path, demuxer, durationMs: facts.durationMs }
    return { frames: new FfmpegFrames(ffmpeg, film, size), startsAt: 0, rotation }
  }
  const { decodedFrames } = await import('./frames.ts')
  const frames = await decodedFrames(track)
  return frames && { frames, startsAt: await track.getFirstTimestamp(), rotation }
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
