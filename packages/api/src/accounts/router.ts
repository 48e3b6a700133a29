import type { TRPCRouterRecord } from '@trpc/server'
import { changePassword } from './change-password.ts'
import { email } from './email/router.ts'
import { forgottenPassword } from './forgotten-password/router.ts'
import { identities } from './identities/router.ts'
import { leave } from './leaving/leave.ts'
import { logIn } from './log-in.ts'
import { logOut } from './log-out.ts'
import { logOutEverywhere } from './log-out-everywhere.ts'
import { notices } from './notices/router.ts'
import { picture } from './picture/router.ts'
import { profile } from './profile/router.ts'
import { register } from './register.ts'
import { confirmRegistration } from './registration/confirm-registration.ts'
import { sessions } from './sessions/router.ts'
import { setPassword } from './set-password.ts'
import { tokens } from './tokens/router.ts'
import { twoFactor } from './two-factor/router.ts'
import { whoAmI } from './who-am-i.ts'

export const accounts = {
  register,
  confirmRegistration,
  logIn,
  logOut,
  logOutEverywhere,
  whoAmI,
  changePassword,
  password: forgottenPassword,
  email,
  leave,
  setPassword,
  profile,
  picture,
  notices,
  sessions,
  identities,
  tokens,
  twoFactor,
} satisfies TRPCRouterRecord
