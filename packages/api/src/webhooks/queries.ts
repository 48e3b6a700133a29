import { hash } from 'node:crypto'
import type { Reader, Tables, Writer } from '@larder/db'
import { isDuplicate } from '@larder/db'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Actor } from '../access/credential.ts'
import { holdAccount } from '../accounts/queries.ts'
import { DomainError } from '../errors/map.ts'
import { authorizeWebhook, missingWebhook } from './policy.ts'
import type { Webhook } from './schema.ts'

export type WebhookRow = Selectable<Tables['webhooks']>

/** A webhook of the actor. Throws NOT_FOUND for a missing one and for somebody else's. */
export async function ownWebhook(
  { db, actor }: { db: Reader; actor: Actor },
  id: number,
): Promise<WebhookRow> {
  const webhook = await findWebhook(db, id)
  if (!webhook) throw missingWebhook(id)
  authorizeWebhook(actor, webhook)
  return webhook
}

/** A webhook of the actor, whose changes follow one another. Throws NOT_FOUND. */
export async function holdOwnWebhook(
  { db, actor }: { db: Writer; actor: Actor },
  id: number,
): Promise<WebhookRow> {
  await holdAccount(db, actor.accountId)
  return ownWebhook({ db, actor }, id)
}

/** Any webhook, of whoever it is. */
export function findWebhook(db: Reader, id: number): Promise<WebhookRow | undefined> {
  return db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The account's webhooks, the oldest first. */
export function webhooksOf(db: Reader, accountId: number): Promise<WebhookRow[]> {
  return db
    .selectFrom('webhooks')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute()
}

/** The columns that follow from what was asked for. */
export function columnsOf(webhook: {
  url: string
  types: readonly string[] | null
  description: string
  enabled: boolean
}) {
  return {
    url: webhook.url,
    url_hash: hash('sha256', webhook.url),
    types: webhook.types && JSON.stringify(webhook.types),
    description: webhook.description,
    enabled: webhook.enabled ? (1 as const) : (0 as const),
  }
}

/** Writes a webhook. Throws WEBHOOK_URL_TAKEN when the account has another one with this URL. */
export async function refusingTakenUrl<T>(
  db: Reader,
  { accountId, url }: { accountId: number; url: string },
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const other = await db
      .selectFrom('webhooks')
      .select('id')
      .where('account_id', '=', accountId)
      .where('url_hash', '=', hash('sha256', url))
      .executeTakeFirstOrThrow()
    throw new DomainError('WEBHOOK_URL_TAKEN', { webhookId: other.id })
  }
}

/** Webhooks as their owner sees them. */
export async function shownWebhooks(db: Reader, rows: WebhookRow[], now: Date): Promise<Webhook[]> {
  const ends = await formerSecretEnds(db, rows, now)
  return rows.map((row) => webhookFrom(row, ends.get(row.id) ?? null))
}

/** A webhook as its owner sees it. */
export async function shownWebhook(db: Reader, row: WebhookRow, now: Date): Promise<Webhook> {
  return webhookFrom(row, (await formerSecretEnds(db, [row], now)).get(row.id) ?? null)
}

export function webhookFrom(row: WebhookRow, formerSecretsEndAt: string | null): Webhook {
  return {
    id: row.id,
    url: row.url,
    types: typesOf(row),
    description: row.description,
    enabled: row.enabled === 1,
    disabledBecause: row.disabled_because,
    formerSecretsEndAt,
    createdAt: row.created_at,
  }
}

/** The types of events that a webhook gets; null: all. */
export function typesOf({ types }: Pick<WebhookRow, 'types'>): string[] | null {
  return types === null ? null : (JSON.parse(types) as string[])
}

async function formerSecretEnds(
  db: Reader,
  rows: WebhookRow[],
  now: Date,
): Promise<Map<number, string>> {
  if (rows.length === 0) return new Map()
  const ids = rows.map(({ id }) => id)
  const found = await db
    .selectFrom('webhook_secrets')
    .select(['webhook_id', sql<string>`max(ends_at)`.as('ends_at')])
    .where('webhook_id', 'in', ids)
    .where('ends_at', '>', now.toISOString())
    .groupBy('webhook_id')
    .execute()
  return new Map(found.map(({ webhook_id, ends_at }) => [webhook_id, ends_at]))
}
