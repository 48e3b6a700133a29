import { z } from 'zod'
import { Done } from '../../procedures/done.ts'
import { unstoredCommand } from '../../procedures/trpc.ts'
import { discardUpload } from './discard-upload.ts'
import { missingUpload, ownUpload } from './own-upload.ts'
import { UploadId } from './schema.ts'
import { takeLease } from './take-lease.ts'
import { isResumable } from './upload-id.ts'

export const cancelUpload = unstoredCommand({
  summary:
    'Removes an unfinished upload with what has come of it. A request that sends it is ended.',
  scope: 'files:write',
  reasons: ['UPLOAD_BUSY'],
  input: z.strictObject({ id: UploadId }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  if (!(await ownUpload(ctx, id))) throw missingUpload(id)
  // What comes in one request sees by itself that its row is gone.
  const lease = isResumable(id) ? await takeLease(ctx, id) : undefined
  try {
    await discardUpload(ctx, id)
    return { done: true } as const
  } finally {
    await lease?.release()
  }
})
