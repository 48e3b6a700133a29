import { hash, randomBytes } from 'node:crypto'
import type { Database, Reader, Writer } from '@larder/db'
import { prepared } from '@larder/db'
import type { Adapter, DatabaseSession } from 'lucia'
import { Lucia, TimeSpan } from 'lucia'
import type { Actor } from '../access.ts'
import type { ActorRow } from './actor.ts'
import { actorColumns, actorFrom } from './actor.ts'

// The only file that knows Lucia, which is in maintenance. It decides when a session is valid, when
// it slides and when it ends; the adapter below stores nothing but hashes of session ids.

/** An unused session ends after this long; using it in the second half starts the time anew. */
const LIFETIME = new TimeSpan(30, 'd')

const PREFIX = 'larder_ses_'

declare module 'lucia' {
  interface Register {
    Lucia: SessionKeeper
    UserId: number
    DatabaseUserAttributes: Actor
  }
}

/** Whether it looks like a session, so that nothing else is looked up as one. */
export function isSessionShaped(secret: string): boolean {
  return secret.startsWith(PREFIX)
}

/** Starts a session in the transaction of a log-in. The secret is not kept anywhere. */
export async function startSession(
  db: Writer,
  accountId: number,
): Promise<{ session: string; expiresAt: string }> {
  const sessionId = PREFIX + randomBytes(30).toString('base64url')
  const session = await luciaIn(db).createSession(accountId, {}, { sessionId })
  return { session: sessionId, expiresAt: session.expiresAt.toISOString() }
}

/** Who the session belongs to, or null when it is unknown or over. Slides it when it is due. */
export async function validateSession(database: Database, session: string): Promise<Actor | null> {
  const { user } = await luciaBeside(database).validateSession(session)
  return user
}

/** Ends one session. */
export async function endSession(db: Writer, session: string): Promise<void> {
  await luciaIn(db).invalidateSession(session)
}

/** Ends all sessions of an account, on every device. */
export async function endAllSessions(db: Writer, accountId: number): Promise<void> {
  await luciaIn(db).invalidateUserSessions(accountId)
}

/** Removes what is over. Lucia refuses those anyway; this keeps the table small. */
export async function deleteExpiredSessions(db: Writer): Promise<void> {
  await luciaIn(db).deleteExpiredSessions()
}

function luciaIn(db: Writer): SessionKeeper {
  return sessionKeeper(adapter(db, (work) => work(db)))
}

function luciaBeside(database: Database): SessionKeeper {
  return sessionKeeper(adapter(database.reader, (work) => database.transaction(work)))
}

type SessionKeeper = Lucia<Record<never, never>, Actor>

function sessionKeeper(adapter: Adapter): SessionKeeper {
  return new Lucia(adapter, { sessionExpiresIn: LIFETIME, getUserAttributes: (actor) => actor })
}

function hashed(sessionId: string): string {
  return hash('sha256', sessionId)
}

const findSession = prepared<{ idHash: string }, ActorRow & { expires_at: string }>((db, param) =>
  db
    .selectFrom('sessions as session')
    .innerJoin('accounts as account', 'account.id', 'session.account_id')
    .leftJoin('organisation_members as member', 'member.account_id', 'account.id')
    .leftJoin('organisations as organisation', 'organisation.id', 'member.organisation_id')
    .select(['session.expires_at', ...actorColumns])
    .where('session.id_hash', '=', param('idHash'))
    .orderBy('member.joined_at')
    .orderBy('member.organisation_id'),
)

/** Reads with `db`, writes with `write`: in short transactions of its own, or in the caller's. */
function adapter(
  db: Reader,
  write: (work: (db: Writer) => Promise<unknown>) => Promise<unknown>,
): Adapter {
  return {
    async getSessionAndUser(sessionId) {
      const rows = await findSession(db, { idHash: hashed(sessionId) })
      const actor = actorFrom(rows, null)
      if (!rows[0] || !actor) return [null, null]
      const session: DatabaseSession = {
        id: sessionId,
        userId: actor.accountId,
        expiresAt: new Date(rows[0].expires_at),
        attributes: {},
      }
      return [session, { id: actor.accountId, attributes: actor }]
    },
    async getUserSessions(accountId) {
      const rows = await db
        .selectFrom('sessions')
        .select(['id_hash', 'expires_at'])
        .where('account_id', '=', accountId)
        .execute()
      return rows.map((row) => ({
        id: row.id_hash,
        userId: accountId,
        expiresAt: new Date(row.expires_at),
        attributes: {},
      }))
    },
    async setSession({ id, userId, expiresAt }) {
      const session = {
        id_hash: hashed(id),
        account_id: userId,
        created_at: new Date().toISOString(),
        expires_at: expiresAt.toISOString(),
      }
      await write((writer) => writer.insertInto('sessions').values(session).execute())
    },
    async updateSessionExpiration(sessionId, expiresAt) {
      await write((writer) =>
        writer
          .updateTable('sessions')
          .set({ expires_at: expiresAt.toISOString() })
          .where('id_hash', '=', hashed(sessionId))
          .execute(),
      )
    },
    async deleteSession(sessionId) {
      await write((writer) =>
        writer.deleteFrom('sessions').where('id_hash', '=', hashed(sessionId)).execute(),
      )
    },
    async deleteUserSessions(accountId) {
      await write((writer) =>
        writer.deleteFrom('sessions').where('account_id', '=', accountId).execute(),
      )
    },
    async deleteExpiredSessions() {
      const now = new Date().toISOString()
      await write((writer) =>
        writer.deleteFrom('sessions').where('expires_at', '<=', now).execute(),
      )
    },
  }
}
