import { z } from 'zod'
import { query } from '../procedures/trpc.ts'
import { shownFile } from './queries.ts'
import { readableFile } from './readable-file.ts'
import { File, FileId } from './schema.ts'

export const getFile = query({
  summary: 'One file: what it is, and in which sizes there is a picture of it.',
  scope: 'files:read',
  input: z.strictObject({ id: FileId }),
  output: File,
}).query(async ({ ctx, input }) => shownFile(ctx.db, await readableFile(ctx, input.id)))
