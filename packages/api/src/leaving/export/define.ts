import type { Reader } from '@larder/db'
import type { Membership } from '../../access/credential.ts'
import type { Storage } from '../../blobs/storage.ts'
import type { Language } from '../../text/language.ts'

/** Whose data is exported, and how it is read. */
export interface ExportScope {
  db: Reader
  accountId: number
  language: Language
  memberships: readonly Membership[]
  storage: Storage
  /**
   * Looks again, now and then, or anew however short ago it was, whether the export may go on. Throws
   * when the credential is refused and when one of `memberships` is gone.
   */
  readmit(how?: 'anew'): Promise<void>
}

/** A file in the archive. */
export interface ArchivedFile {
  /** Its place in the archive. It is made of fixed words and ids, never of what people named. */
  readonly name: string
  /** What it says, in pieces of a size that memory can hold. It is read when its turn comes. */
  read(): AsyncIterable<string | Uint8Array>
  /** It is of an organisation: whether its reader still is a member is looked up before it is read. */
  readonly isOfMembers?: boolean
  /** It is small for what it holds: packing it would only take time. */
  readonly isPacked?: boolean
}

/** One that the README explains by itself. */
export interface ExportFile extends ArchivedFile {
  /** What is in it, for the README. */
  readonly explains: Record<Language, string>
}

/** Any number of files that the README explains together. */
export interface ExportFolder {
  /** Where they are, with a slash behind it. */
  readonly name: string
  /** What they are, for the README. */
  readonly explains: Record<Language, string>
  /** They are looked for when their turn comes: there may be more than memory should hold. */
  files(): AsyncIterable<ArchivedFile>
}

/** Rows that are read at once: each piece is a query of its own, so nobody waits for an export. */
export const READ_AT_ONCE = 200
