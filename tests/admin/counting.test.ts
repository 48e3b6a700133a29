import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'

const larder = await startLarder()

describe('Given a server with accounts, freezers and products', () => {
  test('when an administrator counts them, then the counts are those of the rows', async () => {
    const root = await larder.person('root', { accountRole: 'admin' })
    const ada = await larder.person('ada')
    const old = await larder.person('old')
    const freezer = await ada.freezer()
    await ada.product(freezer)
    const { id } = await ada.product(freezer)
    await ada.larder.freezers.products.takeOut({ id })
    await root.larder.admin.accounts.disable({ id: old.accountId, reason: 'a test' })
    const long = '2020-01-01T00:00:00.000Z'
    const { writer } = larder.database
    await writer
      .updateTable('accounts')
      .set({ created_at: long })
      .where('id', '=', old.accountId)
      .execute()
    const { items } = await root.larder.events.list({ all: true, limit: 200 })
    const counts = await root.larder.admin.counts()
    expect(counts).toMatchObject({
      accounts: {
        total: 3,
        byRole: { user: 2, staff: 0, admin: 1 },
        byStanding: { active: 2, disabled: 1, leaving: 0 },
        newIn30Days: 2,
      },
      sessions: 2,
      freezers: { total: 1, perAccount: 0.33 },
      products: { total: 2, perAccount: 0.67 },
      events: items.length,
    })
    expect(counts.storage.databaseBytes).toBeGreaterThan(100_000)
  })
})
