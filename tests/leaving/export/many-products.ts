import { randomBytes } from 'node:crypto'
import type { Database } from '@larder/db'

const AT_ONCE = 200

/**
 * Puts 18 MB of products that no compression makes small into a freezer from behind: more than the
 * sockets between a server and a reader hold.
 */
export async function fillFreezer(
  database: Database,
  freezer: { householdId: number; id: number },
): Promise<void> {
  const row = (number: number) => ({
    household_id: freezer.householdId,
    freezer_id: freezer.id,
    ...{ type_id: 1, name: 'peas', name_key: 'peas', quantity: 1 },
    description: randomBytes(1_500).toString('base64'),
    ...{ date_in: '2026-01-01', period_months: null, best_before: '9999-12-31' },
    ...{ box: 1, number, slot: number, inside: 1 as const, date_out: null, out_reason: null },
    created_at: '2026-01-01T00:00:00.000Z',
  })
  await database.transaction(async (db) => {
    for (let begun = 0; begun < 12_000; begun += AT_ONCE) {
      const rows = Array.from({ length: AT_ONCE }, (_, n) => row(begun + n + 1))
      await db.insertInto('products').values(rows).execute()
    }
  })
}
