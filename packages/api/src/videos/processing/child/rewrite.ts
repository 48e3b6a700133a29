import { stat } from 'node:fs/promises'
import { reading, runFfmpeg } from './ffmpeg.ts'
import type { Rewriting, Rewritten } from './work.ts'

/** What is not as long as this is small change. */
const SPARE_BYTES = 16 * 1_024 ** 2

/**
 * Has ffmpeg put the first picture track and the first sound track of a file into Matroska, as they are
 * coded. Nothing else comes along: no metadata, which may tell where it was filmed, and no other tracks.
 */
export async function rewrite(work: Rewriting): Promise<Rewritten> {
  const { path, demuxer, to, ffmpeg, timeLimitMs } = work
  // An index may name the same bytes many times over.
  const most = 2 * (await stat(path)).size + SPARE_BYTES
  const words = [
    ...reading(path, demuxer, ['-fflags', '+genpts']),
    ...['-map', '0:v:0', '-map', '0:a:0?', '-c', 'copy', '-map_metadata', '-1'],
    ...['-map_chapters', '-1', '-fflags', '+bitexact', '-fs', String(most)],
    ...['-f', 'matroska', `file:${to}`],
  ]
  const cpuSeconds = Math.ceil(timeLimitMs / 1_000)
  const { how, complaint } = await runFfmpeg(ffmpeg, words, { timeLimitMs, cpuSeconds })
  if (how === 'slow') return { rewritten: 'too slow' }
  if (how === 'well') {
    const size = await stat(to).then(({ size }) => size)
    return { rewritten: size > 0 && size < most ? 'well' : 'damaged' }
  }
  if (/No space left/i.test(complaint)) return { rewritten: 'no space' }
  return { rewritten: /matches no streams/.test(complaint) ? 'not a video' : 'damaged' }
}
