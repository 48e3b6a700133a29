import type { ExportFile, ExportScope } from '../leaving/export/define.ts'
import { jsonOf } from '../leaving/export/text.ts'
import { webhookFrom, webhooksOf } from './queries.ts'

/** The webhooks of an account, without what they are signed with. */
export function filesOfWebhooks({ db, accountId }: ExportScope): ExportFile[] {
  return [
    {
      name: 'webhooks.json',
      explains: {
        en: 'The URLs that events are posted to for you. Not what they are signed with.',
        fr: 'Les URL où des événements sont envoyés pour vous. Sans ce qui les signe.',
      },
      read: () =>
        jsonOf(async () =>
          (await webhooksOf(db, accountId)).map((row) => {
            const { formerSecretsEndAt: _, ...webhook } = webhookFrom(row, null)
            return webhook
          }),
        ),
    },
  ]
}
