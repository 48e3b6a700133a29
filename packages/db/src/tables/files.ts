import type { Generated } from 'kysely'
import type { Instant } from './columns.ts'

/** Bytes in the store. They lie there under `<hash>-<id>`, so that no two rows ever share a place. */
export interface BlobsTable {
  id: Generated<number>
  /** SHA-256 of the bytes. */
  hash: string
  /** The same while the bytes may be referred to, NULL else: unique among those. */
  stored_hash: string | null
  /** Bytes. */
  size: number
  /** `placing`: on their way into the store; `condemned`: on their way out. */
  state: 'placing' | 'stored' | 'condemned'
  /** How many rows of `files` and `renditions` name it. */
  reference_count: Generated<number>
  /** Since when it is in this state, or without a reference. */
  since: Instant
}

/** What somebody keeps: bytes with a name and an owner. */
export interface FilesTable {
  id: Generated<number>
  /** Whose it is, and on whose quota; NULL when it belongs to an organisation. */
  account_id: number | null
  organisation_id: number | null
  blob_id: number
  /** As its owner calls it; it never becomes a path. */
  name: string
  kind: 'file' | 'picture' | 'avatar' | 'video'
  /** What the bytes are, found by looking at them: `image/webp`. */
  media_type: string
  /** Bytes. */
  size: number
  /** Bytes with all renditions: what it takes of the quota. */
  counted_bytes: number
  /** Pixels; NULL unless it is a picture. */
  width: number | null
  height: number | null
  audience: 'owner' | 'everyone'
  /** The upload that it came from: finishing that twice makes one file. */
  upload_id: string | null
  /** The account or organisation whose picture it is; unique. */
  picture_of_account_id: number | null
  picture_of_organisation_id: number | null
  picture_of_channel_id: Generated<number | null>
  banner_of_channel_id: Generated<number | null>
  created_at: Instant
}

/** A picture in another size. */
export interface RenditionsTable {
  file_id: number
  /** Its name in links, such as `thumbnail`. */
  label: string
  blob_id: number
  media_type: string
  /** Bytes. */
  size: number
  width: number
  height: number
}

/** Bytes that are still on their way to the server. They lie in its directory `incoming`. */
export interface UploadsTable {
  /** 128 random bits, URL-safe: who knows it and is its owner may go on with it. */
  id: string
  account_id: number
  name: string
  /** `any`: what the bytes turn out to be. */
  kind: FilesTable['kind'] | 'any'
  /** What it is for, such as `video-7`; NULL: itself. */
  purpose: Generated<string | null>
  /** Bytes that were announced; NULL: not known before the end. */
  size: number | null
  /** Bytes that are kept free for it on the quota. */
  reserved_bytes: number
  created_at: Instant
  expires_at: Instant
  /** Who is writing it at the moment, in which process. */
  locked_by: string | null
  locked_until: Instant | null
}
