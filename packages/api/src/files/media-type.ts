import { open } from 'node:fs/promises'

/** The type of a file is told by its beginning. What hides further behind stays unknown. */
const LOOKED_AT_BYTES = 256 * 1_024

export const UNKNOWN_TYPE = 'application/octet-stream'

/** Pictures that are decoded and written anew. */
export const pictureTypes: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/tiff',
])

/** What the bytes of a local file are, found by looking at them; `application/octet-stream` if unknown. */
export async function mediaTypeOf(path: string): Promise<string> {
  const beginning = await readBeginning(path)
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(beginning).catch(unknown)
  return found?.mime.slice(0, 127) ?? UNKNOWN_TYPE
}

async function readBeginning(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(LOOKED_AT_BYTES)
    const { bytesRead } = await file.read(buffer, 0, LOOKED_AT_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

// A file that begins like one of a kind and goes on otherwise.
function unknown(): undefined {
  return undefined
}
