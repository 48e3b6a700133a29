import type { RouterOutputs } from '@larder/sdk'

type Webhook = RouterOutputs['webhooks']['get']

/** Which events a webhook gets. */
export function typesInWords({ types }: Webhook): string {
  return types === null ? 'all' : types.join(', ')
}

/** Whether it gets any. */
export function inOneWord({ enabled, disabledBecause }: Webhook): string {
  if (enabled) return 'enabled'
  return disabledBecause === 'gone' ? 'disabled: its server answered 410 Gone' : 'disabled'
}
