import { parseArgs } from 'node:util'
import type { Leftover } from '@larder/api'
import { NotSwept, sweep } from '@larder/api'
import { StartFailure, UsageFailure } from '../../startup/start-failure.ts'
import { withoutControls } from '../table.ts'
import { inUnits } from './in-units.ts'
import { reachingStore } from './reaching-store.ts'

const words: Record<Leftover['kind'], string> = {
  unreferenced: 'not in use any more',
  unfinished: 'never in use',
  condemned: 'begun by an earlier sweep',
  parts: 'parts of what never came whole',
  stray: 'in no row of this database',
  upload: 'upload that expired',
  incoming: 'local file of no upload',
}

/** Takes away what no file needs any more, or tells what it would take. Throws UsageFailure and StartFailure. */
export async function sweepFiles(args: string[]): Promise<void> {
  const { json, dryRun, strays, graceHours } = parse(args)
  const swept: Leftover[] = []
  let left: NotSwept | undefined
  await reachingStore(async (services) => {
    const graceMs = (graceHours ?? services.limits.sweepGraceHours) * 3_600_000
    try {
      for await (const each of sweep(services, { graceMs, dryRun, strays })) {
        swept.push(each)
        const name = withoutControls(each.name)
        if (!json) console.log(`${name}  ${inUnits(each.bytes)}, ${words[each.kind]}`)
      }
    } catch (error) {
      if (!(error instanceof NotSwept)) throw error
      left = error
    }
  })
  const bytes = swept.reduce((sum, each) => sum + each.bytes, 0)
  if (json) console.log(JSON.stringify({ dryRun, bytes, swept }, null, 2))
  else if (swept.length === 0 && !left) console.log('There is nothing to sweep.')
  else console.log(`${dryRun ? 'Would sweep' : 'Swept'}: ${swept.length}, ${inUnits(bytes)}.`)
  if (left) throw new StartFailure(withoutControls(left.message))
}

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        strays: { type: 'boolean', default: false },
        'grace-hours': { type: 'string' },
      },
    })
    const { json, strays, 'dry-run': dryRun, 'grace-hours': hours } = values
    return { json, dryRun, strays, graceHours: hours === undefined ? undefined : wholeHours(hours) }
  } catch (error) {
    if (error instanceof TypeError) throw new UsageFailure(error.message)
    throw error
  }
}

/** Less than an hour could take what somebody is about to use. */
function wholeHours(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) >= 1) return Number(text)
  throw new UsageFailure(`--grace-hours "${text}": must be a whole number of hours, from 1 on.`)
}
