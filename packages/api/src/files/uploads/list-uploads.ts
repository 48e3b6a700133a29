import { z } from 'zod'
import { NoInput } from '../../procedures/no-input.ts'
import { query } from '../../procedures/trpc.ts'
import { receivedBytes } from './own-upload.ts'
import { uploadsOf } from './queries.ts'
import { Upload } from './schema.ts'
import { isResumable } from './upload-id.ts'

export const listUploads = query({
  summary: 'Your unfinished uploads, the oldest first. They take of your quota too.',
  scope: 'files:read',
  input: NoInput,
  output: z.object({ items: z.array(Upload) }),
}).query(async ({ ctx }) => {
  const rows = await uploadsOf(ctx.db, ctx.actor.accountId, ctx.clock.now())
  const items = rows.map(async ({ id, name, kind, size, created_at, expires_at }) => ({
    id,
    name,
    kind,
    size,
    received: await receivedBytes(ctx.storage, id),
    resumable: isResumable(id),
    createdAt: created_at,
    expiresAt: expires_at,
  }))
  return { items: await Promise.all(items) }
})
