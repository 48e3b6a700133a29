import { isDuplicate } from '@larder/db'
import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { sessionCommand } from '../../procedures/trpc.ts'
import { fold } from '../../text/fold.ts'
import { NoControlCharacters } from '../../text/plain.ts'
import { AccessTokenCreated, accountStream } from '../events.ts'
import { AccessToken, Scope } from '../schema.ts'
import { holdSignedIn } from '../sessions/queries.ts'
import { hashToken, newToken } from './format.ts'
import { countTokens } from './queries.ts'

const LONGEST_DAYS = 366

export const createToken = sessionCommand({
  summary: 'Creates a personal access token for scripts. The token is shown only in this answer.',
  reasons: ['TOKEN_NAME_TAKEN', 'TOKEN_LIMIT_REACHED'],
  input: z.strictObject({
    name: NoControlCharacters.trim().min(1).max(80).describe('What it is for; unique among yours'),
    scopes: z.array(Scope).min(1).max(10).describe('What it may do'),
    expiresInDays: z
      .int()
      .min(1)
      .max(LONGEST_DAYS)
      .nullable()
      .default(90)
      .describe('null: does not expire'),
  }),
  output: AccessToken.extend({ token: z.string().describe('Shown only now; keep it secret') }),
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  const now = ctx.clock.now()
  const token = newToken()
  const scopes = [...new Set(input.scopes)]
  const expiresAt =
    input.expiresInDays === null
      ? null
      : new Date(now.getTime() + input.expiresInDays * 86_400_000).toISOString()
  return ctx.database.transaction(async (db) => {
    await holdSignedIn(db, ctx)
    const limit = ctx.limits.tokensPerAccount
    if ((await countTokens(db, accountId)) >= limit) {
      throw new DomainError('TOKEN_LIMIT_REACHED', { limit })
    }
    const tokenId = await db
      .insertInto('access_tokens')
      .values({
        account_id: accountId,
        name: input.name,
        live_name: fold(input.name, 320),
        token_hash: hashToken(token),
        scopes: JSON.stringify(scopes),
        created_at: now.toISOString(),
        expires_at: expiresAt,
        revoked_at: null,
      })
      .executeTakeFirstOrThrow()
      .then(
        ({ insertId }) => Number(insertId),
        (error: unknown) => {
          if (isDuplicate(error)) throw new DomainError('TOKEN_NAME_TAKEN', { name: input.name })
          throw error
        },
      )
    await recorder(db, ctx)(
      accountStream(accountId),
      AccessTokenCreated({ tokenId, scopes, expiresAt }),
    )
    return { id: tokenId, name: input.name, scopes, createdAt: now.toISOString(), expiresAt, token }
  })
})
