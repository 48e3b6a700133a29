import { z } from 'zod'
import { ownUploadedPicture } from '../../files/pictures/own-uploaded-picture.ts'
import { pictureOf } from '../../files/pictures/queries.ts'
import { removePictureOf } from '../../files/pictures/remove-picture.ts'
import { ShownPicture } from '../../files/pictures/schema.ts'
import { requireUnused } from '../../files/rules.ts'
import { FileId } from '../../files/schema.ts'
import { command } from '../../procedures/trpc.ts'
import { accountStream } from '../events.ts'
import { pictureAudience } from '../profile/queries.ts'
import { getAccount, holdAccount } from '../queries.ts'
import { AccountPictureSet } from './events.ts'

export const setPicture = command({
  summary:
    'Makes a file that you uploaded as an avatar your picture. Whoever is in a household or company with you sees it; everybody does if you made it public in your profile. The file of the picture before it is deleted.',
  scope: 'account:write',
  reasons: ['NOT_A_PICTURE', 'FILE_IN_USE'],
  input: z.strictObject({ fileId: FileId.describe('Id of a file of the kind "avatar"') }),
  output: ShownPicture.nullable(),
}).mutation(async ({ ctx, input: { fileId } }) => {
  const { db } = ctx
  const { accountId } = ctx.actor
  await holdAccount(db, accountId)
  const file = await ownUploadedPicture(ctx, fileId)
  if (file.picture_of_account_id !== accountId) {
    await requireUnused(db, file)
    const replacedFileId = await removePictureOf(ctx, 'picture_of_account_id', accountId)
    const audience = pictureAudience(await getAccount(db, accountId))
    await db
      .updateTable('files')
      .set({ picture_of_account_id: accountId, audience })
      .where('id', '=', fileId)
      .execute()
    await ctx.record(accountStream(accountId), AccountPictureSet({ fileId, replacedFileId }))
  }
  return pictureOf(db, 'picture_of_account_id', accountId)
})
