import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { plainPicture } from '../pictures/some-pictures.ts'
import { putFile } from '../uploads/put-file.ts'

const larder = await startLarder()
const ada = await larder.person('ada')

const exif = {
  IFD0: { Copyright: 'ada at home' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '46/1 30/1 17/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '8/1 41/1 13/1',
  },
}
const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="46,30.283N"/></rdf:RDF></x:xmpmeta>'

const photo = async () =>
  sharp(await plainPicture(300, 200))
    .withMetadata({ orientation: 6 })
    .withExifMerge(exif)
    .withXmp(xmp)
    .withIccProfile('p3')
const photos = {
  JPEG: await (await photo()).jpeg().toBuffer(),
  PNG: await (await photo()).png().toBuffer(),
  WebP: await (await photo()).webp().toBuffer(),
  AVIF: await (await photo()).avif({ effort: 0 }).toBuffer(),
  TIFF: await (await photo()).tiff().toBuffer(),
}

/** What a picture tells beside its pixels: kinds of metadata, and marks of the place in its bytes. */
async function told(bytes: Buffer): Promise<string[]> {
  const { exif, xmp, iptc, icc, orientation = 1 } = await sharp(bytes).metadata()
  const kinds = Object.entries({ exif, xmp, iptc, icc }).filter(([, value]) => value)
  const marks = ['GPSLatitude', 'ada at home', 'Exif', 'ICCP', 'XMP '].filter((mark) =>
    bytes.includes(mark),
  )
  const gps = exif?.includes(Buffer.from([0x88, 0x25])) || exif?.includes(Buffer.from([0x25, 0x88]))
  return [...kinds.map(([kind]) => kind), ...(gps ? ['a place'] : []), ...marks].concat(
    orientation === 1 ? [] : ['orientation'],
  )
}

describe('Given photos that tell where they were taken', () => {
  test.each(Object.entries(photos))(
    'when a %s is uploaded, then nothing that is kept tells it, and its upper side is up',
    async (format, bytes) => {
      for (const as of ['picture', 'avatar']) {
        const file = (await putFile(larder, bytes, { secret: ada.session, as })).file()
        for (const label of ['', ...file.renditions.map((each) => `/${each.label}`)]) {
          const answer = await fetch(`${larder.url}/files/${file.id}${label}`, {
            headers: { authorization: `Bearer ${ada.session}` },
          })
          expect(await told(Buffer.from(await answer.arrayBuffer()))).toEqual([])
        }
        const size = as === 'avatar' ? [200, 200] : format === 'AVIF' ? null : [200, 300]
        if (size) expect([file.width, file.height]).toEqual(size)
      }
      figure(18, `${format} with GPS position: 0 of its marks in what is kept`)
    },
  )

  test.each(Object.entries(photos))(
    'control: what was uploaded as %s tells it',
    async (format, bytes) => {
      // Here TIFF has the place in its XMP alone.
      const place = format === 'TIFF' ? ['xmp'] : ['exif', 'a place']
      expect(await told(bytes)).toEqual(expect.arrayContaining(['icc', ...place]))
    },
  )

  test('control: a picture that is written anew with its metadata still tells it', async () => {
    const careless = await sharp(photos.JPEG).keepMetadata().webp().toBuffer()
    expect(await told(careless)).toEqual(expect.arrayContaining(['exif', 'a place']))
  })
})
