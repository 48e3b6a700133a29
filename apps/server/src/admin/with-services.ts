import type { Services } from '@larder/api'
import { readConfig } from '../config.ts'
import { openServices } from '../startup/open-services.ts'

/** Does something on the configured database, and closes it. Throws StartFailure and ConfigError. */
export async function withServices<T>(work: (services: Services) => Promise<T>): Promise<T> {
  const services = await openServices(readConfig())
  try {
    return await work(services)
  } finally {
    await services.database.close()
  }
}
