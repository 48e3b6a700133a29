import type { Reader } from '@larder/db'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'

type Circumstances = Pick<RequestContext, 'limits' | 'clock'>

/**
 * Bytes that an account may still take, beside what it keeps and what its other uploads reserve. The
 * account is held, so that what is free stays free. Below 0 where the quota was lowered.
 */
export async function freeBytes(
  db: Reader,
  { limits, clock }: Circumstances,
  account: { accountId: number; exceptUpload?: string },
): Promise<number> {
  const { stored_bytes: stored } = await db
    .selectFrom('accounts')
    .select('stored_bytes')
    .where('id', '=', account.accountId)
    .executeTakeFirstOrThrow()
  const { reserved } = await db
    .selectFrom('uploads')
    .select(({ fn }) => fn.sum<number | null>('reserved_bytes').as('reserved'))
    .where('account_id', '=', account.accountId)
    .where('id', '<>', account.exceptUpload ?? '')
    .where('expires_at', '>', clock.now().toISOString())
    .executeTakeFirstOrThrow()
  return limits.storagePerAccount - stored - Number(reserved ?? 0)
}

/** Says that so many bytes are more than what is free. */
export function quotaExceeded(
  { limits }: Pick<Circumstances, 'limits'>,
  { neededBytes, free }: { neededBytes: number; free: number },
): DomainError<'QUOTA_EXCEEDED'> {
  const quotaBytes = limits.storagePerAccount
  return new DomainError('QUOTA_EXCEEDED', {
    quotaBytes,
    usedBytes: quotaBytes - free,
    neededBytes,
  })
}
