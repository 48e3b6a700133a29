import type { TRPCRouterRecord } from '@trpc/server'
import { archiveFreezer } from './archive-freezer.ts'
import { createFreezer } from './create-freezer.ts'
import { deleteFreezer } from './delete-freezer.ts'
import { editFreezer } from './edit-freezer.ts'
import { getFreezer } from './get-freezer.ts'
import { history } from './history/router.ts'
import { listFreezers } from './list-freezers.ts'
import { moveToHousehold } from './move-to-household.ts'
import { nextFreeNumbers } from './next-free-numbers.ts'
import { products } from './products/router.ts'
import { generalTrends } from './reports/general-trends.ts'
import { personalTrends } from './reports/personal-trends.ts'
import { suggestions } from './reports/suggestions.ts'
import { restoreFreezer } from './restore-freezer.ts'
import { exportCsv } from './transfer/export-csv.ts'
import { importCsv } from './transfer/import-csv.ts'
import { types } from './types/router.ts'

export const freezers = {
  list: listFreezers,
  get: getFreezer,
  create: createFreezer,
  edit: editFreezer,
  archive: archiveFreezer,
  restore: restoreFreezer,
  delete: deleteFreezer,
  moveToHousehold,
  history,
  nextFreeNumbers,
  suggestions,
  trends: { general: generalTrends, personal: personalTrends },
  importCsv,
  exportCsv,
  products,
  types,
} satisfies TRPCRouterRecord
