import type { TRPCRouterRecord } from '@trpc/server'
import { listHistory } from './list-history.ts'
import { undoAction } from './undo/undo-action.ts'

export const history = {
  list: listHistory,
  undo: undoAction,
} satisfies TRPCRouterRecord
