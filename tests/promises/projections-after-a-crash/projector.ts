// A process that keeps the projections up to date, or derives them anew, and says whenever it begins a
// transaction. Arguments: the database, its name, and how it is to work.

import { createServices, projections, rebuild } from '@larder/api'
import { ProjectionRunner } from '@larder/api/src/event-log/projections/runner.ts'
import { trendsProjection } from '@larder/api/src/freezers/reports/trends-projection.ts'
import { openDatabase } from '@larder/db'
import { applyCarelessly } from './apply-carelessly.ts'

const [url = '', holder = '', way] = process.argv.slice(2)
const database = openDatabase({ url })
const { transaction } = database
database.transaction = (work) => {
  process.send?.('begins')
  return transaction(work)
}
const services = createServices(database)
services.log.start()
process.send?.('runs')

switch (way) {
  case 'run':
    new ProjectionRunner(services, {
      projections,
      holder,
      onFailure: (projection, error) => console.error(projection, error),
    }).start()
    break
  case 'rebuild':
    for (const projection of projections) await rebuild(services, projection, { holder })
    process.exit()
    break
  case 'carelessly':
    await applyCarelessly(services, trendsProjection)
    process.exit()
}
