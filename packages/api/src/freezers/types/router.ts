import type { TRPCRouterRecord } from '@trpc/server'
import { addType } from './add-type.ts'
import { listTypes } from './list-types.ts'
import { removeType } from './remove-type.ts'
import { renameType } from './rename-type.ts'
import { setTypePeriod } from './set-type-period.ts'

export const types = {
  list: listTypes,
  add: addType,
  rename: renameType,
  setPeriod: setTypePeriod,
  remove: removeType,
} satisfies TRPCRouterRecord
