import type { Sharp } from 'sharp'
import sharp from 'sharp'
import { MOST_PIXELS } from './bounds.ts'

// Everything that reads files of some format is switched off, but for these: there is no way to what
// runs scripts, fetches addresses or calls other programs (SVG, PDF, ImageMagick).
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegFile',
    'VipsForeignLoadPngFile',
    'VipsForeignLoadWebpFile',
    'VipsForeignLoadNsgifFile',
    'VipsForeignLoadHeifFile',
    'VipsForeignLoadTiffFile',
  ],
})
sharp.cache(false)
sharp.concurrency(1)

/** A picture, or its first frame. It is read row by row where it can be. */
export function open(path: string): Sharp {
  return sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true })
}
