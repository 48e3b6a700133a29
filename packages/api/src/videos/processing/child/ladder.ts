import type { Demuxer } from './ffmpeg.ts'
import { reading, runFfmpeg } from './ffmpeg.ts'
import type { Laddering, Rung, RungOutcome } from './work.ts'

/** Seconds from one key picture to the next, the same in all rungs; segments are two of them long. */
const KEY_EVERY = 2
const SEGMENT_SECONDS = 4

/** Kibibytes: coding 1080p looks ahead at 40 pictures. */
const MOST_MEMORY = 1_024 * 1_024

/** Has ffmpeg code the rungs of a ladder one after the other: each as one file, and a list of its parts. */
export async function* codedRungs(work: Laddering, demuxer: Demuxer): AsyncGenerator<RungOutcome> {
  for (const rung of work.rungs) {
    const { how, complaint } = await runFfmpeg(work.ffmpeg, wordsFor({ ...work, demuxer }, rung), {
      timeLimitMs: work.rungWithinMs,
      cpuSeconds: Math.ceil((work.rungWithinMs * work.threads) / 1_000),
      memoryKibibytes: MOST_MEMORY,
    })
    if (how !== 'well') return yield { rung: rung.name, failure: `${how}: ${complaint}` }
    yield { rung: rung.name }
  }
}

function wordsFor(
  { path, demuxer, prefix, threads }: Laddering & { demuxer: Demuxer },
  rung: Rung,
): string[] {
  const { name, width, height, kilobits } = rung
  const most = `${kilobits}k`
  // For decoding, and once more for coding.
  const onThreads = ['-threads', `${threads}`]
  return [
    ...reading(path, demuxer, onThreads),
    ...['-map', '0:v:0', '-map', '0:a:0?', '-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-vf', `scale=${width}:${height},setsar=1`, '-pix_fmt', 'yuv420p', ...onThreads],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-crf', '23'],
    ...['-maxrate', most, '-bufsize', `${2 * kilobits}k`, '-sc_threshold', '0'],
    ...['-force_key_frames', `expr:gte(t,n_forced*${KEY_EVERY})`],
    ...['-c:a', 'aac', '-b:a', '128k', '-ac', '2', '-ar', '48000'],
    ...['-f', 'hls', '-hls_time', `${SEGMENT_SECONDS}`, '-hls_playlist_type', 'vod'],
    ...['-hls_segment_type', 'fmp4', '-hls_flags', 'single_file'],
    ...['-hls_segment_filename', `${prefix}${name}.mp4`, `${prefix}${name}.m3u8`],
  ]
}
