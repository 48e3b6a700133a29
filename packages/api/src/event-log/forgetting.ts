import { forgetting } from '../background/forgetting.ts'

/** For 30 days one can see what came of a task. */
export const forgettingTasks = forgetting({ table: 'tasks', overAt: 'finished_at', keptDays: 30 })
