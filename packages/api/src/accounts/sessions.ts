import { hash, randomBytes } from 'node:crypto'
import type { Database, Reader, Tables, Writer } from '@larder/db'
import { prepared } from '@larder/db'
import type { Selectable } from 'kysely'
import type { Adapter, DatabaseSession } from 'lucia'
import { Lucia, TimeSpan } from 'lucia'
import type { Actor } from '../access/credential.ts'
import type { RequestInfo } from '../context.ts'
import { DomainError } from '../errors/map.ts'
import type { ActorRow } from './actor.ts'
import { actorColumns, actorFrom, standingOf } from './actor.ts'

// The only file that knows Lucia, which is in maintenance. It decides when a session is valid, when
// it slides and when it ends, by the clock of the machine; the adapter below stores nothing but hashes of
// session ids.

/** An unused session ends after this long; using it in the second half starts the time anew. */
const LIFETIME = new TimeSpan(30, 'd')

const PREFIX = 'larder_ses_'

declare module 'lucia' {
  interface Register {
    Lucia: SessionKeeper
    UserId: number
    DatabaseUserAttributes: Actor
    DatabaseSessionAttributes: SessionFacts
  }
}

interface SessionFacts {
  device: string
  address: string
  lastSeenAt: string
}

/** A session that is in use, and when and where that was last noted. */
export interface SessionInUse {
  actor: Actor
  idHash: string
  lastSeenAt: string
}

/** Whether it looks like a session, so that nothing else is looked up as one. */
export function isSessionShaped(secret: string): boolean {
  return secret.startsWith(PREFIX)
}

/**
 * Starts a session in the transaction of a log-in, whichever way somebody proved who they are. The
 * secret is not kept anywhere. Throws ACCOUNT_DISABLED and ACCOUNT_LEAVING: until then nobody is told.
 */
export async function startSession(
  db: Writer,
  accountId: number,
  { device, address }: Pick<RequestInfo, 'device' | 'address'>,
  now: Date,
): Promise<{ session: string; expiresAt: string }> {
  await refuseUnlessActive(db, accountId)
  const sessionId = PREFIX + randomBytes(30).toString('base64url')
  const facts = { device, address, lastSeenAt: now.toISOString() }
  const session = await luciaIn(db).createSession(accountId, facts, { sessionId })
  return { session: sessionId, expiresAt: session.expiresAt.toISOString() }
}

async function refuseUnlessActive(db: Writer, accountId: number): Promise<void> {
  const account = await db
    .selectFrom('accounts')
    .select(['disabled_at', 'leaves_at'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  if (standingOf(account) === 'disabled') {
    throw new DomainError('ACCOUNT_DISABLED', {}).withholding({ accountId })
  }
  if (account.leaves_at !== null) {
    const { leaves_at: leavesAt } = account
    throw new DomainError('ACCOUNT_LEAVING', { leavesAt }).withholding({ accountId })
  }
}

/** Who the session belongs to, or null when it is unknown or over. Slides it when it is due. */
export async function validateSession(
  database: Database,
  secret: string,
): Promise<SessionInUse | null> {
  const { session, user } = await luciaBeside(database).validateSession(secret)
  return user && { actor: user, idHash: hashed(secret), lastSeenAt: session.lastSeenAt }
}

/** When a session began. */
export async function sessionBegunAt(db: Reader, session: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('sessions')
    .select('created_at')
    .where('id_hash', '=', hashed(session))
    .executeTakeFirst()
  return row?.created_at
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

type SessionKeeper = Lucia<SessionFacts, Actor>

function sessionKeeper(adapter: Adapter): SessionKeeper {
  return new Lucia(adapter, {
    sessionExpiresIn: LIFETIME,
    getUserAttributes: (actor) => actor,
    getSessionAttributes: (facts) => facts,
  })
}

function hashed(sessionId: string): string {
  return hash('sha256', sessionId)
}

type SessionRow = ActorRow &
  Pick<Selectable<Tables['sessions']>, 'expires_at' | 'last_seen_at' | 'device' | 'address'>

const findSession = prepared<{ idHash: string }, SessionRow>((db, param) =>
  db
    .selectFrom('sessions as session')
    .innerJoin('accounts as account', 'account.id', 'session.account_id')
    .leftJoin('organisation_members as member', 'member.account_id', 'account.id')
    .leftJoin('organisations as organisation', 'organisation.id', 'member.organisation_id')
    .select(['session.expires_at', 'session.last_seen_at', 'session.device', 'session.address'])
    .select(actorColumns)
    .where('session.id_hash', '=', param('idHash')),
)

function factsOf(row: Omit<SessionRow, keyof ActorRow>): SessionFacts {
  return { device: row.device, address: row.address, lastSeenAt: row.last_seen_at ?? '' }
}

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
        attributes: factsOf(rows[0]),
      }
      return [session, { id: actor.accountId, attributes: actor }]
    },
    async getUserSessions(accountId) {
      const rows = await db
        .selectFrom('sessions')
        .select(['id_hash', 'expires_at', 'last_seen_at', 'device', 'address'])
        .where('account_id', '=', accountId)
        .execute()
      return rows.map((row) => ({
        id: row.id_hash,
        userId: accountId,
        expiresAt: new Date(row.expires_at),
        attributes: factsOf(row),
      }))
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      const session = {
        id_hash: hashed(id),
        account_id: userId,
        device: attributes.device,
        address: attributes.address,
        last_seen_at: attributes.lastSeenAt,
        created_at: attributes.lastSeenAt,
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
