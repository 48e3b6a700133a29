import type { Services } from '@larder/api'
import {
  deleteExpiredSessions,
  forgetEndedSecrets,
  forgetOldAnswers,
  forgetOldTasks,
} from '@larder/api'
import type { Logger } from 'pino'

const EVERY_MS = 600_000

/** Removes what is over, now and then: sessions, old answers and deliveries. */
export function startHousekeeping(services: Services, log: Logger): { stop(): Promise<void> } {
  let running = Promise.resolve()
  const timer = setInterval(() => {
    running = tidy(services).catch((error: unknown) => {
      log.warn({ err: error }, 'tidying the database failed')
    })
  }, EVERY_MS)
  timer.unref()
  return {
    stop() {
      clearInterval(timer)
      return running
    },
  }
}

async function tidy({ database, clock }: Services): Promise<void> {
  await database.transaction(deleteExpiredSessions)
  await database.transaction((db) => forgetOldAnswers(db, clock.now()))
  await database.transaction((db) => forgetEndedSecrets(db, clock.now()))
  const forgetSome = () => database.transaction((db) => forgetOldTasks(db, clock.now()))
  while ((await forgetSome()) > 0);
}
