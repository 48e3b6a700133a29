import sharp from 'sharp'

/** A picture of one colour, in this size. */
export function plainPicture(width: number, height: number, background = '#3a6'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()
}
