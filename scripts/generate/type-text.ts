import type { JsonSchema } from './json-schema.ts'
import { alternativesOf } from './json-schema.ts'

const plain: Record<string, string> = {
  boolean: 'true or false',
  null: 'null',
  number: 'number',
  integer: 'whole number',
  string: 'text',
  object: 'object',
}

/** A schema in a few words: "whole number, 1 to 200", "text, at most 80 characters, or null". */
export function typeText(schema: JsonSchema): string {
  const alternatives = alternativesOf(schema)
  if (alternatives.length > 0) return [...new Set(alternatives.map(typeText))].join(', or ')
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ')
  if ('const' in schema) return JSON.stringify(schema.const)
  if (Array.isArray(schema.type)) return schema.type.map((type) => plain[type]).join(', or ')
  if (schema.type === 'array') return listText(schema)
  if (schema.format === 'date') return 'calendar day'
  const name = plain[schema.type ?? ''] ?? 'anything'
  const range = rangeText(schema)
  return range ? `${name}, ${range}` : name
}

function listText({ items = {}, minItems, maxItems }: JsonSchema): string {
  const range = between(minItems, maxItems)
  const text = typeText(items)
  const many = /^(object|number|whole number|calendar day)$/.test(text) ? `${text}s` : text
  return range ? `list of ${many}, ${range} of them` : `list of ${many}`
}

function rangeText(schema: JsonSchema): string {
  if (schema.type === 'string') {
    const length = between(schema.minLength, schema.maxLength)
    return length && `${length} characters`
  }
  const { minimum, exclusiveMinimum, maximum } = schema
  const least = exclusiveMinimum === undefined ? minimum : exclusiveMinimum + 1
  return between(unlessSafe(least), unlessSafe(maximum))
}

/** zod bounds every integer by what a double holds exactly, which goes without saying. */
function unlessSafe(bound: number | undefined): number | undefined {
  return bound !== undefined && Math.abs(bound) === Number.MAX_SAFE_INTEGER ? undefined : bound
}

function between(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return `${least} to ${most}`
  if (most !== undefined) return `at most ${most}`
  return least === undefined ? '' : `at least ${least}`
}
