import type { RecordEvent, Services } from '@larder/api'
import { DomainError, ownRecorder } from '@larder/api'
import type { Writer } from '@larder/db'
import { StartFailure } from '../startup/start-failure.ts'
import { withServices } from './with-services.ts'

/**
 * Makes a change as the operator, in one transaction. `prepare` does what is slow before it. Throws
 * StartFailure with the sentence of a rule that said no.
 */
export async function atTheConsole<Prepared, Result>(
  prepare: (services: Services) => Promise<Prepared>,
  change: (ctx: { db: Writer; record: RecordEvent }, prepared: Prepared) => Promise<Result>,
): Promise<Result> {
  try {
    return await withServices(async (services) => {
      const prepared = await prepare(services)
      const { database, clock } = services
      return database.transaction((db) => change({ db, record: ownRecorder(db, clock) }, prepared))
    })
  } catch (error) {
    throw error instanceof DomainError && error.reason !== 'INTERNAL'
      ? new StartFailure(error.message)
      : error
  }
}
