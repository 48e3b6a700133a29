import { deleteSome } from '@larder/db'
import type { SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { LeavingPart } from '../leaving/define.ts'
import { DELETED_AT_ONCE } from '../leaving/define.ts'
import { filesOfEvents } from './exported.ts'

export const eventLogLeaving: LeavingPart = {
  files: filesOfEvents,
  exports: ['events'],
  notExported: {
    event_origins: 'addresses and requests of events, which stand in the exported events',
    parked_events: 'notes of the server on what it could not derive yet',
    projections: 'how far the server has come in deriving; nobody’s',
    tasks: 'work of the server: mails that wait, and deliveries, which each webhook lists',
    idempotency_keys: 'answers kept for a day, of what the export tells anyway',
  },
  deletes: ['idempotency_keys', 'tasks', 'event_origins'],
  notDeleted: {
    events:
      'what people wrote and from where is erased in place, see docs/decisions/0013-erasing.md',
    parked_events: 'the sentence that an error says is emptied',
    projections: 'nobody’s',
  },
  delete: (db, { accountId }) => {
    const own = sql<SqlBool>`account_id = ${accountId}`
    return deleteSome(db, 'idempotency_keys', own, DELETED_AT_ONCE)
  },
}
