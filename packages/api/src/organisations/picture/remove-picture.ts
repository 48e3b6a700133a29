import { z } from 'zod'
import { removePictureOf } from '../../files/pictures/remove-picture.ts'
import { Done } from '../../procedures/done.ts'
import { command } from '../../procedures/trpc.ts'
import { OrganisationPictureRemoved, organisationStream } from '../events.ts'
import { holdForMember } from '../hold-organisation.ts'
import { OrganisationId } from '../schema.ts'

export const removePicture = command({
  summary: 'Takes the picture of a household or company away. Its file is deleted.',
  scope: 'organisations:write',
  input: z.strictObject({ id: OrganisationId }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  await holdForMember(ctx, id, 'change the picture of an organisation')
  const fileId = await removePictureOf(ctx, 'picture_of_organisation_id', id)
  if (fileId !== null) {
    await ctx.record(organisationStream(id), OrganisationPictureRemoved({ fileId }))
  }
  return { done: true } as const
})
