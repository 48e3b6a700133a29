import { Instant } from '@larder/api/src/calendar/instant.ts'
import type { AnyEventType } from '@larder/api/src/event-log/define.ts'
import { VideoId } from '@larder/api/src/videos/schema.ts'
import { z } from 'zod'

/** As much of JSON Schema as the payloads of events use. */
interface Schema {
  type?: string
  description?: string
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  propertyNames?: Schema
  items?: Schema
}

const DAY = '2026-11-03'
/** Made at random. */
const VIDEO_ID = 'AAAAAAAAAAA'
const INSTANT = '2026-11-03T10:00:00.000Z'

/**
 * Payloads of an event type that together take every branch of its schema. Each text that could be
 * anything holds the path at which it stands, between angle brackets.
 */
export function samplesOf({ type, payload }: AnyEventType): unknown[] {
  return samples(z.toJSONSchema(payload) as Schema, type)
}

/** The paths of texts that could be anything and are still there once the payload is erased. */
export function survivors(type: AnyEventType): string[] {
  const erased = samplesOf(type).map((sample) => type.options.erase?.(sample) ?? sample)
  const marks = JSON.stringify(erased).matchAll(/<([^<>]+)>/g)
  return [...new Set([...marks].map(([, path = '']) => path))]
}

function samples(schema: Schema, path: string): unknown[] {
  const branches = schema.anyOf ?? schema.oneOf
  if (branches) return branches.flatMap((branch) => samples(branch, path))
  if ('const' in schema) return [schema.const]
  if (schema.enum) return [schema.enum[0]]
  switch (schema.type) {
    case 'object':
      return schema.properties ? objects(schema.properties, path) : records(schema, path)
    case 'array':
      return samples(schema.items ?? {}, `${path}[]`).map((item) => [item])
    case 'string':
      if (schema.format === 'date') return [DAY]
      if (schema.description === VideoId.description) return [VIDEO_ID]
      return [schema.description === Instant.description ? INSTANT : `<${path}>`]
    case 'integer':
    case 'number':
      return [1]
    case 'boolean':
      return [true]
    case 'null':
      return [null]
    default:
      return [`<${path}>`]
  }
}

/** As many as its most varied field has samples: each takes the next sample of every field. */
function objects(properties: Record<string, Schema>, path: string): object[] {
  const fields = Object.entries(properties).map(
    ([name, schema]) => [name, samples(schema, `${path}.${name}`)] as const,
  )
  const most = Math.max(1, ...fields.map(([, values]) => values.length))
  return Array.from({ length: most }, (_, index) =>
    Object.fromEntries(fields.map(([name, values]) => [name, values[index % values.length]])),
  )
}

function records({ additionalProperties, propertyNames }: Schema, path: string): object[] {
  const inside = typeof additionalProperties === 'object' ? additionalProperties : {}
  const key = propertyNames?.enum?.[0] ?? `<${path}{key}>`
  return samples(inside, path).map((value) => ({ [String(key)]: value }))
}
