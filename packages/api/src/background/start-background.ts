import type { Services } from '../context.ts'
import { ProjectionRunner } from '../event-log/projections/runner.ts'
import { TaskWorker } from '../event-log/tasks/worker.ts'
import { departures } from '../leaving/departures.ts'
import { projections } from '../projections.ts'
import { taskKinds } from '../task-kinds.ts'
import { purging } from '../videos/purging/purge-due.ts'
import { Housekeeper } from './housekeeper.ts'

export interface BackgroundOptions {
  /** Names this process among those on the same database; no two may share it. */
  holder: string
  /** Told of what failed for no event's or task's fault; it is tried again. */
  onFailure: (what: string, error: unknown) => void
}

/** Starts what a server does beside answering: following the log, projections, planned tasks, deleting. */
export function startBackground(
  services: Services,
  { holder, onFailure }: BackgroundOptions,
): { stop(): Promise<void> } {
  const runner = new ProjectionRunner(services, { projections, holder, onFailure })
  const worker = new TaskWorker(services, { kinds: taskKinds, holder, onFailure })
  const housekeepers = [departures, purging].map(
    (chore) => new Housekeeper(services, chore, onFailure),
  )
  services.log.start()
  runner.start()
  worker.start()
  for (const housekeeper of housekeepers) housekeeper.start()
  return {
    async stop() {
      services.log.stop()
      const stopping = [runner, worker, ...housekeepers].map((each) => each.stop())
      await Promise.all(stopping)
    },
  }
}
