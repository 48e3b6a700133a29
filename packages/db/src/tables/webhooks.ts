import type { Generated } from 'kysely'
import type { Flag, Instant } from './columns.ts'

export interface WebhooksTable {
  id: Generated<number>
  account_id: number
  url: string
  /** SHA-256 of the URL, which is too long for a unique index. */
  url_hash: string
  /** JSON array of event types; NULL: all. */
  types: string | null
  description: string
  enabled: Flag
  /** Why it was switched off, when nobody did; NULL otherwise. */
  disabled_because: 'gone' | null
  /** It gets what comes after this position; NULL until the planner has passed what switched it on. */
  listens_after: number | null
  created_at: Instant
}

/** What the secrets of a webhook are derived from, with the server's key: none of them is stored. */
export interface WebhookSecretsTable {
  id: Generated<number>
  webhook_id: number
  /** 32 random bytes, hexadecimal. */
  salt: string
  /** NULL for the present one; a former one still signs until then. */
  ends_at: Instant | null
}

/** One row: by which a server tells whether it has the key that this database was begun with. */
export interface ServerKeyTable {
  id: 1
  salt: string
  check_value: string
}
