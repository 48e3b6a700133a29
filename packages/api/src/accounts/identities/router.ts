import type { TRPCRouterRecord } from '@trpc/server'
import { beginLink } from './begin-link.ts'
import { beginLogIn } from './begin-log-in.ts'
import { linkIdentity } from './link-identity.ts'
import { listIdentities } from './list-identities.ts'
import { listProviders } from './list-providers.ts'
import { logInWithIdentity } from './log-in-with-identity.ts'
import { unlinkIdentity } from './unlink-identity.ts'

export const identities = {
  providers: listProviders,
  beginLogIn,
  logIn: logInWithIdentity,
  beginLink,
  link: linkIdentity,
  list: listIdentities,
  unlink: unlinkIdentity,
} satisfies TRPCRouterRecord
