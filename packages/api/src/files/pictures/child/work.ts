import type { PictureProblem } from '../../errors.ts'
import type { LocalPicture, PictureKind } from '../prepared-picture.ts'

/** What is sent to the process that decodes pictures. */
export interface Work {
  /** The bytes as they came. */
  path: string
  kind: PictureKind
  /** What the paths of everything that is written begin with. */
  prefix: string
}

/** A picture that was written; whoever started the process hashes it. */
export type WrittenPicture = Omit<LocalPicture, 'hash'>

/** What comes back of a picture: it was written, is refused, or nothing can be said of it. */
export type Outcome =
  | { written: WrittenPicture[] }
  | { problem: PictureProblem; limitPixels?: number | undefined }
  | { failure: string }

/** `ready` comes first. `isTired`: it kept more memory than it should, and wants to end. */
export type Message = { ready: true } | { outcome: Outcome; isTired: boolean }
