import type { LeavingPart } from '../leaving/define.ts'
import { dropDeliveries } from './deliveries/queries.ts'
import { filesOfWebhooks } from './exported.ts'
import { webhooksOf } from './queries.ts'

export const webhooksLeaving: LeavingPart = {
  files: filesOfWebhooks,
  exports: ['webhooks'],
  notExported: { webhook_secrets: 'what secrets are derived from is of no use elsewhere' },
  deletes: ['webhooks', 'webhook_secrets'],
  notDeleted: {},
  async delete(db, { accountId }) {
    const [webhook] = await webhooksOf(db, accountId)
    if (!webhook) return 0
    await dropDeliveries(db, webhook.id)
    await db.deleteFrom('webhooks').where('id', '=', webhook.id).execute()
    return 1
  },
}
