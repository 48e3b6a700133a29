import { planMissingLadders } from '@larder/api'
import { readConfig } from '../../config.ts'
import { UsageFailure } from '../../startup/start-failure.ts'
import { parseWords } from '../parse-words.ts'
import { withServices } from '../with-services.ts'

/** Has the server that runs make the ladders that are missing. Throws UsageFailure and StartFailure. */
export async function makeLadders(args: string[]): Promise<void> {
  const { json } = parseWords(args, [])
  if (!readConfig().makesLadders) {
    throw new UsageFailure('Ladders are off. Set LARDER_HLS=on, here and for the server.')
  }
  const planned = await withServices(planMissingLadders)
  if (json) console.log(JSON.stringify({ planned }))
  else if (planned === 0) console.log('Every video that is ready has its ladder, or waits for it.')
  else if (planned === 1) console.log('The server that runs makes the ladder of 1 video.')
  else console.log(`The server that runs makes the ladders of ${planned} videos, one at a time.`)
}
