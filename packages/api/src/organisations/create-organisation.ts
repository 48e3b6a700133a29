import { z } from 'zod'
import { getAccount, holdAccount } from '../accounts/queries.ts'
import { TimeZone } from '../accounts/schema.ts'
import { DomainError } from '../errors/map.ts'
import { command } from '../procedures/trpc.ts'
import { OrganisationCreated, organisationStream } from './events.ts'
import { countOrganisations, insertOrganisation, shownOrganisation } from './queries.ts'
import { Organisation, OrganisationKind, OrganisationName } from './schema.ts'

export const createOrganisation = command({
  summary: 'Creates a household or a company. You are its owner.',
  scope: 'organisations:write',
  reasons: ['ORGANISATION_LIMIT_REACHED'],
  input: z.strictObject({
    kind: OrganisationKind,
    name: OrganisationName,
    timeZone: TimeZone.optional().describe('IANA time zone; that of your account if left out'),
  }),
  output: Organisation,
}).mutation(async ({ ctx, input: { kind, name, timeZone: wanted } }) => {
  const { db, limits } = ctx
  const { accountId } = ctx.actor
  await holdAccount(db, accountId)
  const limit = limits.organisationsPerAccount
  if ((await countOrganisations(db, accountId)) >= limit) {
    throw new DomainError('ORGANISATION_LIMIT_REACHED', { limit })
  }
  const timeZone = wanted ?? (await getAccount(db, accountId)).time_zone
  const organisation = { kind, name, timeZone, ownerId: accountId, now: ctx.clock.now() }
  const id = await insertOrganisation(db, organisation)
  await ctx.record(organisationStream(id), OrganisationCreated({ kind, name, timeZone }))
  return shownOrganisation(ctx, id)
})
