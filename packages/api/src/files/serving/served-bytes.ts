import { keyOf } from '../../blobs/blob-store.ts'

/** Bytes that somebody may have, and what to say of them. */
export interface ServedBytes {
  /** What they are called where they are saved. */
  name: string
  /** The same, if nothing of that can be the name of a file. */
  fallbackName: string
  mediaType: string
  /**
   * As what they are shown in their place: a picture that Larder wrote itself, a video that it looked at,
   * captions that it read, a playlist that it wrote; NULL: they are only saved.
   */
  shownAs: 'picture' | 'video' | 'captions' | 'playlist' | null
  size: number
  /** SHA-256, lower-case hexadecimal. */
  hash: string
  /** undefined where other bytes may take their place: the date of those may be the same, or older. */
  storedAt: Date | undefined
  /** Whom they are served to: `everyone`, whoever has the link, or somebody who said who they are. */
  servedTo: 'everyone' | 'link' | 'reader'
}

/** What a row says of its bytes, and the key under which they lie. */
export function storedBytes(row: {
  blob_id: number
  hash: string
  size: number
  media_type: string
}): Pick<ServedBytes, 'mediaType' | 'size' | 'hash'> & { key: string } {
  const { blob_id: id, hash, size, media_type: mediaType } = row
  return { mediaType, size, hash, key: keyOf({ id, hash }) }
}
