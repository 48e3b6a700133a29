import { isLarderError } from '../errors.ts'
import type { ProcedurePath } from '../generated/procedures.ts'
import type { SessionStore } from './store.ts'

const ending: ReadonlySet<string> = new Set<ProcedurePath>([
  'accounts.logOut',
  'accounts.logOutEverywhere',
  'accounts.leave',
])

/**
 * Runs a command that is about sessions, and keeps what it starts or forgets what it ends. The
 * answers that start one carry it as `session`.
 */
export async function keepingSession<Answer>(
  store: SessionStore,
  server: string,
  path: string,
  run: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await run()
    const session = sessionIn(answer)
    if (session !== undefined) await store.set(server, session)
    if (ending.has(path)) await store.delete(server)
    return answer
  } catch (error) {
    // A session that the server no longer knows is over as well.
    const isOver = isLarderError(error) && error.reason === 'CREDENTIAL_REFUSED'
    if (isOver && ending.has(path)) await store.delete(server)
    throw error
  }
}

function sessionIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('session' in answer)) return undefined
  return typeof answer.session === 'string' ? answer.session : undefined
}
