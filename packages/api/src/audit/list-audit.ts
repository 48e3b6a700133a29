import type { Reader } from '@larder/db'
import { emailKey } from '../accounts/email-key.ts'
import { findAccountByEmailKey } from '../accounts/queries.ts'
import { DomainError } from '../errors/map.ts'
import { originsProjection } from '../event-log/origins-projection.ts'
import { settle } from '../event-log/projections/settle.ts'
import { recordedEvent } from '../event-log/recorded-event.ts'
import { eventInWords } from '../event-log/words/event-in-words.ts'
import { adminQuery } from '../procedures/trpc.ts'
import { searchEvents } from './event-list.ts'
import { AuditPage, AuditSearch } from './schema.ts'

export const listAudit = adminQuery({
  summary:
    'Who did what and from where: the events of everybody, failed log-ins and refusals, newest first.',
  input: AuditSearch,
  output: AuditPage,
}).query(async ({ ctx, input }) => {
  const { email, cursor, limit, ...search } = input
  const accountId = email === undefined ? search.accountId : await accountOf(ctx.db, email)
  const filter = { ...search, accountId }
  if (search.requestId ?? search.address) await settle(ctx, originsProjection.name)
  const { items, nextCursor } = await searchEvents(ctx.db, filter, { cursor, limit })
  return {
    items: items.map((row) => {
      const { payload } = recordedEvent(row)
      const { account_id: accountId, email, display_name: displayName, token_id: tokenId } = row
      return {
        id: row.id,
        at: row.recorded_at,
        type: row.type,
        stream: row.stream,
        subject: row.subject,
        payload: payload as Record<string, unknown>,
        text: eventInWords(ctx.actor.language, { type: row.type, payload }),
        by: { accountId, email, displayName, tokenId },
        address: row.address,
        requestId: row.request_id,
      }
    }),
    nextCursor,
  }
})

async function accountOf(db: Reader, email: string): Promise<number> {
  const account = await findAccountByEmailKey(db, emailKey(email) ?? '')
  if (!account) throw new DomainError('NOT_FOUND', { what: 'account', id: email })
  return account.id
}
