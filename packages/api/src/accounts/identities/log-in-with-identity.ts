import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { publicCommand } from '../../procedures/trpc.ts'
import { accountStream } from '../events.ts'
import { isOver, keepAccount } from '../leaving/keep-account.ts'
import { accountFrom, getAccount, holdAccount } from '../queries.ts'
import { admissionReasons, admitApplicant } from '../registration/admission.ts'
import { Session } from '../schema.ts'
import { logInAndTell } from '../sign-in.ts'
import { Code } from '../two-factor/schema.ts'
import type { Spend } from '../two-factor/second-factor.ts'
import { withSecondFactor } from '../two-factor/second-factor.ts'
import { LoggedInWithIdentity } from './events.ts'
import { finishReasons, prove } from './finish.ts'
import { findIdentity, noteUse, spendFlow } from './queries.ts'
import { Newcomer, registerWithIdentity } from './register-with-identity.ts'
import { Finish } from './schema.ts'
import { sealProof } from './sealed-proof.ts'

export const logInWithIdentity = publicCommand({
  summary: 'Finishes a log-in with an identity at a provider, and starts a session.',
  reasons: [
    ...finishReasons,
    'IDENTITY_UNKNOWN',
    'IDENTITY_TAKEN',
    'IDENTITY_EMAIL_MISSING',
    'IDENTITY_EMAIL_TAKEN',
    'IDENTITY_NEEDS_CODE',
    'TWO_FACTOR_WRONG',
    'LOGIN_BLOCKED',
    ...admissionReasons,
    'ACCOUNT_DISABLED',
    'ACCOUNT_LEAVING',
  ],
  input: Finish.extend({
    code: Code.optional().describe('For accounts with two-factor log-in'),
    proof: z
      .string()
      .max(2_000)
      .optional()
      .describe('From IDENTITY_NEEDS_CODE, to go with the code: a provider is asked only once'),
    keepAccount: z.boolean().default(false).describe('Keep an account that is about to be deleted'),
    register: Newcomer.optional().describe(
      'Register with the identity if no account is linked to it; without it that is refused',
    ),
  }),
  output: Session,
}).mutation(async ({ ctx, input: { register, ...finish } }) => {
  const { flow, identity } = await prove(ctx, finish, null)
  const now = ctx.clock.now()
  const known = await findIdentity(ctx.database.reader, identity.key)
  const unknown = new DomainError('IDENTITY_UNKNOWN', { provider: identity.provider })
  const email = identity.email ?? ''
  const newcomer =
    known || !register
      ? undefined
      : { ...register, ...(await admitApplicant(ctx, { ...register, email })) }
  const logIn = (spendCode: Spend) =>
    ctx.database.transaction(async (db) => {
      const accountId =
        known?.account_id ?? (newcomer && (await registerWithIdentity(db, ctx, identity, newcomer)))
      if (accountId === undefined) throw unknown
      await holdAccount(db, accountId)
      // Unlinked meanwhile: it must not open a session any more.
      const linked = await findIdentity(db, identity.key)
      if (linked?.account_id !== accountId) throw unknown
      const account = await getAccount(db, accountId)
      // Nobody gets into what is as good as gone.
      if (isOver(account, now)) throw unknown
      await spendCode(db)
      await spendFlow(db, flow, accountId)
      await noteUse(db, linked.id, identity, now)
      const record = recorder(db, { ...ctx, actor: { accountId, token: null } })
      if (finish.keepAccount) await keepAccount({ db, record, now }, account)
      const fact = { identityId: linked.id, provider: identity.provider }
      await record(accountStream(accountId), LoggedInWithIdentity(fact))
      return { ...(await logInAndTell(db, ctx, account)), account: accountFrom(account) }
    })
  if (!known) return logIn(async () => {})
  return withSecondFactor(ctx, known.account_id, finish.code, logIn).catch((error: unknown) => {
    if (!(error instanceof DomainError) || error.reason !== 'TWO_FACTOR_REQUIRED') throw error
    throw new DomainError('IDENTITY_NEEDS_CODE', { proof: sealProof(ctx.keys, flow, identity) })
  })
})
