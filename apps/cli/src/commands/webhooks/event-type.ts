import type { RouterInputs } from '@larder/sdk'

export type DeliveredType = NonNullable<RouterInputs['webhooks']['add']['types']>[number]

/** A type of event. Which ones there are is the server's to say. */
export function eventType(text: string): DeliveredType {
  return text as DeliveredType
}
