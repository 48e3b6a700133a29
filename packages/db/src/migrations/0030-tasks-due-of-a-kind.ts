import type { Step } from './step.ts'

// Each kind is looked for by itself: without it in the index, that went through what is due of all others.
export const tasksDueOfAKind: Step[] = [
  ({ db }) =>
    db.schema
      .createIndex('tasks_due_of_kind')
      .on('tasks')
      .columns(['state', 'kind', 'next_try_at'])
      .execute(),
  ({ dropIndex }) => dropIndex('tasks_due_now', 'tasks'),
]
