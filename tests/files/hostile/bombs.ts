import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { plainPicture } from '../pictures/some-pictures.ts'
import type { HostileFile } from './hostile-file.ts'
import { blackPixels, packed, png } from './png.ts'

const MEGABYTE = 1_000_000

/** Small files that are huge as soon as they are unpacked, or say that they are. */
export async function bombs(): Promise<HostileFile[]> {
  const small = await plainPicture(32, 24)
  const jpeg = await sharp(small).jpeg({ mozjpeg: false }).toBuffer()
  const pixel = (await plainPicture(1, 1)).subarray(33)
  const one = png({ width: 1, height: 1, colour: 2 }).subarray(0, 33)
  const behindHeader = (bomb: Buffer) => Buffer.concat([one, bomb, pixel])
  const tooMany = [
    {
      what: 'a PNG that says 60,000 x 60,000',
      bytes: png({ width: 60_000, height: 60_000 }, blackPixels(10, 10)),
    },
    {
      what: 'a PNG that is 20,000 x 20,000',
      bytes: png({ width: 20_000, height: 20_000, depth: 1 }, blackPixels(2_500, 20_000)),
    },
    {
      what: 'a GIF that says 65,535 x 65,535',
      bytes: patched(await sharp(small).gif().toBuffer(), 6, [255, 255, 255, 255]),
    },
    {
      what: 'a JPEG that says 65,500 x 65,500',
      bytes: patched(jpeg, startOfFrame(jpeg) + 5, [0xff, 0xdc, 0xff, 0xdc]),
    },
    { what: 'a WebP that says 16,384 x 16,384', bytes: webpHeader() },
    { what: 'a TIFF that says 60,000 x 60,000', bytes: tiff(60_000) },
    { what: 'an AVIF that says 60,000 x 60,000', bytes: await avif(small) },
  ]
  return [
    ...tooMany,
    { what: 'a PNG with 100 MB of text', bytes: behindHeader(packed('zTXt', 100 * MEGABYTE)) },
    { what: 'a PNG with a profile of 100 MB', bytes: behindHeader(packed('iCCP', 100 * MEGABYTE)) },
    { what: 'a JPEG of 2,000 scans', bytes: await manyScans() },
    {
      what: 'a body of 1 kB that unpacks to 1 MB',
      bytes: gzipSync(Buffer.alloc(MEGABYTE)),
      as: 'file',
      headers: { 'content-encoding': 'gzip' },
    },
    { what: 'a GZIP of 100 MB as a picture', bytes: gzipSync(Buffer.alloc(100 * MEGABYTE)) },
  ]
}

function patched(bytes: Buffer, at: number, by: number[]): Buffer {
  const copy = Buffer.from(bytes)
  copy.set(by, at)
  return copy
}

function startOfFrame(jpeg: Buffer): number {
  const at = jpeg.findIndex(
    (byte, index) => byte === 0xff && [0xc0, 0xc2].includes(jpeg[index + 1] ?? 0),
  )
  if (at < 0) throw new Error('This is no JPEG.')
  return at
}

/** A canvas with nothing on it. */
function webpHeader(): Buffer {
  const header = Buffer.from('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0', 'latin1')
  const canvas = Buffer.from([0xff, 0x3f, 0, 0xff, 0x3f, 0])
  const whole = Buffer.concat([header, canvas])
  whole.writeUInt32LE(whole.length - 8, 4)
  return whole
}

/** Grey, one bit a pixel, in one strip that is not there. */
function tiff(side: number): Buffer {
  const tags: [number, number][] = [
    ...([
      [256, side],
      [257, side],
      [258, 8],
      [259, 1],
    ] as [number, number][]),
    ...([
      [262, 1],
      [273, 8],
      [277, 1],
      [278, side],
      [279, side * side],
    ] as [number, number][]),
  ]
  const directory = Buffer.alloc(2 + tags.length * 12 + 4)
  directory.writeUInt16LE(tags.length, 0)
  for (const [index, [tag, value]] of tags.entries()) {
    const at = 2 + index * 12
    directory.writeUInt16LE(tag, at)
    directory.writeUInt16LE(4, at + 2)
    directory.writeUInt32LE(1, at + 4)
    directory.writeUInt32LE(value, at + 8)
  }
  return Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), directory])
}

/** What the container says of the size is not what the picture in it says. */
async function avif(small: Buffer): Promise<Buffer> {
  const bytes = await sharp(small).avif({ effort: 0 }).toBuffer()
  const size = Buffer.alloc(8)
  size.writeUInt32BE(60_000, 0)
  size.writeUInt32BE(60_000, 4)
  return patched(bytes, bytes.indexOf('ispe') + 8, [...size])
}

/** Every scan goes through the whole picture again. */
async function manyScans(): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 }
  const jpeg = await sharp({
    create: { width: 1_500, height: 1_500, channels: 3, background: '#888', noise },
  })
    .greyscale()
    .jpeg({ progressive: true, quality: 50 })
    .toBuffer()
  const last = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]))
  const scan = jpeg.subarray(last, jpeg.length - 2).subarray(0, 2_000)
  const scans = Array.from({ length: 2_000 }, () => scan)
  return Buffer.concat([jpeg.subarray(0, -2), ...scans, jpeg.subarray(-2)])
}
