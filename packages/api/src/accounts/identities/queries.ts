import type { Reader, Tables, Writer } from '@larder/db'
import { isDuplicate } from '@larder/db'
import type { Selectable } from 'kysely'
import type { Actor } from '../../access/credential.ts'
import { DomainError } from '../../errors/map.ts'
import type { Flow } from './flow.ts'
import { hashOf } from './flow.ts'
import { authorizeIdentity, missingIdentity } from './policy.ts'
import type { ProvenIdentity } from './prove.ts'
import type { IdentityProviders } from './providers.ts'
import type { Identity } from './schema.ts'

export type IdentityRow = Selectable<Tables['identities']>

/** The linked identity that somebody proved, of whichever account. */
export function findIdentity(db: Reader, key: string): Promise<IdentityRow | undefined> {
  return db.selectFrom('identities').selectAll().where('identity_key', '=', key).executeTakeFirst()
}

/** An identity of the actor. Throws NOT_FOUND for a missing one and for somebody else's. */
export async function getIdentity(
  { db, actor }: { db: Reader; actor: Actor },
  id: number,
): Promise<IdentityRow> {
  const identity = await db
    .selectFrom('identities')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!identity) throw missingIdentity(id)
  authorizeIdentity(actor, identity)
  return identity
}

/** The account's identities, the oldest first. */
export function identitiesOf(db: Reader, accountId: number): Promise<IdentityRow[]> {
  return db
    .selectFrom('identities')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute()
}

/** Links an identity to an account. Throws IDENTITY_TAKEN when somebody else was quicker. */
export async function insertIdentity(
  db: Writer,
  accountId: number,
  { key, provider, email }: ProvenIdentity,
  now: Date,
): Promise<IdentityRow> {
  const row = {
    account_id: accountId,
    identity_key: key,
    provider,
    email,
    created_at: now.toISOString(),
    last_used_at: null,
  }
  try {
    const { insertId } = await db.insertInto('identities').values(row).executeTakeFirstOrThrow()
    return { ...row, id: Number(insertId) }
  } catch (error) {
    if (isDuplicate(error)) throw new DomainError('IDENTITY_TAKEN', { provider })
    throw error
  }
}

/** Notes that an identity was logged in with, and what its provider says of it now. */
export async function noteUse(
  db: Writer,
  id: number,
  { provider, email }: ProvenIdentity,
  now: Date,
): Promise<void> {
  await db
    .updateTable('identities')
    .set({ provider, email, last_used_at: now.toISOString() })
    .where('id', '=', id)
    .execute()
}

/** Notes that a flow is finished. Throws IDENTITY_FLOW_REFUSED when it was already. */
export async function spendFlow(db: Writer, flow: Flow, accountId: number): Promise<void> {
  const spent = { flow_hash: hashOf(flow), account_id: accountId, expires_at: flow.expiresAt }
  try {
    await db.insertInto('spent_identity_flows').values(spent).execute()
  } catch (error) {
    if (isDuplicate(error)) throw used()
    throw error
  }
}

/** Throws IDENTITY_FLOW_REFUSED when a flow is finished already, before its provider is asked. */
export async function requireUnspent(db: Reader, flow: Flow): Promise<void> {
  const spent = await db
    .selectFrom('spent_identity_flows')
    .select('flow_hash')
    .where('flow_hash', '=', hashOf(flow))
    .executeTakeFirst()
  if (spent) throw used()
}

/** An identity as its owner sees it. */
export function identityFrom(row: IdentityRow, { providers }: IdentityProviders): Identity {
  const provider = providers.find(({ name }) => name === row.provider)
  return {
    id: row.id,
    provider: row.provider,
    label: provider?.label ?? row.provider,
    email: row.email,
    usable: provider !== undefined,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }
}

function used(): DomainError<'IDENTITY_FLOW_REFUSED'> {
  return new DomainError('IDENTITY_FLOW_REFUSED', { problem: 'used' })
}
