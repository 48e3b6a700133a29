import type { Services } from '@larder/api'
import { createServices } from '@larder/api'
import { chores } from '@larder/api/src/chores.ts'
import type { TestServer } from '#harness'
import { openStorage } from '#harness'

/** Does once what servers do now and then. Throws when any of it fails. */
export async function performChores(services: Services): Promise<void> {
  const failures: unknown[] = []
  const onFailure = (_what: string, error: unknown) => void failures.push(error)
  const { signal } = new AbortController()
  for (const chore of chores) await chore.perform(services, { signal, onFailure })
  if (failures.length > 0) throw new AggregateError(failures, 'A chore failed.')
}

/** Does what a server will do after that time. */
export async function tidyUpIn(larder: TestServer, ms: number): Promise<void> {
  const clock = { now: () => new Date(Date.now() + ms) }
  await performChores(createServices(larder.database, { clock, storage: openStorage(larder) }))
}
