import type { Reader, Writer } from '@larder/db'

/** Whether anybody logged in from a network. */
export async function isHome(db: Reader, networkHash: string): Promise<boolean> {
  const networks = db.selectFrom('log_in_networks').select('account_id').limit(1)
  const row = await networks.where('network_hash', '=', networkHash).executeTakeFirst()
  return row !== undefined
}

/** Whether an account was logged in from anywhere before. */
export async function hasNetworks(db: Reader, accountId: number): Promise<boolean> {
  const networks = db.selectFrom('log_in_networks').select('account_id').limit(1)
  return (await networks.where('account_id', '=', accountId).executeTakeFirst()) !== undefined
}

/** Whether this account was logged in from a network before. */
export async function isFamiliar(
  db: Reader,
  accountId: number,
  networkHash: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('log_in_networks')
    .select('account_id')
    .where('account_id', '=', accountId)
    .where('network_hash', '=', networkHash)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Makes a network familiar to an account, in the transaction that signs somebody in from there. The
 * account must be held. Says whether it was familiar before.
 */
export async function rememberNetwork(
  db: Writer,
  { accountId, networkHash, now }: { accountId: number; networkHash: string; now: Date },
): Promise<boolean> {
  const last_at = now.toISOString()
  const { numUpdatedRows } = await db
    .updateTable('log_in_networks')
    .set({ last_at })
    .where('account_id', '=', accountId)
    .where('network_hash', '=', networkHash)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) return true
  const network = { account_id: accountId, network_hash: networkHash, last_at }
  await db.insertInto('log_in_networks').values(network).execute()
  return false
}
