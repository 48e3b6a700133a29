import { removePictureOf } from '../../files/pictures/remove-picture.ts'
import { Done } from '../../procedures/done.ts'
import { NoInput } from '../../procedures/no-input.ts'
import { command } from '../../procedures/trpc.ts'
import { accountStream } from '../events.ts'
import { holdAccount } from '../queries.ts'
import { AccountPictureRemoved } from './events.ts'

export const removePicture = command({
  summary: 'Takes your picture away. Its file is deleted.',
  scope: 'account:write',
  input: NoInput,
  output: Done,
}).mutation(async ({ ctx }) => {
  const { accountId } = ctx.actor
  await holdAccount(ctx.db, accountId)
  const fileId = await removePictureOf(ctx, 'picture_of_account_id', accountId)
  if (fileId !== null) {
    await ctx.record(accountStream(accountId), AccountPictureRemoved({ fileId }))
  }
  return { done: true } as const
})
