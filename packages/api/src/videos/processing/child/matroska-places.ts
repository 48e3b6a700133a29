import type { LocalFile } from './local-file.ts'
import { Refused } from './refused.ts'
import type { Patch } from './work.ts'

// Matroska (RFC 9559) keeps what is said of a video in Tags, and other files in Attachments.

const SEGMENT = 0x18538067
const CLUSTER = 0x1f43b675
const TAGS = 0x1254c367
const TAG = 0x7373
const SIMPLE_TAG = 0x67c8
const TAG_NAME = 0x45a3
const ATTACHMENTS = 0x1941a469
const VOID = 0xec

/** What programs write about tracks, and about themselves. */
const harmlessNames =
  /^(?:ENCODER|ENCODER_SETTINGS|DURATION|TITLE|BPS|NUMBER_OF_FRAMES|NUMBER_OF_BYTES|LANGUAGE|HANDLER_NAME|VENDOR_ID|MAJOR_BRAND|MINOR_VERSION|COMPATIBLE_BRANDS|_STATISTICS_[A-Z_]{1,40})$/i

/** More of them than a day of video has. */
const MOST_ELEMENTS = 20_000_000

interface Element {
  id: number
  start: number
  content: number
  /** Undefined: until something comes that cannot be in it. */
  end: number | undefined
}

/** What is to be overwritten in a Matroska or WebM file. */
export async function matroskaPlaces(file: LocalFile): Promise<Patch[]> {
  const patches: Patch[] = []
  let at = 0
  for (let count = 0; at < file.size; count++) {
    if (count > MOST_ELEMENTS) throw new Refused('too long')
    const element = await elementAt(file, at)
    // What was broken off in the middle is watched as far as it goes.
    if (!element) return patches
    const { id, content, end } = element
    if (id === SEGMENT || (id === CLUSTER && end === undefined)) {
      at = content
      continue
    }
    if (end === undefined) return patches
    const isTelling = id === ATTACHMENTS || (id === TAGS && !(await areHarmless(file, element)))
    if (isTelling) patches.push(voided(element.start, Math.min(end, file.size)))
    at = end
  }
  return patches
}

async function areHarmless(file: LocalFile, tags: Element): Promise<boolean> {
  for await (const name of namesIn(file, tags)) if (!harmlessNames.test(name)) return false
  return true
}

async function* namesIn(file: LocalFile, within: Element): AsyncGenerator<string> {
  const end = Math.min(within.end ?? file.size, file.size)
  for (let at = within.content; at < end; ) {
    const element = await elementAt(file, at)
    if (element?.end === undefined) return yield 'unknown'
    if (element.id === TAG || element.id === SIMPLE_TAG) yield* namesIn(file, element)
    if (element.id === TAG_NAME) {
      const length = Math.min(element.end - element.content, 200)
      yield (await file.peek(element.content, length)).toString().replace(/\0+$/, '')
    }
    at = element.end
  }
}

async function elementAt(file: LocalFile, start: number): Promise<Element | undefined> {
  const bytes = await file.peek(start, 12)
  const [first = 0] = bytes
  const idLength = Math.clz32(first) - 23
  if (bytes.length < 2 || idLength > 4) return undefined
  const sizeFirst = bytes[idLength] ?? 0
  const sizeLength = Math.clz32(sizeFirst) - 23
  const content = start + idLength + sizeLength
  if (sizeLength > 8 || bytes.length < idLength + sizeLength) return undefined
  let size = BigInt(sizeFirst & ((1 << (8 - sizeLength)) - 1))
  for (let index = 1; index < sizeLength; index++) {
    size = size * 256n + BigInt(bytes[idLength + index] ?? 0)
  }
  const id = bytes.readUIntBE(0, idLength)
  const isUnknown = size === 2n ** BigInt(7 * sizeLength) - 1n
  return { id, start, content, end: isUnknown ? undefined : content + Number(size) }
}

/** An element that is passed over, of the same length. */
function voided(start: number, end: number): Patch {
  const length = end - start
  if (length < 10) return { start, end, head: Buffer.of(VOID, 0x80 + length - 2).toString('hex') }
  const head = Buffer.alloc(9)
  head.writeBigUInt64BE(BigInt(length - 9) + 2n ** 56n, 1)
  head[0] = VOID
  return { start, end, head: head.toString('hex') }
}
