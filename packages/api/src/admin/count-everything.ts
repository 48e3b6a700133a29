import { databaseSize } from '@larder/db'
import { accountRoles } from '../accounts/roles.ts'
import { storeUsage } from '../files/store-usage.ts'
import { NoInput } from '../procedures/no-input.ts'
import { adminQuery } from '../procedures/trpc.ts'
import { countAccounts, countLiveSessions, countRows, lastPosition } from './queries.ts'
import { ServerCounts, standings } from './schema.ts'

const NEW_DAYS = 30

export const countEverything = adminQuery({
  summary:
    'How many accounts, freezers, products, files, sessions and events there are, and what they take.',
  input: NoInput,
  output: ServerCounts,
}).query(async ({ ctx }) => {
  const now = ctx.clock.now()
  const since = new Date(now.getTime() - NEW_DAYS * 86_400_000).toISOString()
  const groups = await countAccounts(ctx.db, since)
  const sum = (which: (group: (typeof groups)[number]) => boolean): number =>
    groups.filter(which).reduce((total, { accounts }) => total + accounts, 0)
  const total = sum(() => true)
  const perAccount = (things: number): number | null =>
    total === 0 ? null : Math.round((things / total) * 100) / 100
  const freezers = await countRows(ctx.db, 'freezers')
  const products = await countRows(ctx.db, 'products')
  const { files, fileBytes, blobBytes } = await storeUsage(ctx.db)
  return {
    accounts: {
      total,
      byRole: tally(accountRoles, (each) => sum(({ role }) => role === each)),
      byStanding: tally(standings, (each) => sum(({ standing }) => standing === each)),
      newIn30Days: groups.reduce((all, { recent }) => all + recent, 0),
    },
    sessions: await countLiveSessions(ctx.db, now),
    freezers: { total: freezers, perAccount: perAccount(freezers) },
    products: { total: products, perAccount: perAccount(products) },
    events: await lastPosition(ctx.db),
    files: { total: files, perAccount: perAccount(files) },
    storage: {
      databaseBytes: await databaseSize(ctx.db),
      fileBytes,
      fileBytesPerAccount: perAccount(fileBytes),
      blobBytes,
    },
  }
})

function tally<const Name extends string>(
  names: readonly Name[],
  count: (name: Name) => number,
): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, count(name)])) as Record<Name, number>
}
