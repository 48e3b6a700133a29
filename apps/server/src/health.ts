import type { Database } from '@larder/db'
import { pendingMigrations } from '@larder/db'
import type { FastifyInstance } from 'fastify'

type Readiness = { status: 'ready' } | { status: 'not ready'; reason: string }

/** `/health/live`: the process answers. `/health/ready`: it can do its work. */
export async function healthRoutes(
  scope: FastifyInstance,
  { database }: { database: Database },
): Promise<void> {
  const readiness = readinessOf(database)
  scope.get('/live', () => ({ status: 'live' }))
  scope.get('/ready', async (_request, reply) => {
    const answer = await readiness()
    return reply.code(answer.status === 'ready' ? 200 : 503).send(answer)
  })
}

/** Checks the database; any number of probes at once share one check. */
function readinessOf(database: Database): () => Promise<Readiness> {
  let migrated = false
  let running: Promise<Readiness> | undefined
  async function check(): Promise<Readiness> {
    try {
      if (migrated) await database.reader.selectFrom('accounts').select('id').limit(1).execute()
      else migrated = (await pendingMigrations(database)).length === 0
      return migrated
        ? { status: 'ready' }
        : { status: 'not ready', reason: 'The database has not been migrated yet.' }
    } catch {
      return { status: 'not ready', reason: 'The database does not answer.' }
    } finally {
      running = undefined
    }
  }
  return () => (running ??= check())
}
