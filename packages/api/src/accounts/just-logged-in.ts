import type { RequestContext } from '../context.ts'
import { DomainError } from '../errors/map.ts'
import { sessionBegunAt } from './sessions.ts'

/** A session that began so lately shows who somebody is. */
const JUST_MINUTES = 10

/**
 * Has somebody show once more that it is them where no password can be asked for: by having just logged
 * in. What would keep a stranger in for good must not follow from a session that they found open.
 * Throws LOG_IN_AGAIN.
 */
export async function requireJustLoggedIn(ctx: RequestContext & { secret: string }): Promise<void> {
  const begunAt = await sessionBegunAt(ctx.database.reader, ctx.secret)
  const longAgo = ctx.clock.now().getTime() - JUST_MINUTES * 60_000
  if (begunAt === undefined || Date.parse(begunAt) < longAgo) {
    throw new DomainError('LOG_IN_AGAIN', { withinMinutes: JUST_MINUTES })
  }
}
