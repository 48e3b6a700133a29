import { deflateRawSync } from 'node:zlib'
import sharp from 'sharp'
import { plainPicture } from '../pictures/some-pictures.ts'
import type { HostileFile } from './hostile-file.ts'
import { chunk, png } from './png.ts'

const SCRIPT = 'alert(document.cookie)'

/** Files that are pictures to one program and something else to another. */
export async function polyglots(): Promise<HostileFile[]> {
  const picture = await sharp(await plainPicture(40, 30))
    .jpeg()
    .toBuffer()
  const html = `<html><script>${SCRIPT}</script></html>`
  const text = chunk('tEXt', Buffer.from(`Comment\0${html}`, 'latin1'))
  const pixels = (await plainPicture(1, 1)).subarray(33)
  const asPicture: HostileFile[] = [
    { what: 'a GIF that is JavaScript', bytes: gifScript() },
    { what: 'a JPEG that is a ZIP archive', bytes: Buffer.concat([picture, zip('x.js', SCRIPT)]) },
    {
      what: 'a PNG that is HTML',
      bytes: Buffer.concat([png({ width: 1, height: 1, colour: 2 }).subarray(0, 33), text, pixels]),
    },
    { what: 'a JPEG that is a PDF', bytes: withComment(picture, `%PDF-1.4\n/JS (${SCRIPT})`) },
  ].map((file) => ({ ...file, comesTo: 'ready', payload: SCRIPT }))
  const pdf = Buffer.concat([Buffer.from(`%PDF-1.4\n/JS (${SCRIPT})\n%%EOF\n`), picture])
  return [
    ...asPicture,
    { what: 'a PDF that is a JPEG behind it', bytes: pdf, comesTo: 'not a picture' },
    ...asPicture.map(({ what, bytes }) => ({
      what: `${what}, as a file`,
      bytes,
      as: 'file' as const,
      comesTo: 'ready',
    })),
  ]
}

/** The width of the picture opens a comment, which ends behind its last byte. */
function gifScript(): Buffer {
  const width = Buffer.from('/*', 'latin1')
  const screen = Buffer.from([1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255])
  const pixel = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b])
  const script = Buffer.from(`*/=1;${SCRIPT}//`, 'latin1')
  return Buffer.concat([Buffer.from('GIF89a', 'latin1'), width, screen, pixel, script])
}

function withComment(jpeg: Buffer, text: string): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(text.length + 2)
  const comment = [Buffer.from([0xff, 0xfe]), length, Buffer.from(text, 'latin1')]
  return Buffer.concat([jpeg.subarray(0, 2), ...comment, jpeg.subarray(2)])
}

/** The entry of an archive, as far as programs look that search for one from the end. */
function zip(name: string, text: string): Buffer {
  const data = deflateRawSync(text, { level: 0 })
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt32LE(data.length, 18)
  head.writeUInt32LE(text.length, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name), data])
}
