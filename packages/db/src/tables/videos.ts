import type { Generated } from 'kysely'
import type { Instant } from './columns.ts'

export interface VideosTable {
  id: Generated<number>
  /** In links: 11 URL-safe characters, random. */
  public_id: string
  channel_id: number
  title: string
  /** Folded, for sorting. */
  title_key: string
  description: string
  /** BCP 47; NULL: not said. */
  language: string | null
  privacy: 'public' | 'unlisted' | 'private' | 'members' | 'password'
  /** Whose members watch it; NULL unless the privacy is `members`. */
  organisation_id: number | null
  /** Argon2id; NULL unless the privacy is `password`. */
  password_hash: string | null
  /** Rises when the privacy or the password changes: grants of an older one are over. */
  access_version: Generated<number>
  /** From when on others see it; NULL: it is not published. */
  published_at: Instant | null
  state: 'draft' | 'processing' | 'ready' | 'failed'
  /** Why processing failed; NULL unless it did. */
  failure: string | null
  /** Its bytes, which are its owner's; NULL: none yet. */
  file_id: number | null
  /** Bytes that are to replace those of a ready video, and are looked at; NULL: none are. */
  incoming_file_id: Generated<number | null>
  /** Why the last replacement failed; NULL: it did not, or others came since. */
  replacement_failure: Generated<string | null>
  /** SHA-256 of the bytes as they were uploaded. Those kept may lack the place where they were filmed. */
  uploaded_hash: string | null
  duration_ms: number | null
  /** Pixels, as it is shown: a rotation is reckoned in. */
  width: number | null
  height: number | null
  video_codec: string | null
  audio_codec: string | null
  /** The label of the rendition that is its thumbnail. */
  thumbnail: string | null
  view_count: Generated<number>
  like_count: Generated<number>
  dislike_count: Generated<number>
  comment_count: Generated<number>
  /** Whether comments may be added. */
  comments_are_on: Generated<0 | 1>
  /** When everybody who follows its channel was first told of it; NULL: they were not. */
  announced_at: Generated<Instant | null>
  /** When followers among the members of an organisation were first told of it; NULL: they were not. */
  members_announced_at: Generated<Instant | null>
  /** Which organisation that was, the last of them; NULL: none. It may be gone. */
  members_announced_to: Generated<number | null>
  created_at: Instant
  /** Since when it is in the bin; NULL: it is not. */
  deleted_at: Instant | null
  /** Since when it is gone for ever, and its rows are being deleted; NULL: it is not. */
  purged_at: Generated<Instant | null>
}

export interface VideoTagsTable {
  video_id: number
  /** Folded. */
  tag_key: string
  tag: string
  /** From 0, in the order in which they were given. */
  place: number
}

export interface CaptionsTable {
  video_id: number
  /** BCP 47. */
  language: string
  label: string
  /** WebVTT. */
  vtt: string
  created_at: Instant
}
