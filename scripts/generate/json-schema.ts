import { z } from 'zod'

/** As much of JSON Schema as zod writes. */
export interface JsonSchema {
  type?: string | string[]
  description?: string
  default?: unknown
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  format?: string
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  $ref?: string
  $defs?: Record<string, JsonSchema>
}

/** A zod schema as JSON Schema, before (`input`) or after parsing; recursion is cut off. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const json = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema
  return withoutRefs(json, json.$defs ?? {}, [])
}

/** Puts what a reference stands for in its place, but not within itself: filters nest for ever. */
function withoutRefs(
  schema: JsonSchema,
  definitions: Record<string, JsonSchema>,
  outer: string[],
): JsonSchema {
  const { $ref, ...own } = schema
  const target = $ref === undefined ? undefined : definitions[$ref.replace('#/$defs/', '')]
  if ($ref !== undefined && outer.includes($ref)) return { ...own, type: 'object' }
  const within = $ref === undefined ? outer : [...outer, $ref]
  const whole: JsonSchema = { ...target, ...own }
  const inside = (part: JsonSchema) => withoutRefs(part, definitions, within)
  return {
    ...whole,
    ...(whole.properties ? { properties: mapValues(whole.properties, inside) } : {}),
    ...(whole.items ? { items: inside(whole.items) } : {}),
    ...(whole.anyOf ? { anyOf: whole.anyOf.map(inside) } : {}),
    ...(whole.oneOf ? { oneOf: whole.oneOf.map(inside) } : {}),
  }
}

function mapValues(
  record: Record<string, JsonSchema>,
  change: (schema: JsonSchema) => JsonSchema,
): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(record).map(([name, schema]) => [name, change(schema)]))
}

/** The schema of the object that a schema is, or that a list or an alternative in it holds. */
export function objectIn(schema: JsonSchema): JsonSchema | undefined {
  if (schema.properties) return schema
  if (schema.items) return objectIn(schema.items)
  const variants = alternativesOf(schema).flatMap((variant) => objectIn(variant) ?? [])
  return variants.length > 0 ? merged(variants) : undefined
}

/** What a value may be one of; empty when there is no choice. */
export function alternativesOf({ anyOf, oneOf }: JsonSchema): JsonSchema[] {
  return anyOf ?? oneOf ?? []
}

/** One object that stands for all variants: a field that differs between them is an alternative. */
function merged(variants: JsonSchema[]): JsonSchema {
  const names = [...new Set(variants.flatMap(({ properties }) => Object.keys(properties ?? {})))]
  const properties = names.map((name) => {
    const schemas = variants.flatMap(({ properties }) => properties?.[name] ?? [])
    const distinct = [
      ...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values(),
    ]
    return [name, distinct.length === 1 ? distinct[0] : { anyOf: distinct }]
  })
  const required = names.filter((name) => variants.every((one) => one.required?.includes(name)))
  return { type: 'object', properties: Object.fromEntries(properties), required }
}
