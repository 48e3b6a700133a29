/** What the machine has for videos beside what Larder brings along. */
export interface VideoTools {
  /** The path of ffmpeg; undefined: it is not used. */
  ffmpeg: string | undefined
}

/** What comes with Larder does. */
export const noVideoTools: VideoTools = { ffmpeg: undefined }
