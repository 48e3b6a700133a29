import { mkdir } from 'node:fs/promises'
import type { LocalBytes } from '../../blobs/place.ts'
import type { Storage } from '../../blobs/storage.ts'
import { DomainError } from '../../errors/map.ts'
import { mediaTypeOf, pictureTypes } from '../media-type.ts'
import { preparePicture } from '../pictures/prepare-picture.ts'
import type { LocalPicture, PictureKind } from '../pictures/prepared-picture.ts'
import type { FileKind } from '../schema.ts'
import { picturesPath } from './incoming.ts'
import type { UploadRow } from './queries.ts'

/** What is kept of an upload, in local files. */
export interface KeptContent {
  kind: FileKind
  mediaType: string
  main: LocalBytes
  width: number | null
  height: number | null
  renditions: LocalPicture[]
  /** Bytes of all of it: what it takes of the quota. */
  countedBytes: number
}

/** Finds out what bytes are, and writes pictures anew. Throws PICTURE_REFUSED. */
export async function keptContent(
  storage: Storage,
  upload: Pick<UploadRow, 'id' | 'kind'>,
  bytes: LocalBytes,
): Promise<KeptContent> {
  const mediaType = await mediaTypeOf(bytes.path)
  const asFile: KeptContent = {
    kind: 'file',
    mediaType,
    main: bytes,
    width: null,
    height: null,
    renditions: [],
    countedBytes: bytes.size,
  }
  switch (upload.kind) {
    case 'file':
      return asFile
    case 'video':
      return { ...asFile, kind: 'video' }
    case 'any':
      return pictureTypes.has(mediaType)
        ? asPicture(storage, upload.id, bytes, 'picture').catch(orAsFile(asFile))
        : asFile
    default:
      return asPicture(storage, upload.id, bytes, upload.kind)
  }
}

async function asPicture(
  storage: Storage,
  uploadId: string,
  bytes: LocalBytes,
  kind: PictureKind,
): Promise<KeptContent> {
  const directory = picturesPath(storage, uploadId)
  await mkdir(directory, { recursive: true })
  const { main, renditions } = await preparePicture(bytes.path, kind, directory)
  const { mediaType, width, height } = main
  const countedBytes = [main, ...renditions].reduce((sum, { size }) => sum + size, 0)
  return { kind, mediaType, main, width, height, renditions, countedBytes }
}

/** What nobody called a picture, and cannot be decoded as one, is kept as the file that it is. */
function orAsFile(asFile: KeptContent): (error: unknown) => KeptContent {
  return (error) => {
    if (error instanceof DomainError && error.reason === 'PICTURE_REFUSED') return asFile
    throw error
  }
}
