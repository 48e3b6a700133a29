import type { Services } from '@larder/api'
import {
  deleteExpiredSessions,
  forgetEndedLinks,
  forgetEndedSecrets,
  forgetOldAnswers,
  forgetOldGuesses,
  forgetOldInvitations,
  forgetOldNetworks,
  forgetOldNotifications,
  forgetOldRegistrations,
  forgetOldTasks,
  forgetOldViewers,
  forgetOverInvitations,
  forgetSpentFlows,
  sumUpOldViews,
  sweep,
} from '@larder/api'
import type { Logger } from 'pino'

const EVERY_MS = 600_000

/** Removes what is over, now and then: sessions, counters, answers, invitations, deliveries, mail, viewers, files. */
export function startHousekeeping(services: Services, log: Logger): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let running: Promise<void> | undefined
  const timer = setInterval(() => {
    // A sweep of many files may take longer than that.
    running ??= tidy(services)
      .catch((err: unknown) => log.warn({ err }, 'tidying the database failed'))
      .then(() => sweepFiles(services, log, stopping.signal))
      .catch((err: unknown) => log.warn({ err }, 'sweeping files failed'))
      .finally(() => {
        running = undefined
      })
  }, EVERY_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await running
    },
  }
}

async function tidy({ database, clock, mail }: Services): Promise<void> {
  await database.transaction(deleteExpiredSessions)
  await database.transaction((db) => forgetOldAnswers(db, clock.now()))
  await database.transaction((db) => forgetEndedSecrets(db, clock.now()))
  await database.transaction((db) => forgetOldGuesses(db, clock.now()))
  await database.transaction((db) => forgetOldInvitations(db, clock.now()))
  await database.transaction((db) => forgetOldNetworks(db, clock.now()))
  await database.transaction((db) => forgetEndedLinks(db, clock.now()))
  await database.transaction((db) => forgetOldRegistrations(db, clock.now()))
  await database.transaction((db) => forgetSpentFlows(db, clock.now()))
  await database.transaction((db) => forgetOverInvitations(db, clock.now()))
  const forgetSome = () => database.transaction((db) => forgetOldTasks(db, clock.now()))
  while ((await forgetSome()) > 0);
  await database.transaction((db) => forgetOldViewers(db, clock.now()))
  const sumUpSome = () => database.transaction((db) => sumUpOldViews(db, clock.now()))
  while ((await sumUpSome()) > 0);
  const forgetTold = () => database.transaction((db) => forgetOldNotifications(db, clock.now()))
  while ((await forgetTold()) > 0);
  await mail.forgetOld(clock.now())
}

/** What is in the store and in no row is left for an operator: it may belong to another database. */
async function sweepFiles(services: Services, log: Logger, signal: AbortSignal): Promise<void> {
  const graceMs = services.limits.sweepGraceHours * 3_600_000
  const swept = { things: 0, bytes: 0 }
  try {
    for await (const { bytes } of sweep(services, { graceMs, dryRun: false, strays: false })) {
      swept.things++
      swept.bytes += bytes
      if (signal.aborted) break
    }
  } finally {
    if (swept.things > 0) log.info(swept, 'swept files that nothing refers to')
  }
}
