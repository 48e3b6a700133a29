import { z } from 'zod'
import { everyAccessLost } from '../access-lost.ts'
import { DomainError } from '../errors/map.ts'
import { planTask } from '../event-log/tasks/plan-task.ts'
import { deleteFilesOf } from '../files/delete-rows.ts'
import { everyHolding } from '../holdings.ts'
import { Done } from '../procedures/done.ts'
import { command } from '../procedures/trpc.ts'
import { tellMembershipEnded } from './end-membership.ts'
import { OrganisationDeleted, organisationStream } from './events.ts'
import { holdForMember } from './hold-organisation.ts'
import type { Holding } from './holdings.ts'
import { organisationErasureTask } from './organisation-erasure-task.ts'
import { OrganisationId } from './schema.ts'

export const deleteOrganisation = command({
  summary:
    'Deletes a household or company that holds nothing any more. What was written in it leaves the log soon after.',
  scope: 'organisations:write',
  reasons: ['ORGANISATION_NOT_EMPTY'],
  input: z.strictObject({ id: OrganisationId }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  const { db, clock, record } = ctx
  const organisation = await holdForMember(ctx, id, 'delete an organisation')
  const holds: Holding[] = []
  for (const holdings of everyHolding) holds.push(...(await holdings(db, id)))
  if (holds.length > 0) throw new DomainError('ORGANISATION_NOT_EMPTY', { holds })
  while ((await deleteFilesOf(db, { organisationId: id }, { limit: 100, now: clock.now() })) > 0);
  for (const lose of everyAccessLost) {
    await lose({ db, record }, { organisationId: id, accountId: 'everybody' })
  }
  await db.deleteFrom('organisations').where('id', '=', id).execute()
  const { kind, name, members } = organisation
  await record(organisationStream(id), OrganisationDeleted({ kind, name }))
  for (const accountId of members.keys()) {
    await tellMembershipEnded(record, organisation, accountId, 'deleted')
  }
  const subject = `organisation-${id}`
  const erasure = { dedupeKey: subject, subject, payload: { organisationId: id } }
  await planTask(db, organisationErasureTask, erasure, clock.now())
  return { done: true } as const
})
