import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Services } from '../../context.ts'
import type { VideoFailure } from '../schema.ts'
import type { Work } from './child/work.ts'
import type { Findings } from './started-process.ts'
import { lookAt } from './started-process.ts'
import { writeAnew } from './written-anew.ts'

/** For all of one video, however busy the machine is. */
const TIME_LIMIT_MS = 25_000
/** Of that, for pictures. */
const PICTURES_WITHIN_MS = 12_000
/** Of that, for writing a container anew, which has more time for each of its bytes: a slow disk writes as fast. */
const WRITTEN_WITHIN_MS = 12_000
const BYTES_IN_A_MS = 5_000
/** What is left when pictures have to be done. */
const SPARE_MS = 4_000

/** Three candidates and a storyboard. */
const USUAL_PICTURES = 4

/** What came of looking at a video, and where the bytes are that this is about. */
export type LookedAt = { findings: Findings; path: string } | { failure: VideoFailure }

/**
 * Looks at a video with what comes with Larder, and with ffmpeg where that is there and was not enough:
 * for containers that are not read here, and for pictures that could not be made.
 */
export async function lookedAt(
  { videoTools: { ffmpeg } }: Pick<Services, 'videoTools'>,
  { path, directory, pictures }: { path: string; directory: string; pictures: Work['pictures'] },
  signal: AbortSignal,
): Promise<LookedAt> {
  const work: Work = {
    path,
    prefix: join(directory, 'picture-'),
    pictures,
    ffmpeg: null,
    picturesWithinMs: PICTURES_WITHIN_MS,
  }
  let end = performance.now() + TIME_LIMIT_MS
  const left = () => end - performance.now()
  const first = await lookAt(work, { timeLimitMs: left(), signal })
  if (first.foreign === undefined) {
    return { findings: await completed(first, { ...work, ffmpeg }, { left: left(), signal }), path }
  }
  if (ffmpeg === undefined) return { failure: 'needs ffmpeg' }
  const to = join(directory, 'written-anew')
  const forItsBytes = (await stat(path)).size / BYTES_IN_A_MS
  const timeLimitMs = WRITTEN_WITHIN_MS + forItsBytes
  end += forItsBytes
  const failure = await writeAnew({ path, demuxer: first.foreign, to, ffmpeg, timeLimitMs }, signal)
  if (failure) return { failure }
  const written = { ...work, path: to }
  const second = await lookAt(written, { timeLimitMs: left(), signal })
  // What ffmpeg wrote is read here, or was no video.
  if (second.foreign !== undefined) return { failure: 'damaged' }
  const completing = { left: left(), signal }
  return { findings: await completed(second, { ...written, ffmpeg }, completing), path: to }
}

/** The same findings, with the pictures that ffmpeg makes where some are missing. */
async function completed(
  first: Findings,
  work: Omit<Work, 'ffmpeg'> & { ffmpeg: string | undefined },
  { left, signal }: { left: number; signal: AbortSignal },
): Promise<Findings> {
  const wanted = work.pictures === 'usual' ? USUAL_PICTURES : 1
  const { ffmpeg } = work
  const isEnough = !first.facts || first.refused || first.pictures.length >= wanted
  if (isEnough || ffmpeg === undefined || left < 2 * SPARE_MS) return first
  const picturesWithinMs = left - SPARE_MS
  const second = await lookAt({ ...work, ffmpeg, picturesWithinMs }, { timeLimitMs: left, signal })
  const better = second.pictures.length > first.pictures.length ? second : first
  return { ...better, facts: first.facts ?? second.facts }
}
