import type { Writer } from '@larder/db'
import { networkOf } from '../access/network.ts'
import type { RequestContext } from '../context.ts'
import { networkHash } from './guard/counters.ts'
import { hasNetworks, rememberNetwork } from './guard/queries.ts'
import { planLogInNotice } from './notices/mails.ts'
import type { AccountRow } from './queries.ts'
import { startSession } from './sessions.ts'

type Asker = Pick<RequestContext, 'keys' | 'clock' | 'request'>

/**
 * Signs somebody in who has proved who they are, in the transaction of that proof, and remembers where
 * they are: from there they get in even while others are guessing. The account must be held.
 */
export async function signIn(
  db: Writer,
  ctx: Asker,
  accountId: number,
): Promise<{ session: string; expiresAt: string }> {
  await becomeFamiliar(db, ctx, accountId)
  return startSession(db, accountId, ctx.request, ctx.clock.now())
}

/** `signIn` for a log-in: its owner is told of one from where the account was not used before. */
export async function logInAndTell(
  db: Writer,
  ctx: Asker,
  account: AccountRow,
): Promise<{ session: string; expiresAt: string }> {
  const wasUsed = await hasNetworks(db, account.id)
  const isFamiliar = await becomeFamiliar(db, ctx, account.id)
  const session = await startSession(db, account.id, ctx.request, ctx.clock.now())
  // The first log-in of all is no news to anybody.
  if (wasUsed && !isFamiliar && account.log_in_notices === 1) {
    await planLogInNotice(db, ctx, account)
  }
  return session
}

/** Remembers from where somebody proved that an account is theirs. Says whether it was known before. */
export function becomeFamiliar(
  db: Writer,
  { keys, clock, request }: Asker,
  accountId: number,
): Promise<boolean> {
  const network = networkHash(keys, networkOf(request.address))
  return rememberNetwork(db, { accountId, networkHash: network, now: clock.now() })
}
