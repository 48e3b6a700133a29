import { findExecutable } from './find-executable.ts'

/** The ffmpeg of this machine. Throws a sentence when there must be one and there is none. */
export function provideFfmpeg(): { path: string } | { missing: string } {
  const path = findExecutable('ffmpeg')
  if (path !== undefined) return { path }
  const missing = 'there is no ffmpeg on this machine'
  if (process.env['LARDER_REQUIRE_FFMPEG'] !== '1') return { missing }
  throw new Error(`LARDER_REQUIRE_FFMPEG is set, but ${missing}.`)
}
