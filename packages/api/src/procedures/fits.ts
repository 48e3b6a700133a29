import type { $ZodType, $ZodTypes } from 'zod/v4/core'

/** Whether a value is just what a schema describes: parsing it would answer an equal one. */
export type Fits = (value: unknown) => boolean

/**
 * Looks without making anything. zod makes an object and a list for each field that it looks at: half of
 * the memory that a page of products took, and so half of the collector's work. What is not known here
 * fits only where zod gives back the very value, so whatever does not fit is for zod to parse.
 */
export function fits(schema: $ZodType): Fits {
  const { def } = (schema as $ZodTypes)._zod
  const isCopied = COPIED.has(def.type)
  if (def.checks !== undefined && def.checks.length > 0) return isCopied ? never : keptByZod(schema)
  switch (def.type) {
    case 'string':
      if (!('format' in def)) return (value) => typeof value === 'string'
      return keptByZod(schema)
    case 'number':
      if (!('format' in def)) return Number.isFinite
      return def.format === 'safeint' ? Number.isSafeInteger : keptByZod(schema)
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'null':
      return (value) => value === null
    case 'enum':
      return oneOf(Object.values(def.entries))
    case 'literal':
      return oneOf(def.values)
    case 'nullable':
      return or(null, fits(def.innerType))
    case 'optional':
      return mayBeAbsent(schema) ? or(undefined, fits(def.innerType)) : keptByZod(schema)
    case 'array':
      return eachOf(fits(def.element))
    case 'object':
      return def.catchall ? never : objectOf(def.shape)
    case 'union':
      // Of others zod takes the first that will do, which may know fewer fields.
      return 'discriminator' in def ? anyOf(def.options.map(fits)) : keptByZod(schema)
    default:
      return isCopied ? never : keptByZod(schema)
  }
}

/** Of these zod answers a copy, which is never the very value. */
const COPIED = new Set(['array', 'object', 'record', 'tuple', 'map', 'set'])

function never(): boolean {
  return false
}

function oneOf(values: readonly unknown[]): Fits {
  const known = new Set(values)
  return (value) => known.has(value)
}

function or(other: null | undefined, inner: Fits): Fits {
  return (value) => value === other || inner(value)
}

function anyOf(options: Fits[]): Fits {
  return (value) => options.some((option) => option(value))
}

function eachOf(element: Fits): Fits {
  return (value) => {
    if (!Array.isArray(value)) return false
    for (const each of value) if (!element(each)) return false
    return true
  }
}

/** All fields that must be there, and none that is not known. */
function objectOf(shape: Readonly<Record<string, $ZodType>>): Fits {
  const fields = Object.entries(shape).map(([name, schema]) => ({
    name,
    isOptional: mayBeAbsent(schema),
    fits: fits(schema),
  }))
  return (value) => {
    if (typeof value !== 'object' || value === null || !isPlain(value)) return false
    let unknown = 0
    for (const _ in value) unknown++
    for (const field of fields) {
      const held = (value as Record<string, unknown>)[field.name]
      if (held === undefined && !(field.name in value)) {
        if (!field.isOptional) return false
        continue
      }
      if (!field.fits(held)) return false
      unknown--
    }
    return unknown === 0
  }
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Whether nothing is put in its place where it is absent. */
function mayBeAbsent(schema: $ZodType): boolean {
  const { def } = (schema as $ZodTypes)._zod
  return def.type === 'optional' && def.innerType._zod.optin === undefined
}

/** What zod writes its findings on is used again as long as there are none. */
function keptByZod(schema: $ZodType): Fits {
  let payload: { value: unknown; issues: [] } = { value: undefined, issues: [] }
  return (value) => {
    payload.value = value
    const result = schema._zod.run(payload, {})
    const isKept =
      !(result instanceof Promise) && result.issues.length === 0 && result.value === value
    if (isKept) payload.value = undefined
    else payload = { value: undefined, issues: [] }
    return isKept
  }
}
