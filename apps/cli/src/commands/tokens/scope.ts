import type { RouterInputs } from '@larder/sdk'
import { InvalidArgumentError } from 'commander'
import type { Parse } from '../../command/parameter.ts'

type Scope = RouterInputs['accounts']['tokens']['create']['scopes'][number]

const scopes: Record<Scope, true> = {
  'account:read': true,
  'account:write': true,
  'events:read': true,
  'files:read': true,
  'files:write': true,
  'freezers:read': true,
  'freezers:write': true,
  'organisations:read': true,
  'organisations:write': true,
  'videos:read': true,
  'videos:write': true,
  'webhooks:read': true,
  'webhooks:write': true,
  admin: true,
  '*': true,
}

/** All of them, for help and for errors. */
export const scopeNames = Object.keys(scopes).join(', ')

/** What an access token may be allowed to do. */
export const scope: Parse<Scope> = (text) => {
  if (Object.hasOwn(scopes, text)) return text as Scope
  throw new InvalidArgumentError(`It must be one of ${scopeNames}.`)
}
