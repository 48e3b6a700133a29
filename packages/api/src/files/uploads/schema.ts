import { z } from 'zod'
import { Instant } from '../../calendar/instant.ts'
import { FileKind } from '../schema.ts'

export const UploadId = z
  .string()
  .regex(/^[\w-]{22,32}$/, 'is not the id of an upload')
  .describe('Id of an upload')

/** Bytes that are still on their way, or stopped coming. */
export const Upload = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.union([FileKind, z.literal('any')]).describe('What it will be; any: what the bytes are'),
  size: z.int().nullable().describe('Bytes that were announced; null: not known yet'),
  received: z.int().describe('Bytes that are there'),
  resumable: z.boolean().describe('Whether it can be gone on with when it breaks off'),
  createdAt: Instant,
  expiresAt: Instant.describe('When it is removed, unless it goes on'),
})
export type Upload = z.infer<typeof Upload>
