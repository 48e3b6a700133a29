import type { TRPCRouterRecord } from '@trpc/server'
import { changePassword } from './change-password.ts'
import { logIn } from './log-in.ts'
import { logOut } from './log-out.ts'
import { logOutEverywhere } from './log-out-everywhere.ts'
import { register } from './register.ts'
import { tokens } from './tokens/router.ts'
import { whoAmI } from './who-am-i.ts'

export const accounts = {
  register,
  logIn,
  logOut,
  logOutEverywhere,
  whoAmI,
  changePassword,
  tokens,
} satisfies TRPCRouterRecord
