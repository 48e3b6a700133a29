import { z } from 'zod'
import { Done } from '../procedures/done.ts'
import { command } from '../procedures/trpc.ts'
import { deleteRows } from './delete-rows.ts'
import { FileDeleted } from './events.ts'
import { holdFileFor } from './hold-file-for.ts'
import { streamOf } from './queries.ts'
import { requireUnused } from './rules.ts'
import { FileId } from './schema.ts'

export const deleteFile = command({
  summary:
    'Deletes a file. What it took of the quota is free at once, and links to it lead nowhere. The picture of an account, organisation or channel is removed there, and the bytes of a video with it.',
  scope: 'files:write',
  reasons: ['FILE_IN_USE'],
  input: z.strictObject({ id: FileId }),
  output: Done,
}).mutation(async ({ ctx, input }) => {
  const file = await holdFileFor(ctx, input.id, 'delete a file')
  await requireUnused(ctx.db, file)
  await deleteRows(ctx.db, file, ctx.clock.now())
  const { id: fileId, size } = file
  await ctx.record(streamOf(file), FileDeleted({ fileId, size }))
  return { done: true } as const
})
