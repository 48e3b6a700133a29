import type { Metadata } from 'sharp'
import { Refused } from './refused.ts'

// Decoding may take 64 MiB beside what the process and single rows take anyway. Which pictures fit into that depends
// on how they were written: rows that come one after another need next to nothing, and what comes in
// passes over the whole picture is held as a whole. Bytes for a pixel were measured, and rounded up.

const MEMORY = 64 * 1_024 ** 2
/** However little memory it takes: a picture of this size is decoded in about 2 s. */
export const MOST_PIXELS = 100_000_000
/** A picture of this size is never too large, whatever it shows. */
export const SURE_PIXELS = 2_000_000
/** A row of more than that would be long even where rows come one after another. */
const LONGEST_SIDE = 32_768

const bytesOfDepth: Record<string, number> = {
  uchar: 1,
  char: 1,
  ushort: 2,
  short: 2,
  uint: 4,
  int: 4,
  float: 4,
  double: 8,
  complex: 8,
  dpcomplex: 16,
}

/** Throws Refused, before anything is decoded, if a picture would take too much memory. */
export function checkBounds(picture: Metadata): { width: number; height: number } {
  const { width, height } = picture
  const limitPixels = limitOf(picture)
  const isTooLong = Math.max(width, height) > LONGEST_SIDE
  if (isTooLong || width * height > limitPixels) throw new Refused('too many pixels', limitPixels)
  return { width, height }
}

/** The most pixels that a picture written like this may have. */
function limitOf(picture: Metadata): number {
  const bytes = bytesForPixel(picture)
  return bytes === 0 ? MOST_PIXELS : Math.min(MOST_PIXELS, Math.floor(MEMORY / bytes))
}

/** Bytes that are held for each pixel while it is decoded. */
function bytesForPixel({
  format,
  isProgressive,
  channels,
  depth,
  chromaSubsampling,
  hasAlpha,
}: Metadata): number {
  const samples = channels * (bytesOfDepth[depth] ?? 16)
  switch (format) {
    case 'jpeg':
      // Coefficients of 16 bits; colour at a quarter of the size is half of that.
      if (!isProgressive) return 0
      return chromaSubsampling === '4:2:0' ? 3 : 2 * channels
    case 'png':
      return isProgressive ? samples : 0
    case 'gif':
      return 8
    case 'webp':
      return 6
    case 'tiff':
      // All of it may be one strip.
      return samples
    default:
      return (hasAlpha ? 22 : 18) * (bytesOfDepth[depth] ?? 16)
  }
}
