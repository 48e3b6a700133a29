import { open } from 'node:fs/promises'

/** What ffmpeg writes before the first part is much shorter. */
const LOOKED_AT_BYTES = 16 * 1_024

/**
 * The codec of the pictures of a rung, as players are told it. The level in it depends on the rate of the
 * pictures too, so it is the one that was coded. Throws when it is not H.264.
 */
export async function pictureCodecOf(film: string): Promise<string> {
  const file = await open(film)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT_BYTES))
    const at = buffer.indexOf('avcC', 0, 'latin1')
    // The version, and then the profile, what it leaves out, and the level.
    const told = buffer.subarray(at + 5, at + 8)
    if (at < 0 || at + 8 > bytesRead) throw new Error('A rung was coded without H.264.')
    return `avc1.${told.toString('hex')}`
  } finally {
    await file.close()
  }
}
