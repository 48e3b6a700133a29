import type { TRPCRouterRecord } from '@trpc/server'
import { clearHistory } from './clear-history.ts'
import { listWatched } from './list-watched.ts'
import { removeWatched } from './remove-watched.ts'

export const history = {
  list: listWatched,
  remove: removeWatched,
  clear: clearHistory,
} satisfies TRPCRouterRecord
