import { z } from 'zod'
import { defineEvent } from '../event-log/define.ts'
import type { Stream } from '../event-log/stream.ts'
import { FileKind } from './schema.ts'

// A file is named by its id. Its name and its hash are its owner's, who may take them back.

export const FileStored = defineEvent(
  'FileStored',
  1,
  z.object({
    fileId: z.int(),
    kind: FileKind,
    mediaType: z.string(),
    size: z.int(),
    purpose: z.string().nullable().describe('What it was uploaded for, such as "video-7"'),
  }),
)
/** Which of its facts changed, and not into what. */
export const FileEdited = defineEvent(
  'FileEdited',
  1,
  z.object({ fileId: z.int(), changed: z.array(z.enum(['name', 'audience'])) }),
)
export const FileDeleted = defineEvent(
  'FileDeleted',
  1,
  z.object({ fileId: z.int(), size: z.int() }),
)

export const fileEvents = [FileStored, FileEdited, FileDeleted] as const

/** The stream of a file, which those see who own it. */
export function fileStream(file: {
  id: number
  accountId: number | null
  organisationId: number | null
}): Stream {
  const { id, accountId, organisationId } = file
  const audience =
    accountId === null ? `organisation-${organisationId ?? 0}` : `account-${accountId}`
  return { name: `file-${id}`, audience: audience as Stream['audience'] }
}
