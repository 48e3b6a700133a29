import type { LocalBytes } from '../../blobs/place.ts'
import type { FileKind } from '../schema.ts'

/** A picture in one size, in a local file. */
export interface LocalPicture extends LocalBytes {
  label: string
  mediaType: string
  /** Pixels. */
  width: number
  height: number
}

/** A picture as it is kept: decoded and written anew, without metadata, upright, in several sizes. */
export interface PreparedPicture {
  main: LocalPicture
  renditions: LocalPicture[]
}

export type PictureKind = Exclude<FileKind, 'file' | 'video'>
