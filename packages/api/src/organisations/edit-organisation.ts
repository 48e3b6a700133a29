import { z } from 'zod'
import { TimeZone } from '../accounts/schema.ts'
import { command } from '../procedures/trpc.ts'
import { OrganisationEdited, organisationStream } from './events.ts'
import { holdForMember } from './hold-organisation.ts'
import { shownOrganisation } from './queries.ts'
import { Organisation, OrganisationId, OrganisationName } from './schema.ts'

export const editOrganisation = command({
  summary:
    'Renames a household or company, or sets its time zone: "today" is another one from now on, and days that were written down stay as they are.',
  scope: 'organisations:write',
  input: z.strictObject({
    id: OrganisationId,
    name: OrganisationName.optional(),
    timeZone: TimeZone.optional(),
  }),
  output: Organisation,
}).mutation(async ({ ctx, input: { id, ...wanted } }) => {
  const before = await holdForMember(ctx, id, 'edit an organisation')
  const { name = before.name, timeZone = before.timeZone } = wanted
  const from = {
    ...(name === before.name ? {} : { name: before.name }),
    ...(timeZone === before.timeZone ? {} : { timeZone: before.timeZone }),
  }
  if (Object.keys(from).length > 0) {
    const to = { ...('name' in from && { name }), ...('timeZone' in from && { timeZone }) }
    await ctx.db
      .updateTable('organisations')
      .set({ name, time_zone: timeZone })
      .where('id', '=', id)
      .execute()
    await ctx.record(organisationStream(id), OrganisationEdited({ from, to }))
  }
  return shownOrganisation(ctx, id)
})
