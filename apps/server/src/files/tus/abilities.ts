import type { Limits } from '@larder/api'

export const TUS_VERSION = '1.0.0'

/** What of the protocol is offered beyond its core. */
export const tusExtensions = [
  'creation',
  'creation-with-upload',
  'creation-defer-length',
  'termination',
  'expiration',
]

/** How a server introduces itself to those who speak the protocol. */
export function tusAbilities({ fileSize }: Limits): Record<string, string> {
  return {
    'tus-version': TUS_VERSION,
    'tus-extension': tusExtensions.join(','),
    'tus-max-size': String(fileSize),
  }
}
