import { getAccount, standingOf } from '../../accounts/queries.ts'
import type { Services } from '../../context.ts'
import { OVER_A_DAY } from '../../event-log/tasks/back-off.ts'
import type { Task } from '../../event-log/tasks/define-task.ts'
import { AttemptFailed, defineTask, GiveUp } from '../../event-log/tasks/define-task.ts'
import type { OutboundAnswer } from '../../outbound/post.ts'
import { post } from '../../outbound/post.ts'
import { languageOr } from '../../text/language.ts'
import type { WebhookRow } from '../queries.ts'
import { findWebhook } from '../queries.ts'
import { signaturesOf, signingSalts } from '../secrets.ts'
import { disableAsGone } from './disable-as-gone.ts'
import { messageOf } from './message.ts'
import { deliveryWork } from './plan-delivery.ts'
import { webhookIdOf } from './queries.ts'
import { visibleEvent } from './visible-event.ts'

const WITHIN_MS = 15_000
const GONE = 410
const LONGEST_SHOWN = 200

/** Posts an event to a webhook, as the Standard Webhooks specification has it. */
export const deliveryTask = defineTask({
  ...deliveryWork,
  backOffSeconds: OVER_A_DAY,
  withinMs: WITHIN_MS,
  async perform(services, task) {
    const webhook = await findWebhook(services.database.reader, webhookIdOf(task))
    if (!webhook) throw new GiveUp('The webhook was removed.')
    if (webhook.enabled === 0) throw new GiveUp('The webhook is disabled.')
    const body = await bodyOf(services, webhook, task.payload.eventId)
    const answer = await send(services, webhook, task, body)
    const outcome = inWords(answer)
    if (answer.status >= 200 && answer.status < 300) return outcome
    if (answer.status !== GONE) throw new AttemptFailed(outcome)
    await disableAsGone(services, webhook, task)
    throw new GiveUp(`${outcome} The webhook is disabled now.`)
  },
})

async function bodyOf(
  services: Services,
  { account_id: accountId }: WebhookRow,
  eventId: number,
): Promise<string> {
  const { language, ...account } = await getAccount(services.database.reader, accountId)
  const standing = standingOf(account)
  if (standing !== 'active') throw new GiveUp(`The account of the webhook is ${standing}.`)
  const event = await visibleEvent(services, accountId, eventId)
  if (!event) throw new GiveUp('The owner of the webhook may not see this event any more.')
  return messageOf(event, languageOr('en', language))
}

async function send(
  { database, clock, keys, outbound }: Services,
  webhook: WebhookRow,
  { dedupeKey: id, signal }: Task,
  body: string,
): Promise<OutboundAnswer> {
  const now = clock.now()
  const salts = await signingSalts(database.reader, webhook.id, now)
  const timestamp = Math.floor(now.getTime() / 1_000)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Larder',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signaturesOf(keys, salts, { id, timestamp, body }),
  }
  try {
    return await post(outbound, new URL(webhook.url), { headers, body, signal })
  } catch (error) {
    if (signal.aborted) throw new AttemptFailed(`No answer within ${WITHIN_MS / 1_000} s.`)
    throw new AttemptFailed(error instanceof Error ? error.message : String(error))
  }
}

function inWords({ status, beginning }: OutboundAnswer): string {
  if (status >= 300 && status < 400) return `HTTP ${status}: redirects are not followed.`
  const shown = [...beginning.trim()].slice(0, LONGEST_SHOWN).join('')
  return shown === '' ? `HTTP ${status}.` : `HTTP ${status}: ${shown}`
}
