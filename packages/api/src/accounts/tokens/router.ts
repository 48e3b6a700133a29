import type { TRPCRouterRecord } from '@trpc/server'
import { checkToken } from './check-token.ts'
import { createToken } from './create-token.ts'
import { listTokens } from './list-tokens.ts'
import { revokeToken } from './revoke-token.ts'

export const tokens = {
  list: listTokens,
  create: createToken,
  revoke: revokeToken,
  check: checkToken,
} satisfies TRPCRouterRecord
