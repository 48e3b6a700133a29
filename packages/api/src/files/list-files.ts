import { z } from 'zod'
import type { Actor } from '../access/credential.ts'
import { listInput } from '../listing/schema.ts'
import { sortKeys } from '../listing/sort.ts'
import { requireMembership } from '../organisations/membership.ts'
import { OrganisationId } from '../organisations/schema.ts'
import { query } from '../procedures/trpc.ts'
import { fileColumns, fileList, fileSorts } from './file-list.ts'
import { shownFiles } from './queries.ts'
import { FilePage } from './schema.ts'

export const listFiles = query({
  summary: 'Your files, or those of a household or company, a page at a time, the newest first.',
  scope: 'files:read',
  input: z
    .strictObject({
      organisationId: OrganisationId.optional().describe(
        'The files of this household or company instead of your own',
      ),
      ...listInput(fileColumns, fileSorts),
    })
    .prefault({}),
  output: FilePage,
}).query(async ({ ctx, input }) => {
  const where = { ...ownedBy(ctx.actor, input.organisationId), and: [input.where ?? {}] }
  const sort = sortKeys(fileSorts, input.sort ?? [{ by: 'created', direction: 'desc' }])
  const request = { where, sort, cursor: input.cursor, limit: input.limit, extra: {} }
  const { items, nextCursor } = await fileList.page(ctx.db, request)
  return {
    items: await shownFiles(ctx.db, items),
    nextCursor,
    ...(input.withTotal ? { total: await fileList.count(ctx.db, request) } : {}),
  }
})

function ownedBy(actor: Actor, organisationId: number | undefined) {
  if (organisationId === undefined) return { accountId: { eq: actor.accountId } }
  requireMembership(actor, { organisationId, what: 'organisation', id: organisationId })
  return { organisationId: { eq: organisationId } }
}
