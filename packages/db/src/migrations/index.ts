import { accounts } from './0001-accounts.ts'
import { organisations } from './0002-organisations.ts'
import { eventLog } from './0003-event-log.ts'
import { freezers } from './0004-freezers.ts'
import { productTypes } from './0005-product-types.ts'
import { projections } from './0006-projections.ts'
import { webhooks } from './0007-webhooks.ts'
import type { Step } from './step.ts'

/** Every migration in the order in which it runs. */
export const migrations: Record<string, Step[]> = {
  '0001-accounts': accounts,
  '0002-organisations': organisations,
  '0003-event-log': eventLog,
  '0004-freezers': freezers,
  '0005-product-types': productTypes,
  '0006-projections': projections,
  '0007-webhooks': webhooks,
}
