import { retryTask as runAgain } from '@larder/api'
import { StartFailure, UsageFailure } from '../../startup/start-failure.ts'
import { parseWords } from '../parse-words.ts'
import { withServices } from '../with-services.ts'

/** Makes a failed task due. */
export async function retryTask(args: string[]): Promise<void> {
  const { json, words } = parseWords(args, ['id'])
  if (!/^\d{1,15}$/.test(words.id)) throw new UsageFailure(`"${words.id}" is not the id of a task.`)
  const id = Number(words.id)
  const isDue = await withServices(({ database, clock }) =>
    database.transaction((db) => runAgain(db, id, clock.now())),
  )
  if (!isDue) throw new StartFailure(`No task ${id} has failed. See: tasks list`)
  if (json) console.log(JSON.stringify({ id, retried: true }))
  else console.log(`The server that runs tries task ${id} again within a second.`)
}
