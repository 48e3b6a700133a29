import { createHmac, randomBytes } from 'node:crypto'
import type { Reader, Writer } from '@larder/db'
import type { Keys } from '../keys/keys.ts'

const PURPOSE = 'webhook secrets'

/** As many former secrets sign beside the present one at most. */
const MOST_FORMER = 5

/** The secret behind a salt, as the Standard Webhooks specification writes one. */
export function secretFrom(keys: Keys, salt: string): string {
  return `whsec_${keys.derive(PURPOSE, salt).toString('base64')}`
}

/** What `webhook-signature` says: one signature for each secret. */
export function signaturesOf(
  keys: Keys,
  salts: readonly string[],
  message: { id: string; timestamp: number; body: string },
): string {
  const signed = `${message.id}.${message.timestamp}.${message.body}`
  const sign = (salt: string): string =>
    createHmac('sha256', keys.derive(PURPOSE, salt)).update(signed).digest('base64')
  return salts.map((salt) => `v1,${sign(salt)}`).join(' ')
}

/** Gives a webhook a new present secret. Answers its salt. */
export async function addSecret(db: Writer, webhookId: number): Promise<string> {
  const salt = randomBytes(32).toString('hex')
  const secret = { webhook_id: webhookId, salt, ends_at: null }
  await db.insertInto('webhook_secrets').values(secret).execute()
  return salt
}

/** Makes the present secret a former one, which is good until `endsAt`. */
export async function retireSecret(db: Writer, webhookId: number, endsAt: Date): Promise<void> {
  await db
    .updateTable('webhook_secrets')
    .set({ ends_at: endsAt.toISOString() })
    .where('webhook_id', '=', webhookId)
    .where('ends_at', 'is', null)
    .execute()
}

/** Ends every former secret, and the present one. */
export async function endSecrets(db: Writer, webhookId: number): Promise<void> {
  await db.deleteFrom('webhook_secrets').where('webhook_id', '=', webhookId).execute()
}

/** The salts of the secrets that sign now, the present one first. */
export async function signingSalts(db: Reader, webhookId: number, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('webhook_secrets')
    .select('salt')
    .where('webhook_id', '=', webhookId)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now.toISOString())]))
    .orderBy('id', 'desc')
    .limit(1 + MOST_FORMER)
    .execute()
  return rows.map(({ salt }) => salt)
}
