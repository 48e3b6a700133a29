import { createHash, randomBytes } from 'node:crypto'

/** Bytes that are like no others. */
export function someBytes(count: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(randomBytes(count))
}

/** SHA-256, hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
