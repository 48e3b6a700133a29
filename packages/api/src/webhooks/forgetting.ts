import { forgetting } from '../background/forgetting.ts'

/** Former ones: the present one does not end. */
export const forgettingSecrets = forgetting({ table: 'webhook_secrets', overAt: 'ends_at' })
