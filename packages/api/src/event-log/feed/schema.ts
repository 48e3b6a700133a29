import { z } from 'zod'
import { Instant, InstantInput } from '../../calendar/instant.ts'
import { eventTypes, everyEvent } from '../../events.ts'
import type { EventType } from '../define.ts'

const where = {
  id: z.int(),
  position: z.int().describe('Its place in the order of all events'),
}

const circumstances = {
  stream: z.string().describe('What it happened to, for example freezer-12'),
  subject: z
    .string()
    .nullable()
    .describe('The thing in the stream that it speaks of, for example product-7'),
  at: Instant,
  by: z.object({ accountId: z.int().nullable(), displayName: z.string().nullable() }),
  text: z.string().describe('What happened, in the language of the account'),
  requestId: z.string().nullable().describe('For administrators who asked for all events'),
  address: z.string().nullable().describe('Where from; for administrators who asked for all'),
}

type Seen<E> =
  E extends EventType<infer Type, infer Payload>
    ? z.ZodObject<
        typeof where & typeof circumstances & { type: z.ZodLiteral<Type>; payload: Payload }
      >
    : never

type Known = { [Index in keyof typeof everyEvent]: Seen<(typeof everyEvent)[Index]> }

const known = everyEvent.map(({ type, payload }) =>
  z.object({ ...where, type: z.literal(type), payload, ...circumstances }),
)

/** Recorded by a newer process on the same database: passed on as it is. */
const newer = z.object({
  ...where,
  type: z.string().refine((type) => !eventTypes.has(type)),
  payload: z.record(z.string(), z.unknown()),
  ...circumstances,
})

/** An event as those see it who may: narrow on `type` to know its payload. */
export const LogEvent = z.union([
  z.discriminatedUnion('type', known as [(typeof known)[number]]),
  newer,
]) as unknown as z.ZodDiscriminatedUnion<Known>
export type LogEvent = z.infer<typeof LogEvent>

/** Everything up to `position` that the reader of a feed may see has been sent. */
export const Bookmark = z.object({
  type: z.literal('Bookmark'),
  position: z.int().describe('A feed that begins after it misses nothing'),
})

/** What a feed consists of. */
export const FeedItem = z.union([LogEvent, Bookmark])
export type FeedItem = z.infer<typeof FeedItem>

const Position = z.int().min(0)

/** Which events somebody wants. */
export const eventFilter = {
  after: Position.optional().describe('Begin after this position; 0 is before the first event'),
  since: InstantInput.optional().describe(
    'Begin with the first event since this instant, for example 2026-11-03T14:00:00Z',
  ),
  types: z
    .array(z.enum([...eventTypes.keys()] as [TypeName, ...TypeName[]]))
    .min(1)
    .max(50)
    .optional()
    .describe('Only these types'),
  stream: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'must be the name of a stream, for example freezer-12')
    .optional()
    .describe('Only what happened to this thing, for example freezer-12'),
  all: z
    .boolean()
    .default(false)
    .describe('Events of everybody, with addresses and request ids; for administrators'),
}

type TypeName = LogEvent['type']

export interface EventFilter {
  types?: string[] | undefined
  stream?: string | undefined
}

/** Of an input that may name a place to begin: in one way at most. */
export function beginningOnce<
  Input extends z.ZodType<{ after?: number | undefined; since?: string | undefined }>,
>(input: Input): Input {
  return input.refine(({ after, since }) => after === undefined || since === undefined, {
    path: ['since'],
    message: 'cannot be given together with "after"; choose one',
  })
}
