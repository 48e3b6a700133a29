import type { Demuxer } from './ffmpeg.ts'
import { reading, runFfmpeg } from './ffmpeg.ts'
import type { Frame, FrameSource } from './frames.ts'
import type { Size } from './shots.ts'

/** A picture that takes longer, from the key picture before it, is left for that one. */
const ONE_WITHIN_MS = 5_000

const CPU_SECONDS = 30

interface Film {
  path: string
  demuxer: Demuxer
  durationMs: number
}

type Decoded = Frame | 'slow' | undefined

/** So many seconds earlier it is looked again where there is nothing: behind the last picture. */
const EARLIER = [0, 0.5, 2, 10]

/** Has ffmpeg decode a picture at a time, counted from the beginning, and make it as small as it is needed. */
export class FfmpegFrames implements FrameSource {
  readonly #ffmpeg: string
  readonly #file: Film
  readonly #size: Size
  /** Whether exact pictures took too long. */
  #isRough = false

  /** `size`: of the pictures as they are coded, which is not turned. */
  constructor(ffmpeg: string, file: Film, size: Size) {
    this.#ffmpeg = ffmpeg
    this.#file = file
    this.#size = size
  }

  async at(seconds: number, until: number, { isRough = false } = {}): Promise<Frame | undefined> {
    for (const earlier of EARLIER) {
      const at = Math.max(0, Math.min(seconds, this.#file.durationMs / 1_000) - earlier)
      const frame = await this.#exactOrNear(at, until, isRough || this.#isRough)
      if (frame === 'slow') return undefined
      if (frame || at === 0) return frame
    }
    return undefined
  }

  async #exactOrNear(at: number, until: number, isRough: boolean): Promise<Decoded> {
    const seek = ['-ss', at.toFixed(3)]
    if (!isRough) {
      const frame = await this.#decode(seek, until)
      if (frame !== 'slow') return frame
      this.#isRough = true
    }
    return this.#decode(['-skip_frame', 'nokey', '-noaccurate_seek', ...seek], until)
  }

  async #decode(options: readonly string[], until: number): Promise<Decoded> {
    const timeLimitMs = Math.min(ONE_WITHIN_MS, until - performance.now())
    if (timeLimitMs <= 0) return 'slow'
    const { width, height } = this.#size
    const pixels = Buffer.allocUnsafe(width * height * 4)
    let length = 0
    const { path, demuxer } = this.#file
    const words = [
      ...reading(path, demuxer, ['-threads', '1', '-noautorotate', ...options]),
      ...['-map', '0:v:0', '-frames:v', '1', '-filter_threads', '1'],
      ...['-vf', `scale=${width}:${height}`, '-pix_fmt', 'rgba', '-f', 'rawvideo', 'pipe:1'],
    ]
    const { how } = await runFfmpeg(this.#ffmpeg, words, {
      timeLimitMs,
      cpuSeconds: CPU_SECONDS,
      onOutput: (bytes) => {
        length += bytes.copy(pixels, length)
      },
    })
    if (length === pixels.length) return { width, height, rgba: pixels }
    return how === 'slow' ? 'slow' : undefined
  }
}
