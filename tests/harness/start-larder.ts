import { afterwards } from './afterwards.ts'
import type { FreshDatabase } from './fresh-database.ts'
import { freshDatabase } from './fresh-database.ts'
import { ServerProcess } from './server-process.ts'
import { TestServer } from './test-server.ts'

export interface StartOptions {
  /** Settings beside those of the harness, such as `LARDER_RATE_PER_MINUTE: '100'`. */
  settings?: Record<string, string>
  /** What to run on, when it is not an empty database: also another server, to run beside it. */
  on?: FreshDatabase
}

/**
 * Starts a server, by default on an empty database of its own. It is gone after the file's last
 * test, or after the test that started it.
 */
export async function startLarder({ settings, on }: StartOptions = {}): Promise<TestServer> {
  const place = on ?? (await freshDatabase())
  const process = new ServerProcess({
    DATABASE_URL: place.databaseUrl,
    LARDER_DATA: place.directory,
    STORAGE_URL: place.storageUrl ?? '',
    LARDER_RATE_PER_MINUTE: '0',
    LARDER_RATE_PER_DAY: '0',
    // What comes with Larder is what is tested, unless a test is about ffmpeg.
    LARDER_FFMPEG: 'off',
    ...settings,
  })
  const server = new TestServer(process, place)
  afterwards(() => server.close())
  await process.start()
  return server
}
