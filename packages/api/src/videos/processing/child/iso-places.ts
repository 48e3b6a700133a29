import type { Box } from './iso-boxes.ts'
import { boxesIn } from './iso-boxes.ts'
import type { LocalFile } from './local-file.ts'
import { Refused } from './refused.ts'
import type { Patch } from './work.ts'

// Where a phone or an action camera writes down where it was: in `udta` and `meta` boxes, in `uuid` boxes
// (XMP), and in tracks that are neither picture nor sound (positions with times, drawn as subtitles by
// some drones). What is known to be harmless stays, everything else goes as a whole.

/** What may stay in `udta`, and in the list of a `meta` box. */
const harmless = new Set(['©too', '©enc', '©swr', '©nam', 'name', 'cprt', 'titl', 'hdlr'])
const harmlessKeys = new Set(['encoder', 'title', 'com.android.version', 'major_brand'])

/** Pictures, sound, what belongs to a picture, and the time of day in frames. */
const keptTracks = new Set(['vide', 'soun', 'auxv', 'pict', 'tmcd'])

/** How a panorama is projected, which players need. */
const SPHERICAL = 'ffcc8263f8554a938814587a02521fdd'

const FREE = 'free'

/** More than an hour of positions has. */
const MOST_SAMPLES = 2_000_000

/**
 * What is to be overwritten in an ISO base media file. Throws Refused when boxes do not fit, and when the
 * bytes of a track are said to be in another file.
 */
export async function isoPlaces(file: LocalFile): Promise<Patch[]> {
  const patches: Patch[] = []
  for await (const box of boxesIn(file, 0, file.size)) {
    if (box.type === 'moov') patches.push(...(await inMovie(file, box)))
    else if (await isTelling(file, box)) patches.push(freed(box))
  }
  return patches
}

async function inMovie(file: LocalFile, movie: Box): Promise<Patch[]> {
  const patches: Patch[] = []
  for await (const box of boxesIn(file, movie.content, movie.end)) {
    if (box.type === 'trak') patches.push(...(await inTrack(file, box)))
    else if (await isTelling(file, box)) patches.push(freed(box))
  }
  return patches
}

async function inTrack(file: LocalFile, track: Box): Promise<Patch[]> {
  const media = await find(file, track, 'mdia')
  const information = media && (await find(file, media, 'minf'))
  const references = information && (await find(file, information, 'dinf', 'dref'))
  if (references) await requireOwnBytes(file, references)
  const handler = media && (await find(file, media, 'hdlr'))
  const kind = handler && (await file.peek(handler.content + 8, 4)).toString('latin1')
  if (kind !== undefined && !keptTracks.has(kind)) {
    const table = information && (await find(file, information, 'stbl'))
    return [...(table ? await samplesIn(file, table) : []), freed(track)]
  }
  const patches: Patch[] = []
  for await (const box of boxesIn(file, track.content, track.end)) {
    if (await isTelling(file, box)) patches.push(freed(box))
  }
  return patches
}

/** Throws Refused unless all data references say that the bytes are in this very file. */
async function requireOwnBytes(file: LocalFile, { content, end }: Box): Promise<void> {
  // A version, flags and a count come before the entries.
  for await (const entry of boxesIn(file, content + 8, end)) {
    const flags = (await file.peek(entry.content, 4)).readUInt32BE(0)
    if ((flags & 1) === 0) throw new Refused('not a video')
  }
}

/** Whether a box may tell where it was filmed. */
async function isTelling(file: LocalFile, box: Box): Promise<boolean> {
  switch (box.type) {
    case 'udta':
      return !(await hasOnlyHarmless(file, box))
    case 'meta':
      return !(await isHarmlessMeta(file, box))
    case 'uuid':
      return (await file.peek(box.content, 16)).toString('hex') !== SPHERICAL
    default:
      return false
  }
}

async function hasOnlyHarmless(file: LocalFile, { content, end }: Box): Promise<boolean> {
  for await (const box of boxesIn(file, content, end)) {
    if (box.type === 'meta') {
      if (!(await isHarmlessMeta(file, box))) return false
    } else if (!harmless.has(box.type)) return false
  }
  return true
}

async function isHarmlessMeta(file: LocalFile, { content, end }: Box): Promise<boolean> {
  // In QuickTime it is a plain box, elsewhere a version and flags come first.
  const isPlain = (await file.peek(content + 4, 4)).toString('latin1') === 'hdlr'
  for await (const box of boxesIn(file, isPlain ? content : content + 4, end)) {
    if (box.type === 'keys') {
      if (!(await areHarmlessKeys(file, box))) return false
    } else if (box.type === 'ilst') {
      for await (const item of boxesIn(file, box.content, box.end)) {
        // Of those with a key, the item is called after its number.
        const isNumbered = item.type.startsWith('\0')
        if (!isNumbered && !harmless.has(item.type)) return false
      }
    } else if (!['hdlr', FREE, 'skip'].includes(box.type)) return false
  }
  return true
}

async function areHarmlessKeys(file: LocalFile, { content, end }: Box): Promise<boolean> {
  for await (const key of boxesIn(file, content + 8, end)) {
    const name = (await file.peek(key.content, Math.min(key.end - key.content, 200))).toString()
    if (!harmlessKeys.has(name)) return false
  }
  return true
}

/** The bytes of the samples of a track, chunk by chunk (ISO/IEC 14496-12, 8.7). */
async function samplesIn(file: LocalFile, table: Box): Promise<Patch[]> {
  const sizes = await find(file, table, 'stsz')
  const runs = await find(file, table, 'stsc')
  const near = await find(file, table, 'stco')
  const far = near ? undefined : await find(file, table, 'co64')
  const offsets = near ?? far
  if (!sizes || !runs || !offsets) return []
  const uniform = await uint32(file, sizes.content + 4)
  const samples = await uint32(file, sizes.content + 8)
  const chunks = await uint32(file, offsets.content + 4)
  const runCount = await uint32(file, runs.content + 4)
  if (samples > MOST_SAMPLES || chunks > MOST_SAMPLES) throw new Refused('damaged')
  const patches: Patch[] = []
  let sample = 0
  let run = 0
  let inChunk = 0
  for (let chunk = 0; chunk < chunks && sample < samples; chunk++) {
    if (run < runCount && (await uint32(file, runs.content + 8 + run * 12)) === chunk + 1) {
      inChunk = await uint32(file, runs.content + 8 + run * 12 + 4)
      run++
    }
    let length = 0
    for (let index = 0; index < inChunk && sample < samples; index++, sample++) {
      length += uniform === 0 ? await uint32(file, sizes.content + 12 + sample * 4) : uniform
    }
    const start = far
      ? Number((await file.peek(far.content + 8 + chunk * 8, 8)).readBigUInt64BE(0))
      : await uint32(file, offsets.content + 8 + chunk * 4)
    const end = Math.min(start + length, file.size)
    if (start < end) patches.push({ start, end, head: '' })
  }
  return patches
}

async function uint32(file: LocalFile, at: number): Promise<number> {
  const bytes = await file.peek(at, 4)
  if (bytes.length < 4) throw new Refused('damaged')
  return bytes.readUInt32BE(0)
}

async function find(file: LocalFile, within: Box, ...path: string[]): Promise<Box | undefined> {
  const [type, ...rest] = path
  for await (const box of boxesIn(file, within.content, within.end)) {
    if (box.type === type) return rest.length === 0 ? box : find(file, box, ...rest)
  }
  return undefined
}

/** Players pass over it, and everything behind it stays where it was. */
function freed({ start, content, end }: Box): Patch {
  const size = content - start === 16 ? 1 : end - start
  const head = Buffer.alloc(content - start)
  head.writeUInt32BE(size)
  head.write(FREE, 4, 'latin1')
  if (size === 1) head.writeBigUInt64BE(BigInt(end - start), 8)
  return { start, end, head: head.toString('hex') }
}
