import { z } from 'zod'

/**
 * Says what an input must be, in words that fit behind the name of its field. Messages that a schema
 * brings itself come first.
 */
export function inputMessage(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${nameOf(issue.expected)}`
    case 'too_small':
      return issue.inclusive === false
        ? `must be greater than ${issue.minimum}`
        : atLeast(issue.origin, Number(issue.minimum))
    case 'too_big':
      return atMost(issue.origin, Number(issue.maximum))
    case 'invalid_value':
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`
    default:
      return undefined
  }
}

const names: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

function nameOf(expected: string): string {
  return names[expected] ?? expected
}

function atLeast(origin: string, minimum: number): string {
  if (origin === 'string' && minimum === 1) return 'must not be empty'
  if (origin === 'string') return `must have at least ${minimum} characters`
  if (origin === 'array') return `must have at least ${minimum} ${minimum === 1 ? 'item' : 'items'}`
  return `must be at least ${minimum}`
}

function atMost(origin: string, maximum: number): string {
  if (origin === 'string') return `must have at most ${maximum} characters`
  if (origin === 'array') return `must have at most ${maximum} ${maximum === 1 ? 'item' : 'items'}`
  return `must be at most ${maximum}`
}

z.config({ customError: inputMessage })
