import type { $ZodType, $ZodTypes } from 'zod/v4/core'

/** Whether a value is just what a schema describes: parsing it would answer an equal one. */
export type Fits = (value: unknown) => boolean

/**
 * Looks without making anything. zod makes an object and a list for each field that it looks at: half of
 * the memory that a page of products took, and so half of the collector's work. What is not known here
 * fits only where zod gives back the very value, so whatever does not fit is for zod to parse.
 */
export function fits(schema: $ZodType): Fits {
  const others: Fits[] = []
  const condition = conditionOf(schema, 'value', others)
  return new Function('others', `return (value) => ${condition}`)(others) as Fits
}

/**
 * The condition in JavaScript, of what `value` names there; what takes more than that is one of the
 * `others`. As written out a field takes 2 ns, as a function that is called for each 25.
 */
function conditionOf(schema: $ZodType, value: string, others: Fits[]): string {
  const { def } = (schema as $ZodTypes)._zod
  const isChecked = def.checks !== undefined && def.checks.length > 0
  if (!isChecked) {
    switch (def.type) {
      case 'string':
        if (!('format' in def)) return `typeof ${value} === 'string'`
        break
      case 'number':
        if (!('format' in def)) return `Number.isFinite(${value})`
        if (def.format === 'safeint') return `Number.isSafeInteger(${value})`
        break
      case 'boolean':
        return `typeof ${value} === 'boolean'`
      case 'null':
        return `${value} === null`
      case 'nullable':
        return `(${value} === null || ${conditionOf(def.innerType, value, others)})`
      case 'optional':
        if (!mayBeAbsent(schema)) break
        return `(${value} === undefined || ${conditionOf(def.innerType, value, others)})`
    }
  }
  return `others[${others.push(otherOf(schema, isChecked)) - 1}](${value})`
}

function otherOf(schema: $ZodType, isChecked: boolean): Fits {
  const { def } = (schema as $ZodTypes)._zod
  const isCopied = COPIED.has(def.type)
  if (isChecked) return isCopied ? never : keptByZod(schema)
  switch (def.type) {
    case 'enum':
      return oneOf(Object.values(def.entries))
    case 'literal':
      return oneOf(def.values)
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
  const others: Fits[] = []
  const fields = Object.entries(shape).map(([name, schema]) => {
    const key = JSON.stringify(name)
    const fit = `if (!(${conditionOf(schema, 'field', others)})) return false; unknown--`
    const absent = mayBeAbsent(schema) ? '' : 'else return false'
    return `field = value[${key}]; if (field !== undefined || ${key} in value) { ${fit} } ${absent}`
  })
  const body = `return (value) => {
    if (!isPlain(value)) return false
    let unknown = 0, field
    for (const _ in value) unknown++
    ${fields.join('\n')}
    return unknown === 0
  }`
  return new Function('others', 'isPlain', body)(others, isPlain) as Fits
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
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
