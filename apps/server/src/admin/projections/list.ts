import { projections, listProjections as statusOf } from '@larder/api'
import { parseWords } from '../parse-words.ts'
import { drawTable } from '../table.ts'
import { withServices } from '../with-services.ts'

const TITLES = ['NAME', 'VERSION', 'POSITION', 'LAG', 'PARKED', 'GIVEN UP', 'REBUILT TO', 'ERROR']

/** Shows how far each projection has come, and what it could not take. */
export async function listProjections(args: string[]): Promise<void> {
  const { json } = parseWords(args, [])
  const found = await withServices(({ database }) => statusOf(database.reader, projections))
  if (json) return console.log(JSON.stringify(found, null, 2))
  const rows = found.map((status) => [
    status.name,
    status.version,
    status.position,
    status.lag,
    status.parked,
    status.givenUp,
    status.rebuiltTo,
    status.error,
  ])
  console.log(drawTable(TITLES, rows))
}
