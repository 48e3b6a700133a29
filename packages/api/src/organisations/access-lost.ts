import type { Writer } from '@larder/db'
import type { RecordEvent } from '../event-log/record.ts'

/**
 * What an area does when somebody is in an organisation no more: in the transaction that ends it, for
 * one account, or for everybody when the organisation itself goes.
 */
export type AccessLost = (
  circumstances: { db: Writer; record: RecordEvent },
  lost: { organisationId: number; accountId: number | 'everybody' },
) => Promise<void>
