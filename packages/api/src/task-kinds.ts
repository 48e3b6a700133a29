import type { TaskKind } from './event-log/tasks/define-task.ts'

/** Every kind of work on the outside world. */
export const taskKinds: readonly TaskKind[] = []
