import { failedTasks } from '@larder/api'
import { parseWords } from '../parse-words.ts'
import { drawTable } from '../table.ts'
import { withServices } from '../with-services.ts'

const MOST = 200
const TITLES = ['ID', 'KIND', 'FOR', 'ATTEMPTS', 'FAILED', 'OUTCOME']

/** Shows what failed for good. */
export async function listTasks(args: string[]): Promise<void> {
  const { json } = parseWords(args, [])
  const found = await withServices(({ database }) => failedTasks(database.reader, MOST))
  if (json) return console.log(JSON.stringify(found, null, 2))
  if (found.length === 0) return console.log('No task has failed.')
  const rows = found.map((task) => [
    task.id,
    task.kind,
    task.subject,
    task.attempts,
    task.finishedAt,
    task.outcome,
  ])
  console.log(drawTable(TITLES, rows))
  if (found.length === MOST) console.error(`These are the newest ${MOST}.`)
}
