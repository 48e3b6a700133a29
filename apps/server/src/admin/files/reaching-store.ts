import type { Services } from '@larder/api'
import { DomainError } from '@larder/api'
import { StartFailure } from '../../startup/start-failure.ts'
import { withServices } from '../with-services.ts'

/** Does something with the store. Throws StartFailure, also when the store cannot be reached. */
export async function reachingStore<T>(work: (services: Services) => Promise<T>): Promise<T> {
  try {
    return await withServices(work)
  } catch (error) {
    if (!(error instanceof DomainError) || error.reason !== 'STORAGE_UNAVAILABLE') throw error
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
    throw new StartFailure(`The store of files cannot be reached${cause}.`)
  }
}
