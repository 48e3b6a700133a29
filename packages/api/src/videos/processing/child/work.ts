import type { WrittenPicture } from '../../../files/pictures/child/work.ts'
import type { VideoFailure } from '../../schema.ts'
import type { Demuxer } from './ffmpeg.ts'

/** What is sent to a process that looks at a video. */
export interface Work {
  /** The bytes, in a local file. */
  path: string
  /** What the paths of everything that is written begin with. */
  prefix: string
  /** The pictures to make: those that every video gets, or the one at a time (milliseconds). */
  pictures: 'usual' | { label: string; atMs: number }
  /** The path of the ffmpeg that decodes the pictures; null: they are decoded in the process. */
  ffmpeg: string | null
  /** A storyboard that takes longer than until then is left out. */
  picturesWithinMs: number
}

/** Has a file of a container that is not read here written anew, as Matroska. */
export interface Rewriting {
  path: string
  demuxer: Demuxer
  to: string
  ffmpeg: string
  timeLimitMs: number
}

/** Has a video coded in several sizes. */
export interface Laddering {
  path: string
  /** What the paths of everything that is written begin with. */
  prefix: string
  rungs: readonly Rung[]
  ffmpeg: string
  rungWithinMs: number
  threads: number
}

/** A size of a video: upright, in pixels, even. */
export interface Rung {
  name: string
  width: number
  height: number
  /** A second at most, for pictures. */
  kilobits: number
}

/** A rung was coded, or why not. */
export interface RungOutcome {
  rung: string
  failure?: string
}

/** What a video is. */
export interface Facts {
  mediaType: string
  durationMs: number
  /** Pixels, upright. */
  width: number
  height: number
  videoCodec: string | null
  audioCodec: string | null
  /** What is to be overwritten: it may tell where it was filmed. */
  patches: Patch[]
}

/** Bytes that become those of `head` (hexadecimal), and zeros behind them, up to `end`. */
export interface Patch {
  start: number
  end: number
  head: string
}

/**
 * What comes back: `facts` first, then each picture, and `done`; or, instead of the rest, why it is
 * refused. `excess`: it took more than its share; `foreign`: ffmpeg would read that.
 */
export type Message =
  | { facts: Facts }
  | { picture: WrittenPicture }
  | { refused: VideoFailure }
  | { foreign: Demuxer }
  | Rewritten
  | RungOutcome
  | { excess: 'memory' | 'time' }
  | { done: true }

/** What came of writing it anew. */
export interface Rewritten {
  rewritten: 'well' | 'not a video' | 'damaged' | 'too slow' | 'no space'
}
