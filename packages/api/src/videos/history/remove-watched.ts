import { z } from 'zod'
import { Done } from '../../procedures/done.ts'
import { unstoredCommand } from '../../procedures/trpc.ts'
import { VideoId } from '../schema.ts'
import { forgetWatched } from './queries.ts'

export const removeWatched = unstoredCommand({
  summary:
    'Takes a video out of your history, with where you were in it. Of one that is not there it says the same.',
  scope: 'videos:write',
  input: z.strictObject({ id: VideoId }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  const { accountId } = ctx.actor
  await ctx.database.transaction((db) => forgetWatched(db, accountId, id))
  return { done: true as const }
})
