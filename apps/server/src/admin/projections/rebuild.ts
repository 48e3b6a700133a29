import { randomUUID } from 'node:crypto'
import { listProjections, rebuild } from '@larder/api'
import { StartFailure } from '../../startup/start-failure.ts'
import { parseWords } from '../parse-words.ts'
import { withServices } from '../with-services.ts'
import { findProjection } from './find-projection.ts'

/** Derives a projection anew from the first event, while servers go on answering. */
export async function rebuildProjection(args: string[]): Promise<void> {
  const { json, words } = parseWords(args, ['name'])
  const projection = findProjection(words.name)
  const { name, tables } = projection
  if (tables.length === 0) {
    throw new StartFailure(
      `"${name}" cannot be rebuilt: it keeps nothing, and what it plans is done once and never anew.`,
    )
  }
  const began = performance.now()
  const status = await withServices(async (services) => {
    const holder = `operator/${process.pid}/${randomUUID().slice(0, 8)}`
    await rebuild(services, projection, { holder })
    return (await listProjections(services.database.reader, [projection]))[0]
  })
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  if (json) console.log(JSON.stringify(status, null, 2))
  else console.log(`"${name}" is rebuilt up to event ${status?.position}, in ${seconds} s.`)
}
