import type { z } from 'zod'
import type { JsonSchema } from './json-schema.ts'
import { objectIn, toJsonSchema } from './json-schema.ts'
import { typeText } from './type-text.ts'

/** A field of an input or output, in words. */
export interface Field {
  name: string
  /** "whole number, 1 to 200" */
  type: string
  isRequired: boolean
  /** As JSON; undefined when there is none. */
  defaultValue: string | undefined
  description: string
  /** Whether it is a list of what `fields` describes. */
  isList: boolean
  /** The fields of the object, or of the objects in the list, that it holds. */
  fields: Field[]
}

/** The fields of a zod schema: as sent for an input, as answered for an output. */
export function fieldsIn(schema: z.ZodType, io: 'input' | 'output'): Field[] {
  return fieldsOf(toJsonSchema(schema, io), toJsonSchema(schema, 'output'))
}

/** `parsed` tells what a field becomes where its own schema, before a check of any kind, says nothing. */
function fieldsOf(schema: JsonSchema, parsed: JsonSchema | undefined): Field[] {
  const object = objectIn(schema)
  const parsedObject = parsed && objectIn(parsed)
  return Object.entries(object?.properties ?? {}).map(([name, property]) => {
    const outcome = parsedObject?.properties?.[name]
    const telling = saysNothing(property) ? { ...outcome, ...property } : property
    return {
      name,
      type: typeText(telling),
      isRequired: object?.required?.includes(name) ?? false,
      defaultValue: 'default' in telling ? JSON.stringify(telling.default) : undefined,
      description: telling.description ?? '',
      isList: telling.type === 'array',
      fields: fieldsOf(telling, outcome),
    }
  })
}

function saysNothing(schema: JsonSchema): boolean {
  return Object.keys(schema).every((key) => key === 'description' || key === 'default')
}
