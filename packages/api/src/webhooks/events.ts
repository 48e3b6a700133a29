import { z } from 'zod'
import { defineEvent, ERASED } from '../event-log/define.ts'
import type { Stream } from '../event-log/stream.ts'

// Of a URL only the host is told: the rest may well be a secret of whoever receives.

function eraseHost<P extends { host: string }>(payload: P): P {
  return { ...payload, host: ERASED }
}

export const WebhookAdded = defineEvent(
  'WebhookAdded',
  1,
  z.object({ webhookId: z.int(), host: z.string(), enabled: z.boolean() }),
  { erase: eraseHost },
)
export const WebhookEdited = defineEvent(
  'WebhookEdited',
  1,
  z.object({
    webhookId: z.int(),
    host: z.string(),
    changed: z.array(z.enum(['url', 'types', 'description', 'enabled'])),
    enabled: z.boolean(),
  }),
  { erase: eraseHost },
)
export const WebhookRemoved = defineEvent(
  'WebhookRemoved',
  1,
  z.object({ webhookId: z.int(), host: z.string() }),
  { erase: eraseHost },
)
export const WebhookSecretRotated = defineEvent(
  'WebhookSecretRotated',
  1,
  z.object({ webhookId: z.int(), formerEnded: z.boolean() }),
)
/** Larder switched it off by itself. */
export const WebhookDisabled = defineEvent(
  'WebhookDisabled',
  1,
  z.object({ webhookId: z.int(), because: z.literal('gone') }),
)
/** Delivered to the webhook that is tried out, whatever it listens to. */
export const WebhookTested = defineEvent('WebhookTested', 1, z.object({ webhookId: z.int() }))
export const WebhookDeliveryResent = defineEvent(
  'WebhookDeliveryResent',
  1,
  z.object({ webhookId: z.int(), deliveryId: z.int() }),
)

export const webhookEvents = [
  WebhookAdded,
  WebhookEdited,
  WebhookRemoved,
  WebhookSecretRotated,
  WebhookDisabled,
  WebhookTested,
  WebhookDeliveryResent,
] as const

/** The stream of everything that happens to a webhook. Only its owner sees it. */
export function webhookStream(webhook: { id: number; accountId: number }): Stream {
  return { name: `webhook-${webhook.id}`, audience: `account-${webhook.accountId}` }
}
