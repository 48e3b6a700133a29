import type { TRPCRouterRecord } from '@trpc/server'
import { disableAccount } from './disable-account.ts'
import { enableAccount } from './enable-account.ts'
import { getAccountDetails } from './get-account.ts'
import { listAccounts } from './list-accounts.ts'
import { setRole } from './set-role.ts'

export const accounts = {
  list: listAccounts,
  get: getAccountDetails,
  disable: disableAccount,
  enable: enableAccount,
  setRole,
} satisfies TRPCRouterRecord
