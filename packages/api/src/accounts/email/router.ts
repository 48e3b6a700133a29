import type { TRPCRouterRecord } from '@trpc/server'
import { changeEmail } from './change-email.ts'
import { confirmChange } from './confirm-change.ts'
import { sendVerification } from './send-verification.ts'
import { verifyEmail } from './verify-email.ts'

export const email = {
  sendVerification,
  verify: verifyEmail,
  change: changeEmail,
  confirmChange,
} satisfies TRPCRouterRecord
