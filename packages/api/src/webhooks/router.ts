import type { TRPCRouterRecord } from '@trpc/server'
import { addWebhook } from './add-webhook.ts'
import { deliveries } from './deliveries/router.ts'
import { editWebhook } from './edit-webhook.ts'
import { getWebhook } from './get-webhook.ts'
import { listWebhooks } from './list-webhooks.ts'
import { removeWebhook } from './remove-webhook.ts'
import { rotateSecret } from './rotate-secret.ts'
import { testWebhook } from './test-webhook.ts'

export const webhooks = {
  list: listWebhooks,
  get: getWebhook,
  add: addWebhook,
  edit: editWebhook,
  remove: removeWebhook,
  rotateSecret,
  test: testWebhook,
  deliveries,
} satisfies TRPCRouterRecord
