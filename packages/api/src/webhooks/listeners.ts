import type { Reader } from '@larder/db'
import { organisationOf } from '../event-log/stream.ts'
import type { WebhookRow } from './queries.ts'

/** A webhook that is enabled, of an account that may be used, and an audience that its owner belongs to. */
export type Listener = Pick<WebhookRow, 'id' | 'types' | 'listens_after'> & { audience: string }

/** Who listens to what was recorded for these audiences: three queries, however many there are. */
export async function listenersTo(db: Reader, audiences: Set<string>): Promise<Listener[]> {
  const accounts = [...audiences].flatMap((audience) => accountOf(audience) ?? [])
  const organisations = [...audiences].flatMap((audience) => organisationOf(audience) ?? [])
  const enabled = db
    .selectFrom('webhooks as webhook')
    .innerJoin('accounts as account', 'account.id', 'webhook.account_id')
    .select(['webhook.id', 'webhook.types', 'webhook.listens_after', 'webhook.account_id'])
    .where('webhook.enabled', '=', 1)
    .where('webhook.listens_after', 'is not', null)
    .where('account.disabled_at', 'is', null)
    .where('account.leaves_at', 'is', null)
  const everybody = audiences.has('everyone') ? await enabled.execute() : []
  const owners =
    accounts.length > 0 ? await enabled.where('webhook.account_id', 'in', accounts).execute() : []
  const members =
    organisations.length > 0
      ? await enabled
          .innerJoin('organisation_members as member', 'member.account_id', 'webhook.account_id')
          .select('member.organisation_id')
          .where('member.organisation_id', 'in', organisations)
          .execute()
      : []
  return [
    ...everybody.map((row) => ({ ...row, audience: 'everyone' })),
    ...owners.map((row) => ({ ...row, audience: `account-${row.account_id}` })),
    ...members.map((row) => ({ ...row, audience: `organisation-${row.organisation_id}` })),
  ]
}

function accountOf(audience: string): number | null {
  const id = /^account-(\d+)$/.exec(audience)?.[1]
  return id === undefined ? null : Number(id)
}
