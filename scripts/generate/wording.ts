import type { ProcedureMeta } from '@larder/api'
import type { Field } from './shape.ts'

/** Who may call a procedure, as a sentence. */
export function audienceText(meta: ProcedureMeta): string {
  switch (meta.audience) {
    case 'public':
      return 'Anybody may call it.'
    case 'session':
      return 'Needs a session; an access token will not do.'
    case 'staff':
      return `For staff and administrators; an access token needs the scope \`${meta.scope}\`.`
    case 'admin':
      return `For administrators; an access token needs the scope \`${meta.scope}\`.`
    case 'signed in':
      return `Needs to be signed in; an access token needs the scope \`${meta.scope}\`.`
  }
}

/** "whole number, 1 to 200; 50 if left out" */
export function fieldText(field: Field): string {
  if (field.isRequired) return field.type
  if (field.defaultValue === undefined) return `${field.type}; optional`
  return `${field.type}; ${field.defaultValue} if left out`
}

/** A list of names in code style. */
export function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}
