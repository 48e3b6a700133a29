import type { VideoFrame } from '@napi-rs/webcodecs'
import { EncodedVideoChunk, VideoDecoder } from '@napi-rs/webcodecs'
import type { EncodedPacket, InputVideoTrack } from 'mediabunny'
import { EncodedPacketSink } from 'mediabunny'

/**
 * A picture of a video as it is coded: not turned, and with pixels that may not be square. Its pixels are
 * overwritten with the next one.
 */
export type Frame = { width: number; height: number } & (
  | { rgba: Uint8Array }
  | { planes: [Plane, Plane, Plane]; colours: Colours }
)

/** Brightness, or one of the differences of colours. */
export interface Plane {
  bytes: Uint8Array
  width: number
  height: number
  /** Bytes from one row to the next. */
  stride: number
}

/** What brightness and differences of colours mean. */
export interface Colours {
  /** The parts of red and blue in brightness. */
  red: number
  blue: number
  isFullRange: boolean
}

/** Frames that wait for the decoder at once: each of them is held as a whole. */
const MOST_QUEUED = 4

/** Where the pictures of a video come from, one at a time. */
export interface FrameSource {
  /**
   * The picture at a time (seconds), or one a little before it when it would take longer than until
   * `until` (as `performance.now()` tells it). Undefined: it cannot be decoded. `isRough`: one from
   * some seconds before does as well, if that is less work.
   */
  at(seconds: number, until: number, how?: { isRough?: boolean }): Promise<Frame | undefined>
}

/** Decodes in this process. Undefined: not this codec. */
export async function decodedFrames(track: InputVideoTrack): Promise<FrameSource | undefined> {
  const config = await track.getDecoderConfig()
  if (!config) return undefined
  const known = { ...config, hardwareAcceleration: 'prefer-software' } as DecoderConfig
  const { supported } = await VideoDecoder.isConfigSupported(known)
  return supported ? new DecodedFrames(track, known) : undefined
}

type DecoderConfig = Parameters<VideoDecoder['configure']>[0]

class DecodedFrames implements FrameSource {
  readonly #packets: EncodedPacketSink
  readonly #config: DecoderConfig
  /** One for all frames: what one holds is given back late. */
  #decoder: VideoDecoder | undefined
  #failed = false
  #wanted = 0
  #latest: VideoFrame | undefined
  /** One place for all of them, one after the other. */
  #pixels = new Uint8Array(0)

  constructor(track: InputVideoTrack, config: DecoderConfig) {
    this.#packets = new EncodedPacketSink(track)
    this.#config = config
  }

  async at(seconds: number, until: number): Promise<Frame | undefined> {
    const first = await this.#packets.getKeyPacket(seconds)
    const key = first ?? (await this.#packets.getFirstKeyPacket())
    if (!key) return undefined
    this.#wanted = seconds
    const decoder = this.#usable()
    try {
      for (let packet: EncodedPacket | null = key; packet; ) {
        decoder.decode(chunkOf(packet))
        while (decoder.decodeQueueSize > MOST_QUEUED && !this.#failed) await turn()
        if (this.#failed || packet.timestamp >= seconds || performance.now() > until) break
        packet = await this.#packets.getNextPacket(packet)
      }
      await decoder.flush()
    } catch {
      // What was decoded before is good.
      this.#failed = true
    }
    const latest = this.#latest
    this.#latest = undefined
    const frame = latest && (await this.#pixelsOf(latest))
    // What chunks and frames hold outside of it, the collector does not see.
    await turn()
    globalThis.gc?.()
    await turn()
    return frame
  }

  #usable(): VideoDecoder {
    if (this.#decoder && !this.#failed) return this.#decoder
    if (this.#decoder && this.#decoder.state !== 'closed') this.#decoder.close()
    this.#failed = false
    const decoder = new VideoDecoder({
      output: (frame) => this.#take(frame),
      error: () => {
        this.#failed = true
      },
    })
    decoder.configure(this.#config)
    this.#decoder = decoder
    return decoder
  }

  /** Keeps the last one that is not behind what is wanted, in the order in which they are shown. */
  #take(frame: VideoFrame): void {
    const { timestamp } = frame
    const former = this.#latest
    const isNearer = !former || (timestamp > former.timestamp && isBefore(frame, this.#wanted))
    if (isNearer) this.#latest = frame
    const other = isNearer ? former : frame
    other?.close()
  }

  async #pixelsOf(frame: VideoFrame): Promise<Frame> {
    const { codedWidth: width, codedHeight: height } = frame
    // As it is it takes less than half the memory.
    const isPlain = frame.format === 'I420'
    const options = isPlain ? {} : { format: 'RGBA' as const }
    try {
      const length = frame.allocationSize(options)
      if (this.#pixels.length < length) this.#pixels = new Uint8Array(length)
      const bytes = this.#pixels.subarray(0, length)
      const layout = await frame.copyTo(bytes, options)
      if (!isPlain) return { width, height, rgba: bytes }
      const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) }
      const planeAt = (index: number, size: { width: number; height: number }): Plane => {
        const { offset = 0, stride = size.width } = layout[index] ?? {}
        return { bytes: bytes.subarray(offset, offset + stride * size.height), ...size, stride }
      }
      const planes: [Plane, Plane, Plane] = [
        planeAt(0, { width, height }),
        planeAt(1, half),
        planeAt(2, half),
      ]
      return { width, height, planes, colours: coloursOf(frame) }
    } finally {
      frame.close()
    }
  }
}

function isBefore({ timestamp }: VideoFrame, seconds: number): boolean {
  return timestamp <= seconds * 1_000_000 + 1
}

function chunkOf({ type, microsecondTimestamp, microsecondDuration, data }: EncodedPacket) {
  const times = { timestamp: microsecondTimestamp, duration: microsecondDuration }
  return new EncodedVideoChunk({ type, ...times, data: data as Uint8Array<ArrayBuffer> })
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1))
}

/** By ITU-R BT.709 for what says so and for what is large and says nothing, BT.2020, else by BT.601. */
function coloursOf({ colorSpace, codedHeight }: VideoFrame): Colours {
  const { matrix, fullRange } = colorSpace
  const isFullRange = fullRange === true && matrix !== 'rgb'
  if (matrix === 'bt2020-ncl') return { red: 0.2627, blue: 0.0593, isFullRange }
  const isSaid = matrix === 'bt470bg' || matrix === 'smpte170m' || matrix === 'bt709'
  const is709 = isSaid ? matrix === 'bt709' : codedHeight >= 720
  return is709
    ? { red: 0.2126, blue: 0.0722, isFullRange }
    : { red: 0.299, blue: 0.114, isFullRange }
}
