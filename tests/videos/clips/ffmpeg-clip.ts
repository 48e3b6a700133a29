import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'

const run = promisify(execFile)

/** Undefined: there is none, and what is about it is left out, which the run says. */
export const ffmpeg = inject('ffmpeg')

export interface FfmpegClip {
  /** How the name ends, which tells ffmpeg the container. */
  extension: string
  /** The words for coding it. */
  coding: readonly string[]
  seconds?: number
  size?: string
  hasSound?: boolean
}

/** Makes a clip with the ffmpeg of this machine: a second and a half, if nothing else is said. */
export async function ffmpegClip(clip: FfmpegClip): Promise<Buffer> {
  const { extension, coding, seconds = 1.5, size = '160x90', hasSound = true } = clip
  const picture = ['-f', 'lavfi', '-i', `testsrc=size=${size}:rate=10:duration=${seconds}`]
  const tone = ['-f', 'lavfi', '-i', `sine=duration=${seconds}:sample_rate=44100`]
  return made(extension, [...picture, ...(hasSound ? tone : []), ...coding])
}

/** The same clip, turned by so many degrees where it is shown. */
export async function turned(clip: Buffer, extension: string, degrees: number): Promise<Buffer> {
  const from = join(inject('temporaryDirectory'), `${randomUUID()}.${extension}`)
  await writeFile(from, clip)
  const words = ['-i', from, '-c', 'copy', '-metadata:s:v:0', `rotate=${degrees}`]
  return made(extension, words)
}

async function made(extension: string, words: readonly string[]): Promise<Buffer> {
  const to = join(inject('temporaryDirectory'), `${randomUUID()}.${extension}`)
  await run(ffmpeg ?? 'ffmpeg', ['-v', 'error', '-nostdin', ...words, to])
  const bytes = await readFile(to)
  await rm(to)
  return bytes
}
