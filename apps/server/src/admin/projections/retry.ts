import { retrySoon } from '@larder/api'
import { parseWords } from '../parse-words.ts'
import { withServices } from '../with-services.ts'
import { findProjection } from './find-projection.ts'

/** Makes the events due that a projection could not take. */
export async function retryProjection(args: string[]): Promise<void> {
  const { json, words } = parseWords(args, ['name'])
  const { name } = findProjection(words.name)
  const retried = await withServices(({ database, clock }) =>
    database.transaction((db) => retrySoon(db, name, clock.now())),
  )
  if (json) console.log(JSON.stringify({ name, retried }))
  else if (retried === 0) console.log(`There is nothing that "${name}" could not take.`)
  else {
    const events = retried === 1 ? '1 event' : `${retried} events`
    console.log(`The server that runs tries ${events} again within a second.`)
  }
}
