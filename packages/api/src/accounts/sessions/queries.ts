import type { Reader, Tables, Writer } from '@larder/db'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Actor } from '../../access/credential.ts'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { holdAccount } from '../queries.ts'
import { SESSION_ID_LENGTH } from './schema.ts'

type SessionRow = Selectable<Tables['sessions']>

/** An account's sessions that are not over, the last used first. */
export function liveSessions(
  db: Reader,
  { accountId, now, limit }: { accountId: number; now: Date; limit: number },
): Promise<SessionRow[]> {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now.toISOString())
    .orderBy('last_seen_at', 'desc')
    .orderBy('id_hash')
    .limit(limit)
    .execute()
}

/**
 * Holds the account of somebody who is signed in with a session. Throws CREDENTIAL_REFUSED when that was
 * ended since the request began: what is made now would outlive it. Whoever ends sessions holds the account.
 */
export async function holdSignedIn(
  db: Writer,
  { actor, credential }: Pick<RequestContext, 'credential'> & { actor: Actor },
): Promise<void> {
  await holdAccount(db, actor.accountId)
  const idHash = credential.kind === 'accepted' ? credential.session?.idHash : undefined
  const row = await db
    .selectFrom('sessions')
    .select('id_hash')
    .where('id_hash', '=', idHash ?? '')
    .executeTakeFirst()
  if (!row) throw new DomainError('CREDENTIAL_REFUSED', { problem: 'expired' })
}

/** Ends one of an account's sessions. Answers the hash that it was stored under; undefined: there is none. */
export async function endSessionById(
  db: Writer,
  { accountId, id, now }: { accountId: number; id: string; now: Date },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('sessions')
    .select('id_hash')
    .where('account_id', '=', accountId)
    .where(sql`substr(id_hash, 1, ${sql.lit(SESSION_ID_LENGTH)})`, '=', id)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  if (!row) return undefined
  await db.deleteFrom('sessions').where('id_hash', '=', row.id_hash).execute()
  return row.id_hash
}

/** Ends all of an account's sessions but one. */
export async function endOtherSessions(
  db: Writer,
  accountId: number,
  keptIdHash: string,
): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('account_id', '=', accountId)
    .where('id_hash', '<>', keptIdHash)
    .execute()
}

/** What names a session in the list. */
export function sessionId(idHash: string): string {
  return idHash.slice(0, SESSION_ID_LENGTH)
}
