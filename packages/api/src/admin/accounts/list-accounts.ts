import { z } from 'zod'
import type { Standing } from '../../access/credential.ts'
import { countedPageOf, listInput } from '../../listing/schema.ts'
import { sortKeys } from '../../listing/sort.ts'
import { staffQuery } from '../../procedures/trpc.ts'
import { NoControlCharacters } from '../../text/plain.ts'
import { AccountStanding, AdministeredAccount } from '../schema.ts'
import { accountColumns, accountList, accountSorts, administered } from './account-list.ts'

export const listAccounts = staffQuery({
  summary: 'The accounts of this server, a page at a time; for staff and administrators.',
  input: z
    .strictObject({
      search: NoControlCharacters.trim()
        .min(1)
        .max(100)
        .optional()
        .describe('Part of the e-mail address, the name or the username'),
      standing: AccountStanding.optional(),
      ...listInput(accountColumns, accountSorts),
    })
    .prefault({}),
  output: countedPageOf(AdministeredAccount),
}).query(async ({ ctx, input }) => {
  const { search, standing, cursor, limit } = input
  const and = [input.where ?? {}, ...(search === undefined ? [] : [containing(search)])]
  const where = { ...(standing && whereStanding[standing]), and }
  const sort = sortKeys(accountSorts, input.sort ?? [{ by: 'created', direction: 'asc' }])
  const request = { where, sort, cursor, limit, extra: {} }
  const { items, nextCursor } = await accountList.page(ctx.db, request)
  return {
    items: items.map(administered),
    nextCursor,
    ...(input.withTotal ? { total: await accountList.count(ctx.db, request) } : {}),
  }
})

const whereStanding = {
  active: { disabledAt: { isNull: true }, leavesAt: { isNull: true } },
  disabled: { disabledAt: { isNull: false } },
  leaving: { disabledAt: { isNull: true }, leavesAt: { isNull: false } },
} satisfies Record<Standing, object>

/** No index leads into the middle of a text: it is looked for in the order that was asked for. */
function containing(search: string) {
  const like = `%${search.replace(/[%_!]/g, '!$&')}%`
  return { or: [{ email: { like } }, { name: { like } }, { username: { like } }] }
}
