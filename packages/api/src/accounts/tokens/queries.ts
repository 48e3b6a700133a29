import type { Reader } from '@larder/db'
import { prepared } from '@larder/db'
import { sql } from 'kysely'
import type { Actor } from '../../access/credential.ts'
import { scopesFrom } from '../../access/scopes.ts'
import type { ActorRow } from '../actor.ts'
import { actorColumns, actorFrom } from '../actor.ts'
import type { AccessToken } from '../schema.ts'
import { hashToken } from './format.ts'

export interface TokenHolder {
  actor: Actor
  name: string
  expiresAt: string | null
  revokedAt: string | null
}

interface TokenRow extends ActorRow {
  token_id: number
  name: string
  scopes: string
  expires_at: string | null
  revoked_at: string | null
}

/** Whose token it is, live or not; the caller decides what that means. */
export async function findTokenHolder(db: Reader, secret: string): Promise<TokenHolder | null> {
  const rows = await findToken(db, { tokenHash: hashToken(secret) })
  const [token] = rows
  if (!token) return null
  const actor = actorFrom(rows, {
    id: token.token_id,
    scopes: scopesFrom(token.scopes),
  })
  if (!actor) return null
  return { actor, name: token.name, expiresAt: token.expires_at, revokedAt: token.revoked_at }
}

const findToken = prepared<{ tokenHash: string }, TokenRow>((db, param) =>
  db
    .selectFrom('access_tokens as token')
    .innerJoin('accounts as account', 'account.id', 'token.account_id')
    .leftJoin('organisation_members as member', 'member.account_id', 'account.id')
    .leftJoin('organisations as organisation', 'organisation.id', 'member.organisation_id')
    .select(['token.id as token_id', 'token.name', 'token.scopes'])
    .select(['token.expires_at', 'token.revoked_at', ...actorColumns])
    .where('token.token_hash', '=', param('tokenHash')),
)

/** Whether a token of somebody was neither revoked nor has run out. */
export async function isTokenLive(
  db: Reader,
  { accountId }: Pick<Actor, 'accountId'>,
  tokenId: number,
  now: Date,
): Promise<boolean> {
  const token = await findLiveToken(db, accountId, tokenId)
  return token !== undefined && (token.expiresAt === null || token.expiresAt > now.toISOString())
}

/** The account's tokens that were not revoked, newest first. */
export async function listTokens(db: Reader, accountId: number): Promise<AccessToken[]> {
  const rows = await liveTokens(db, accountId).orderBy('id', 'desc').execute()
  return rows.map(tokenFrom)
}

/** How many tokens the account has that were not revoked. While the account is held, it stays so. */
export async function countTokens(db: Reader, accountId: number): Promise<number> {
  const { count } = await db
    .selectFrom('access_tokens')
    .select(sql<number>`count(*)`.as('count'))
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** One of the account's tokens, unless it is revoked or somebody else's. */
export async function findLiveToken(
  db: Reader,
  accountId: number,
  id: number,
): Promise<AccessToken | undefined> {
  const row = await liveTokens(db, accountId).where('id', '=', id).executeTakeFirst()
  return row && tokenFrom(row)
}

function liveTokens(db: Reader, accountId: number) {
  return db
    .selectFrom('access_tokens')
    .select(['id', 'name', 'scopes', 'created_at', 'expires_at'])
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
}

function tokenFrom(row: {
  id: number
  name: string
  scopes: string
  created_at: string
  expires_at: string | null
}): AccessToken {
  return {
    id: row.id,
    name: row.name,
    scopes: scopesFrom(row.scopes),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
