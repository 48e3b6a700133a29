import { z } from 'zod'
import { command } from '../procedures/trpc.ts'
import { FileEdited } from './events.ts'
import { holdFileFor } from './hold-file-for.ts'
import { shownFile, streamOf } from './queries.ts'
import { requireUnused } from './rules.ts'
import { File, FileAudience, FileId, FileName } from './schema.ts'

export const editFile = command({
  summary:
    'Renames a file, or says who may read it. A file of the kind "file" is handed out byte by byte as it was uploaded: what a photo in it says about where it was taken, everyone can read then.',
  scope: 'files:write',
  reasons: ['FILE_IN_USE'],
  input: z.strictObject({
    id: FileId,
    name: FileName.optional(),
    audience: FileAudience.optional(),
  }),
  output: File,
}).mutation(async ({ ctx, input: { id, ...wanted } }) => {
  const before = await holdFileFor(ctx, id, 'edit a file')
  const { name = before.name, audience = before.audience } = wanted
  const after = { ...before, name, audience }
  const changed = (['name', 'audience'] as const).filter((fact) => after[fact] !== before[fact])
  // Who sees a picture of somebody is said in their profile, and a video by its privacy.
  if (changed.includes('audience')) await requireUnused(ctx.db, before)
  if (changed.length > 0) {
    await ctx.db.updateTable('files').set({ name, audience }).where('id', '=', id).execute()
    await ctx.record(streamOf(after), FileEdited({ fileId: id, changed }))
  }
  return shownFile(ctx.db, after)
})
