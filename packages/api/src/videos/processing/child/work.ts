import type { WrittenPicture } from '../../../files/pictures/child/work.ts'
import type { VideoFailure } from '../../schema.ts'

/** What is sent to a process that looks at a video. */
export interface Work {
  /** The bytes, in a local file. */
  path: string
  /** What the paths of everything that is written begin with. */
  prefix: string
  /** The pictures to make: those that every video gets, or the one at a time (milliseconds). */
  pictures: 'usual' | { label: string; atMs: number }
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
 * refused. `excess`: it took more than its share.
 */
export type Message =
  | { facts: Facts }
  | { picture: WrittenPicture }
  | { refused: VideoFailure }
  | { excess: 'memory' | 'time' }
  | { done: true }
