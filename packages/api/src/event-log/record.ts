import { randomUUID } from 'node:crypto'
import type { Writer } from '@larder/db'
import { isDuplicate, nextPosition, preparedInsert, TryAgain } from '@larder/db'
import { sql } from 'kysely'
import type { Actor } from '../access/credential.ts'
import type { Clock, RequestInfo } from '../context.ts'
import type { DomainEvent } from './define.ts'
import type { Stream } from './stream.ts'

/** Appends an event to a stream, in the transaction that it was made for. Answers its id. */
export type RecordEvent = (stream: Stream, event: DomainEvent) => Promise<number>

/** Who did it, where there is no actor: somebody registering, signing in or being refused. */
export interface Author {
  accountId: number | null
  token: { id: number } | null
}

/** Nobody with an account: not signed in, not to be told, or the server by itself. */
export const nobody: Author = { accountId: null, token: null }

/** Who acts, in which request, and when. */
interface Circumstances {
  actor: Actor | Author
  request: Pick<RequestInfo, 'id' | 'address'>
  clock: Clock
}

/** Binds a transaction and who is acting in it, so that a rule only states what happened. */
export function recorder(db: Writer, { actor, request, clock }: Circumstances): RecordEvent {
  return async (stream, event) => {
    try {
      return await append(db, {
        stream: stream.name,
        subject: stream.subject ?? null,
        audience: stream.audience,
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
      throw new TryAgain(`Somebody else appended to ${stream.name} at the same moment.`)
    }
  }
}

/** The recorder of what this server does by itself, for no request; `workId` tells what it was at. */
export function ownRecorder(db: Writer, clock: Clock, workId: string = randomUUID()): RecordEvent {
  return recorder(db, { actor: nobody, request: { id: workId, address: 'local' }, clock })
}

interface Row {
  stream: string
  subject: string | null
  audience: string
  type: string
  schemaVersion: number
  payload: string
  recordedAt: string
  accountId: number | null
  tokenId: number | null
  requestId: string
  address: string
}

const append = preparedInsert<Row>((db, param) =>
  db
    .insertInto('events')
    .columns([
      'position',
      'stream',
      'version',
      'subject',
      'audience',
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
          nextPosition(db).as('position'),
          param('stream').as('stream'),
          sql<number>`coalesce(max(version), 0) + 1`.as('version'),
          param('subject').as('subject'),
          param('audience').as('audience'),
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
