// A process that attempts tasks and never comes to an end with one. Argument: the database.

import { createServices } from '@larder/api'
import { defineTask } from '@larder/api/src/event-log/tasks/define-task.ts'
import { TaskWorker } from '@larder/api/src/event-log/tasks/worker.ts'
import { openDatabase } from '@larder/db'
import { z } from 'zod'

const [url = ''] = process.argv.slice(2)
const worker = new TaskWorker(createServices(openDatabase({ url })), {
  holder: `hanging-${process.pid}`,
  onFailure: (kind, error) => console.error(kind, error),
  kinds: [
    defineTask({
      kind: 'errand',
      payload: z.object({}),
      backOffSeconds: [20, 60],
      withinMs: 1_000,
      perform(_, { attempt }) {
        process.send?.(attempt)
        return new Promise(() => {})
      },
    }),
  ],
})
worker.start()
