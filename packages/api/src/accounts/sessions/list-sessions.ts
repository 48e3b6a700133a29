import { z } from 'zod'
import { NoInput } from '../../procedures/no-input.ts'
import { query } from '../../procedures/trpc.ts'
import { liveSessions, sessionId } from './queries.ts'
import { DeviceSession } from './schema.ts'

const MOST = 200

export const listSessions = query({
  summary: 'Where you are signed in: the 200 sessions that were used last, newest first.',
  scope: 'account:read',
  input: NoInput,
  output: z.object({ items: z.array(DeviceSession) }),
}).query(async ({ ctx }) => {
  const { accountId } = ctx.actor
  const current = ctx.credential.kind === 'accepted' ? ctx.credential.session?.idHash : undefined
  const rows = await liveSessions(ctx.db, { accountId, now: ctx.clock.now(), limit: MOST })
  const items = rows.map((row) => ({
    id: sessionId(row.id_hash),
    device: row.device,
    address: row.address,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at ?? row.created_at,
    expiresAt: row.expires_at,
    isCurrent: row.id_hash === current,
  }))
  return { items }
})
