import type { TRPCRouterRecord } from '@trpc/server'
import { forgotPassword } from './forgot-password.ts'
import { resetPassword } from './reset-password.ts'

export const forgottenPassword = {
  forgot: forgotPassword,
  reset: resetPassword,
} satisfies TRPCRouterRecord
