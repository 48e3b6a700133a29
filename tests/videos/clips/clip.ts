import type {
  EncodedAudioChunk,
  EncodedVideoChunk,
  EncodedVideoChunkMetadata,
} from '@napi-rs/webcodecs'
import { AudioData, AudioEncoder, VideoEncoder, VideoFrame } from '@napi-rs/webcodecs'
import type { OutputFormat } from 'mediabunny'
import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  MkvOutputFormat,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny'

export type Container = 'mp4' | 'mov' | 'webm' | 'mkv'
export type Codec = 'avc' | 'vp8' | 'vp9' | 'av1'

/** What a clip is like: by default a second and a half of MP4 with H.264, 160 by 90, with a tone. */
export interface ClipOptions {
  container?: Container
  codec?: Codec
  seconds?: number
  framesPerSecond?: number
  /** Pixels, as they are coded. */
  width?: number
  height?: number
  /** Degrees by which players turn it. */
  rotation?: 0 | 90 | 180 | 270
  /** Seconds at the beginning in which nothing is to be seen. */
  blackSeconds?: number
  hasSound?: boolean
  hasPicture?: boolean
  /** Makes the bytes of two clips differ. */
  seed?: number
  title?: string
  comment?: string
  /** Whether what says where its pictures lie comes behind them, as cameras write it. */
  isIndexLast?: boolean
}

const formats: Record<Container, (fastStart: false | 'in-memory') => OutputFormat> = {
  mp4: (fastStart) => new Mp4OutputFormat({ fastStart }),
  mov: (fastStart) => new MovOutputFormat({ fastStart }),
  webm: () => new WebMOutputFormat(),
  mkv: () => new MkvOutputFormat(),
}

const codecStrings: Record<Codec, string> = {
  avc: 'avc1.42001f',
  vp8: 'vp8',
  vp9: 'vp09.00.10.08',
  av1: 'av01.0.00M.08',
}

const SAMPLE_RATE = 48_000

/** Makes a real clip: a bright field that moves over colours, and changes with time. */
export async function makeClip(options: ClipOptions = {}): Promise<Buffer> {
  const { container = 'mp4', hasSound = true, hasPicture = true, isIndexLast = false } = options
  const { title, comment } = options
  const isOpen = container === 'webm' || container === 'mkv'
  const output = new Output({
    format: formats[container](isIndexLast ? false : 'in-memory'),
    target: new BufferTarget(),
  })
  const { codec = isOpen ? 'vp8' : 'avc' } = options
  const video = new EncodedVideoPacketSource(codec)
  const sound = new EncodedAudioPacketSource(isOpen ? 'opus' : 'aac')
  if (hasPicture) output.addVideoTrack(video, { rotation: options.rotation ?? 0 })
  if (hasSound) output.addAudioTrack(sound)
  if (title !== undefined || comment !== undefined) {
    output.setMetadataTags({ ...(title && { title }), ...(comment && { comment }) })
  }
  await output.start()
  if (hasPicture) await addFrames(video, codec, options)
  if (hasSound) await addTone(sound, isOpen ? 'opus' : 'mp4a.40.2', options.seconds ?? 1.5)
  await output.finalize()
  const { buffer } = output.target
  if (!buffer) throw new Error('The clip has no bytes.')
  return Buffer.from(buffer)
}

async function addFrames(
  to: EncodedVideoPacketSource,
  codec: Codec,
  options: ClipOptions,
): Promise<void> {
  const { seconds = 1.5, framesPerSecond = 10, width = 160, height = 90 } = options
  const { blackSeconds = 0, seed = 0 } = options
  const packets: Promise<void>[] = []
  const failures: Error[] = []
  const encoder = new VideoEncoder({
    output: (chunk, metadata) => {
      packets.push(to.add(packetOf(chunk), told(metadata) as never))
    },
    error: (error) => failures.push(error),
  })
  encoder.configure({
    codec: codecStrings[codec],
    width,
    height,
    bitrate: 300_000,
    framerate: framesPerSecond,
    latencyMode: 'realtime',
    ...(codec === 'avc' ? { avc: { format: 'avc' } } : {}),
  } as never)
  const frames = Math.round(seconds * framesPerSecond)
  for (let index = 0; index < frames; index++) {
    const at = index / framesPerSecond
    const pixels = pixelsAt(at, { width, height, seed, isBlack: at < blackSeconds })
    const frame = new VideoFrame(pixels, {
      format: 'RGBA',
      codedWidth: width,
      codedHeight: height,
      timestamp: Math.round(at * 1_000_000),
      duration: Math.round(1_000_000 / framesPerSecond),
    })
    encoder.encode(frame, { keyFrame: index % (framesPerSecond * 2) === 0 })
    frame.close()
  }
  await encoder.flush()
  encoder.close()
  await Promise.all(packets)
  if (failures[0]) throw failures[0]
}

/** Colours are said to be those of the pixels that came, which are not those that were coded. */
function told(metadata: EncodedVideoChunkMetadata | undefined) {
  const { decoderConfig, ...rest } = metadata ?? {}
  return decoderConfig ? { ...rest, decoderConfig: { ...decoderConfig, colorSpace: {} } } : rest
}

function packetOf(chunk: EncodedVideoChunk | EncodedAudioChunk): EncodedPacket {
  const bytes = new Uint8Array(chunk.byteLength)
  chunk.copyTo(bytes)
  const seconds = (micros: number) => micros / 1_000_000
  return new EncodedPacket(
    bytes,
    chunk.type,
    seconds(chunk.timestamp),
    seconds(chunk.duration ?? 0),
  )
}

/** Red to the left, green to the top, and a white field that is as far as the time has come. */
function pixelsAt(
  at: number,
  {
    width,
    height,
    seed,
    isBlack,
  }: { width: number; height: number; seed: number; isBlack: boolean },
): Uint8Array {
  const pixels = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const place = (y * width + x) * 4
      pixels[place + 3] = 255
      if (isBlack) continue
      const isField = Math.abs(x - ((at * 40 + seed * 7) % width)) < 12
      pixels[place] = isField ? 255 : 255 - Math.round((x / width) * 255)
      pixels[place + 1] = isField ? 255 : 255 - Math.round((y / height) * 255)
      pixels[place + 2] = isField ? 255 : (seed * 31) % 200
    }
  }
  return pixels
}

async function addTone(
  to: EncodedAudioPacketSource,
  codec: string,
  seconds: number,
): Promise<void> {
  const packets: Promise<void>[] = []
  const failures: Error[] = []
  const encoder = new AudioEncoder({
    output: (chunk, metadata) => {
      packets.push(to.add(packetOf(chunk), metadata as never))
    },
    error: (error) => failures.push(error),
  })
  encoder.configure({ codec, sampleRate: SAMPLE_RATE, numberOfChannels: 1, bitrate: 64_000 })
  const length = Math.round(seconds * SAMPLE_RATE)
  const samples = Float32Array.from({ length }, (_, index) => Math.sin(index / 20) / 4)
  const data = new AudioData({
    format: 'f32-planar',
    sampleRate: SAMPLE_RATE,
    numberOfFrames: length,
    numberOfChannels: 1,
    timestamp: 0,
    data: samples,
  })
  encoder.encode(data)
  data.close()
  await encoder.flush()
  encoder.close()
  await Promise.all(packets)
  if (failures[0]) throw failures[0]
}
