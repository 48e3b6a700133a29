import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

interface Header {
  width: number
  height: number
  /** Bits of a sample. */
  depth?: number
  /** 0: grey, 2: RGB, 6: RGBA. */
  colour?: number
}

/** A PNG file of any chunks: what its header says need not be true. */
export function png(header: Header, ...chunks: Buffer[]): Buffer {
  const { width, height, depth = 8, colour = 0 } = header
  const facts = Buffer.alloc(13)
  facts.writeUInt32BE(width, 0)
  facts.writeUInt32BE(height, 4)
  facts.set([depth, colour, 0, 0, 0], 8)
  return Buffer.concat([SIGNATURE, chunk('IHDR', facts), ...chunks, chunk('IEND', Buffer.alloc(0))])
}

export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** Pixels that are all black: rows of so many bytes, after the byte that names their filter. */
export function blackPixels(rowBytes: number, rows: number): Buffer {
  return chunk('IDAT', deflateSync(Buffer.alloc((rowBytes + 1) * rows), { level: 9 }))
}

/** Text or a colour profile that takes `bytes` when it is unpacked. */
export function packed(type: 'zTXt' | 'iCCP', bytes: number): Buffer {
  const name = Buffer.from('bomb\0\0', 'latin1')
  return chunk(type, Buffer.concat([name, deflateSync(Buffer.alloc(bytes), { level: 9 })]))
}
