import { reason } from '../errors/reason.ts'

/** The reasons of webhooks. */
export const webhookErrors = {
  WEBHOOK_URL_OUT_OF_REACH: reason<{ origin: string }>(
    'UNPROCESSABLE_CONTENT',
    ({ origin }) =>
      `Nothing can be delivered to "${origin}": it takes https and an address on the public internet. Check the spelling; the operator may allow other networks with LARDER_WEBHOOK_NETWORKS.`,
  ),
  WEBHOOK_URL_TAKEN: reason<{ webhookId: number }>(
    'CONFLICT',
    ({ webhookId }) =>
      `Your webhook ${webhookId} has this URL already. Edit that one, or rotate its secret if you lost it.`,
  ),
  WEBHOOK_LIMIT_REACHED: reason<{ limit: number }>(
    'CONFLICT',
    ({ limit }) => `You have ${limit} webhooks, which is the most. Remove one first.`,
  ),
  WEBHOOK_DISABLED: reason<{ webhookId: number }>(
    'CONFLICT',
    ({ webhookId }) => `Webhook ${webhookId} is disabled: nothing is sent to it. Enable it first.`,
  ),
}
