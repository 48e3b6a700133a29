import type { TRPCRouterRecord } from '@trpc/server'
import { begin } from './begin.ts'
import { confirm } from './confirm.ts'
import { disable } from './disable.ts'
import { renewRecoveryCodes } from './renew-recovery-codes.ts'
import { status } from './status.ts'

export const twoFactor = {
  status,
  begin,
  confirm,
  disable,
  newRecoveryCodes: renewRecoveryCodes,
} satisfies TRPCRouterRecord
