import type { VideoFailure } from '../../schema.ts'

/** Bytes are not taken for a video. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly failure: VideoFailure

  constructor(failure: VideoFailure) {
    super(failure)
    this.failure = failure
  }
}
