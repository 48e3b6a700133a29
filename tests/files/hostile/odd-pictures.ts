import sharp from 'sharp'
import { plainPicture } from '../pictures/some-pictures.ts'
import type { HostileFile } from './hostile-file.ts'

/** Pictures that mean no harm, and are not what one thinks of first. */
export async function oddPictures(): Promise<HostileFile[]> {
  const small = await plainPicture(60, 40)
  const of = () => sharp(small)
  const frames = await sharp([small, await plainPicture(60, 40, '#a36')], {
    join: { animated: true },
  })
    .gif()
    .toBuffer()
  const pictures = {
    'an animated GIF': frames,
    'an animated WebP': await sharp(frames, { animated: true }).webp().toBuffer(),
    'a JPEG in CMYK': await of().toColourspace('cmyk').jpeg().toBuffer(),
    'a PNG of 16 bits': await of().toColourspace('rgb16').png().toBuffer(),
    'a TIFF of 16 bits': await of().toColourspace('rgb16').tiff().toBuffer(),
    'an interlaced PNG': await of().png({ progressive: true }).toBuffer(),
    'a grey JPEG': await of().greyscale().jpeg().toBuffer(),
    'one pixel': await plainPicture(1, 1),
    'a line of pixels': await plainPicture(4_000, 1),
    'a transparent PNG': await of().ensureAlpha(0.2).png().toBuffer(),
  }
  return Object.entries(pictures).flatMap(([what, bytes]): HostileFile[] => [
    { what, bytes, comesTo: 'ready' },
    { what: `${what}, as an avatar`, bytes, as: 'avatar', comesTo: 'ready' },
  ])
}

/** The dearest pictures that are let in, and one that looks as if it could be. */
export async function dearestPictures(): Promise<HostileFile[]> {
  const noise = (width: number, height: number, channels: 3 | 4) => {
    const gaussian = { type: 'gaussian' as const, mean: 128, sigma: 60 }
    const create = { width, height, channels, background: '#888', noise: gaussian }
    return sharp({ create })
      .png({ compressionLevel: 0 })
      .toBuffer()
      .then((bytes) => sharp(bytes))
  }
  const turned = { orientation: 6 }
  const jpeg = { quality: 60, chromaSubsampling: '4:4:4' }
  const deep = { compressionLevel: 1, progressive: true }
  const wide = await noise(3_860, 2_895, 3)
  const square = await noise(2_890, 2_890, 4)
  const ready: [string, Buffer][] = [
    [
      'a turned progressive JPEG of 11 million pixels',
      await wide
        .clone()
        .withMetadata(turned)
        .jpeg({ ...jpeg, progressive: true })
        .toBuffer(),
    ],
    [
      'a TIFF of 16 bits and 11 million pixels',
      await wide.clone().toColourspace('rgb16').tiff({ compression: 'deflate' }).toBuffer(),
    ],
    [
      'an AVIF of 3.7 million pixels',
      await wide.clone().resize(2_220, 1_665).avif({ effort: 0 }).toBuffer(),
    ],
    ['a WebP of 11 million pixels', await wide.clone().webp({ effort: 0 }).toBuffer()],
    [
      'an interlaced PNG of 16 bits, with opacity, of 8 million pixels',
      await square.clone().removeAlpha().ensureAlpha().toColourspace('rgb16').png(deep).toBuffer(),
    ],
  ]
  const opacity = await noise(3_000, 3_000, 3)
  const mask = await opacity.clone().extractChannel(0).raw().toBuffer()
  const raw = { width: 3_000, height: 3_000, channels: 1 as const }
  const misty = await opacity
    .clone()
    .joinChannel(mask, { raw })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return [
    ...ready.map(([what, bytes]) => ({ what, bytes })),
    { what: 'a PNG whose opacity is noise', bytes: misty, comesTo: 'too many pixels' },
  ]
}
