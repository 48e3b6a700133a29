import type { Writer } from '@larder/db'
import type { z } from 'zod'
import type { Actor } from '../access/credential.ts'
import type { RequestContext } from '../context.ts'
import { recorder } from '../event-log/record.ts'
import { accountStream, PasswordChanged } from './events.ts'
import { planPasswordMail } from './forgotten-password/mails.ts'
import { putPassword } from './put-password.ts'
import type { AccountRow } from './queries.ts'
import { accountFrom } from './queries.ts'
import type { Session } from './schema.ts'
import { signIn } from './sign-in.ts'

/**
 * Gives an account that is held a password, ends its sessions and open links, tells its owner, and
 * starts a new session for this call.
 */
export async function replacePassword(
  db: Writer,
  ctx: RequestContext & { actor: Actor },
  account: AccountRow,
  passwordHash: string,
): Promise<z.input<typeof Session>> {
  const { id } = account
  await putPassword(db, id, passwordHash)
  const eventId = await recorder(db, ctx)(accountStream(id), PasswordChanged({}))
  await planPasswordMail(db, account, eventId, ctx.clock.now())
  return { ...(await signIn(db, ctx, id)), account: accountFrom(account) }
}
