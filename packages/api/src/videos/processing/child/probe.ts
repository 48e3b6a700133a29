import { fileTypeFromBuffer } from 'file-type'
import type { InputVideoTrack } from 'mediabunny'
import {
  CustomSource,
  EncodedPacketSink,
  Input,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  WEBM,
} from 'mediabunny'
import type { Demuxer } from './ffmpeg.ts'
import { Foreign, foreignContainerOf } from './foreign-containers.ts'
import { isoPlaces } from './iso-places.ts'
import type { LocalFile } from './local-file.ts'
import { matroskaPlaces } from './matroska-places.ts'
import { Refused } from './refused.ts'
import type { Facts } from './work.ts'

/** Those that name other files, such as playlists, are not among them. */
const formats = [MP4, QTFF, MATROSKA, WEBM, MPEG_TS]

const LOOKED_AT_BYTES = 64 * 1_024
const CACHE_BYTES = 8 * 1_024 ** 2

const LONGEST_MS = 24 * 3_600_000
const MOST_PIXELS = 8_192 * 8_192

export interface Probed {
  facts: Facts
  track: InputVideoTrack
  /** As what ffmpeg would read it. */
  demuxer: Demuxer
}

/** Finds out what a video is. It reads this one file, whatever stands in it. Throws Refused and Foreign. */
export async function probe(file: LocalFile): Promise<Probed> {
  const source = new CustomSource({
    getSize: () => file.size,
    read: (start, end) => file.read(start, end),
    maxCacheSize: CACHE_BYTES,
    // It is told where the bytes are asked for.
    handleUnhandledError: () => undefined,
  })
  const input = new Input({ formats, source })
  const format = await input.getFormat().catch(() => undefined)
  if (!format) {
    const foreign = await foreignContainerOf(file)
    throw foreign ? new Foreign(foreign) : new Refused(await whyUnreadable(file))
  }
  const isIso = format === MP4 || format === QTFF
  const isMatroska = format === MATROSKA || format === WEBM
  const patches = isIso ? await isoPlaces(file) : isMatroska ? await matroskaPlaces(file) : []
  try {
    const track = await input.getPrimaryVideoTrack()
    // Such as one with MPEG-2, which is not looked for here.
    if (!track && format === MPEG_TS) throw new Foreign('mpegts')
    if (!track) throw new Refused('not a video')
    const sound = await input.getPrimaryAudioTrack()
    const facts: Facts = {
      mediaType: format.mimeType,
      durationMs: await durationOf(input),
      width: await track.getDisplayWidth(),
      height: await track.getDisplayHeight(),
      videoCodec: await codecOf(track),
      audioCodec: sound && (await codecOf(sound)),
      patches,
    }
    await requirePackets(track, isIso ? file.size : undefined)
    const demuxer = isIso ? 'mov' : isMatroska ? 'matroska' : 'mpegts'
    return { facts: within(facts), track, demuxer }
  } catch (error) {
    throw error instanceof Refused || error instanceof Foreign ? error : new Refused('damaged')
  }
}

/** Bytes of no format that is read here. */
async function whyUnreadable(
  file: LocalFile,
): Promise<'not a video' | 'damaged' | 'unsupported codec'> {
  const type = await fileTypeFromBuffer(await file.read(0, LOOKED_AT_BYTES)).catch(() => undefined)
  if (!type?.mime.startsWith('video/')) return 'not a video'
  return /mp4|quicktime|matroska|webm|mp2t/.test(type.mime) ? 'damaged' : 'unsupported codec'
}

/** Milliseconds. */
async function durationOf(input: Input): Promise<number> {
  const told = await input.getDurationFromMetadata()
  const seconds = told && Number.isFinite(told) && told > 0 ? told : await input.computeDuration()
  return Math.max(1, Math.round(seconds * 1_000))
}

async function codecOf(track: {
  getCodec(): Promise<string | null>
  getCodecParameterString(): Promise<string | null>
  getInternalCodecId(): Promise<unknown>
}): Promise<string> {
  const named = (await track.getCodecParameterString()) ?? (await track.getCodec())
  return printable(named ?? String(await track.getInternalCodecId()))
}

function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 40)
}

/** The first picture must be there; of a file that says where all of them lie, the last one too. */
async function requirePackets(track: InputVideoTrack, size: number | undefined): Promise<void> {
  const packets = new EncodedPacketSink(track)
  const first = await packets.getFirstPacket()
  if (!first || first.data.length === 0) throw new Refused('damaged')
  if (size === undefined) return
  const last = await packets.getPacket(Number.MAX_SAFE_INTEGER)
  if (last && last.data.length < last.byteLength) throw new Refused('damaged')
}

function within(facts: Facts): Facts {
  const { durationMs, width, height } = facts
  if (!Number.isSafeInteger(durationMs) || durationMs > LONGEST_MS) throw new Refused('too long')
  if (!(width > 0 && height > 0)) throw new Refused('damaged')
  if (width * height > MOST_PIXELS) throw new Refused('too many pixels')
  return { ...facts, width: Math.round(width), height: Math.round(height) }
}
