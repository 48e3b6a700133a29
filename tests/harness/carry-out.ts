import type { Database } from '@larder/db'
import { schemaFor } from '@larder/db/src/dialect/schema.ts'
import type { Step } from '@larder/db/src/migrations/step.ts'

/**
 * Carries out steps of a migration once more, over rows as an earlier version left them. Forgetting that
 * they were taken would not do: later ones were taken as well, and an order has no gaps.
 */
export async function carryOut(
  { writer }: Pick<Database, 'writer'>,
  steps: readonly Step[],
): Promise<void> {
  const schema = schemaFor(writer as unknown as Parameters<typeof schemaFor>[0])
  for (const step of steps) await step(schema)
}
