import type { Writer } from '@larder/db'
import { z } from 'zod'
import { holdAccount } from '../../accounts/queries.ts'
import { ownUploadedPicture } from '../../files/pictures/own-uploaded-picture.ts'
import { pictureOf } from '../../files/pictures/queries.ts'
import { removePictureOf } from '../../files/pictures/remove-picture.ts'
import { ShownPicture } from '../../files/pictures/schema.ts'
import type { FileRow } from '../../files/queries.ts'
import { requireUnused } from '../../files/rules.ts'
import { FileId } from '../../files/schema.ts'
import { command } from '../../procedures/trpc.ts'
import { OrganisationPictureSet, organisationStream } from '../events.ts'
import { holdForMember } from '../hold-organisation.ts'
import { OrganisationId } from '../schema.ts'

export const setPicture = command({
  summary:
    'Makes a file that you uploaded as an avatar the picture of a household or company. The file is its own from then on, and no longer counts on your quota; its members see it. The file of the picture before it is deleted.',
  scope: 'organisations:write',
  reasons: ['NOT_A_PICTURE', 'FILE_IN_USE'],
  input: z.strictObject({
    id: OrganisationId,
    fileId: FileId.describe('Id of a file of the kind "avatar"'),
  }),
  output: ShownPicture.nullable(),
}).mutation(async ({ ctx, input: { id, fileId } }) => {
  const { db } = ctx
  await holdAccount(db, ctx.actor.accountId)
  await holdForMember(ctx, id, 'change the picture of an organisation')
  const file = await ownUploadedPicture(ctx, fileId)
  await requireUnused(db, file)
  const replacedFileId = await removePictureOf(ctx, 'picture_of_organisation_id', id)
  await passOn(db, file, ctx.actor.accountId, id)
  await ctx.record(organisationStream(id), OrganisationPictureSet({ fileId, replacedFileId }))
  return pictureOf(db, 'picture_of_organisation_id', id)
})

/** Whoever uploaded it gets their quota back. */
async function passOn(
  db: Writer,
  file: FileRow,
  accountId: number,
  organisationId: number,
): Promise<void> {
  await db
    .updateTable('files')
    .set({
      account_id: null,
      organisation_id: organisationId,
      picture_of_organisation_id: organisationId,
      audience: 'owner',
    })
    .where('id', '=', file.id)
    .execute()
  await db
    .updateTable('accounts')
    .set((eb) => ({ stored_bytes: eb('stored_bytes', '-', file.counted_bytes) }))
    .where('id', '=', accountId)
    .execute()
}
