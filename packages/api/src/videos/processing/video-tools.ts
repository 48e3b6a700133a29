/** What the machine has for videos beside what Larder brings along. */
export interface VideoTools {
  /** The path of ffmpeg; undefined: it is not used. */
  ffmpeg: string | undefined
  /** Whether ready videos are coded in several sizes too, for HLS. */
  makesLadders: boolean
}

/** What comes with Larder does. */
export const noVideoTools: VideoTools = { ffmpeg: undefined, makesLadders: false }
