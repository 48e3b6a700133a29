import { z } from 'zod'
import { Instant } from '../calendar/instant.ts'
import { everyEvent } from '../events.ts'
import { NoControlCharacters } from '../text/plain.ts'
import { webhookEvents } from './events.ts'

export const WebhookId = z.int().positive().describe('Id of a webhook')

const LONGEST_URL = 2_000

/** A URL that could be posted to; whether it may be reached shows when its name is looked up. */
export const WebhookUrl = z
  .string()
  .max(LONGEST_URL)
  .refine((text) => parsed(text) !== null, {
    error: 'is not a URL such as https://example.org/larder',
    abort: true,
  })
  .refine((text) => !parsed(text)?.username && !parsed(text)?.password, {
    error: 'must not contain a user name or a password',
    abort: true,
  })
  .refine((text) => (parsed(text)?.href.length ?? 0) <= LONGEST_URL, {
    error: `must have at most ${LONGEST_URL} characters once it is encoded`,
    abort: true,
  })
  .transform((text) => parsed(text)?.href ?? text)
  .describe('Where events are posted to: https://..., without user name and password')

/** A web URL as it is sent: without what stands after "#". */
function parsed(text: string): URL | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null
  return Object.assign(new URL(text), { hash: '' })
}

type OwnType = (typeof webhookEvents)[number]['type']
export type DeliveredType = Exclude<(typeof everyEvent)[number]['type'], OwnType>

const own = new Set<string>(webhookEvents.map(({ type }) => type))
const deliverable = everyEvent.map(({ type }) => type).filter((type) => !own.has(type))

/** What a webhook may ask for: not for what happens to webhooks, which would never end. */
export const DeliveredType = z
  .enum(deliverable as [DeliveredType, ...DeliveredType[]])
  .describe('A type of event, such as ProductAdded')

export const DeliveredTypes = z
  .array(DeliveredType)
  .min(1)
  .max(deliverable.length)
  .transform((types) => [...new Set(types)])
  .nullable()
  .describe('The types of events that it gets; null: all')

export const Description = NoControlCharacters.trim().max(200).describe('What it is for')

export const Webhook = z.object({
  id: z.int(),
  url: z.string(),
  types: z.array(z.string()).nullable().describe('null: all'),
  description: z.string(),
  enabled: z.boolean(),
  disabledBecause: z.enum(['gone']).nullable().describe('gone: its server answered 410'),
  formerSecretsEndAt: Instant.nullable().describe(
    'Until then deliveries carry their signatures too',
  ),
  createdAt: Instant,
})
export type Webhook = z.infer<typeof Webhook>

/** The only answer in which the secret is. */
export const WebhookWithSecret = Webhook.extend({
  secret: z.string().describe('Verify signatures with it (Standard Webhooks); shown only now'),
})
