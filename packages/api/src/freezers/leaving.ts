import type { Writer } from '@larder/db'
import type { Departure, LeavingPart } from '../leaving/define.ts'
import { DELETED_AT_ONCE } from '../leaving/define.ts'
import { filesOfFreezers } from './exported.ts'

const derived =
  'only ids, types of products and days; derived from the log, and a rebuild gives the same'

export const freezersLeaving: LeavingPart = {
  files: filesOfFreezers,
  exports: ['freezers', 'products', 'type_counts', 'type_days_out'],
  notExported: {
    freezer_history: 'it points to events, which are in the export themselves',
  },
  deletes: ['freezers', 'products'],
  notDeleted: { type_counts: derived, type_days_out: derived, freezer_history: derived },
  async delete(db, departure) {
    const products = await deleteSome(db, 'products', departure)
    return products > 0 ? products : deleteSome(db, 'freezers', departure)
  },
}

async function deleteSome(
  db: Writer,
  table: 'products' | 'freezers',
  { organisationIds }: Departure,
): Promise<number> {
  if (organisationIds.length === 0) return 0
  const rows = await db
    .selectFrom(table)
    .select('id')
    .where('household_id', 'in', organisationIds)
    .limit(DELETED_AT_ONCE)
    .execute()
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await db.deleteFrom(table).where('id', 'in', ids).execute()
  return ids.length
}
