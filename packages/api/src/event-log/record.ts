import type { Writer } from '@larder/db'
import { isDuplicate, prepared, TryAgain } from '@larder/db'
import { sql } from 'kysely'
import type { Actor } from '../access.ts'
import type { RequestContext } from '../context.ts'
import type { DomainEvent } from './define.ts'

/** Appends an event to a stream, in the transaction that it was made for. */
export type RecordEvent = (stream: string, event: DomainEvent) => Promise<void>

/** Binds a transaction and who is acting in it, so that a rule only states what happened. */
export function recorder(
  db: Writer,
  { actor, request, clock }: Pick<RequestContext, 'request' | 'clock'> & { actor: Actor | Author },
): RecordEvent {
  return async (stream, event) => {
    try {
      await append(db, {
        stream,
        type: event.type,
        schemaVersion: event.schemaVersion,
        payload: JSON.stringify(event.payload),
        recordedAt: clock.now().toISOString(),
        accountId: actor.accountId,
        tokenId: actor.token?.id ?? null,
        requestId: request.id,
        address: request.address,
      })
    } catch (error) {
      if (!isDuplicate(error)) throw error
      throw new TryAgain(`Somebody else appended to ${stream} at the same moment.`)
    }
  }
}

/** Who did it, where there is no actor yet: somebody registering or signing in. */
export interface Author {
  accountId: number
  token: null
}

interface Row {
  stream: string
  type: string
  schemaVersion: number
  payload: string
  recordedAt: string
  accountId: number
  tokenId: number | null
  requestId: string
  address: string
}

const append = prepared<Row, unknown>((db, param) =>
  db
    .insertInto('events')
    .columns([
      'stream',
      'version',
      'type',
      'schema_version',
      'payload',
      'recorded_at',
      'account_id',
      'token_id',
      'request_id',
      'address',
    ])
    .expression((eb) =>
      eb
        .selectFrom('events')
        .select([
          param('stream').as('stream'),
          sql<number>`coalesce(max(version), 0) + 1`.as('version'),
          param('type').as('type'),
          param('schemaVersion').as('schema_version'),
          param('payload').as('payload'),
          param('recordedAt').as('recorded_at'),
          param('accountId').as('account_id'),
          param('tokenId').as('token_id'),
          param('requestId').as('request_id'),
          param('address').as('address'),
        ])
        .where('stream', '=', param('stream')),
    ),
)
