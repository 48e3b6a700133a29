import { chores } from '../chores.ts'
import type { Services } from '../context.ts'
import { ProjectionRunner } from '../event-log/projections/runner.ts'
import { TaskWorker } from '../event-log/tasks/worker.ts'
import { projections } from '../projections.ts'
import { taskKinds } from '../task-kinds.ts'
import type { ChoreReports } from './chore.ts'
import { Housekeeper } from './housekeeper.ts'

export interface BackgroundOptions extends ChoreReports {
  /** Names this process among those on the same database; no two may share it. */
  holder: string
  /** Told of what failed for no event's or task's fault; it is tried again. */
  onFailure: (what: string, error: unknown) => void
}

/** Starts what a server does beside answering: following the log, projections, planned tasks, chores. */
export function startBackground(
  services: Services,
  { holder, onFailure, onDone }: BackgroundOptions,
): { stop(): Promise<void> } {
  const runner = new ProjectionRunner(services, { projections, holder, onFailure })
  const worker = new TaskWorker(services, { kinds: taskKinds, holder, onFailure })
  const housekeeper = new Housekeeper(services, { chores, onFailure, onDone })
  const parts = [runner, worker, housekeeper]
  services.log.start()
  for (const part of parts) part.start()
  return {
    async stop() {
      services.log.stop()
      await Promise.all(parts.map((part) => part.stop()))
    },
  }
}
