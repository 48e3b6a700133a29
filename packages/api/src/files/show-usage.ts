import { z } from 'zod'
import { NoInput } from '../procedures/no-input.ts'
import { query } from '../procedures/trpc.ts'
import { usageOf } from './queries.ts'

export const showUsage = query({
  summary: 'How much of your quota is used: by files, and by uploads that are unfinished.',
  scope: 'files:read',
  input: NoInput,
  output: z.object({
    quotaBytes: z.int(),
    usedBytes: z.int().describe('What your files take, with all sizes of pictures'),
    reservedBytes: z.int().describe('What is kept free for unfinished uploads'),
    files: z.int().describe('How many you have'),
  }),
}).query(async ({ ctx }) => ({
  quotaBytes: ctx.limits.storagePerAccount,
  ...(await usageOf(ctx.db, ctx.actor.accountId)),
}))
