import { defineGroup } from '../../command/define.ts'
import { addWebhook } from './add.ts'
import { listDeliveries } from './deliveries.ts'
import { editWebhook } from './edit.ts'
import { listWebhooks } from './list.ts'
import { removeWebhook } from './remove.ts'
import { resendDelivery } from './resend.ts'
import { rotateSecret } from './rotate-secret.ts'
import { showWebhook } from './show.ts'
import { testWebhook } from './test.ts'

export const webhooks = defineGroup(
  'webhooks',
  'URLs that events are posted to',
  [
    listWebhooks,
    showWebhook,
    addWebhook,
    editWebhook,
    testWebhook,
    listDeliveries,
    resendDelivery,
    rotateSecret,
    removeWebhook,
  ],
  'Deliveries are signed as the Standard Webhooks specification says, and tried for a day. They come at least once, in no promised order.',
)
