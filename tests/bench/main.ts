// `npm run bench`: what Larder costs, as ratios measured side by side in one run.

import { benchCommandLine } from './command-line.ts'
import { benchDepth } from './depth.ts'
import { pinned } from './processes.ts'
import { benchRequests } from './requests.ts'
import { benchSdkSize } from './sdk-size.ts'

if (!pinned) console.log('This machine cannot pin processes to cores: server and load share them.')

const reached: boolean[] = []
for (const synchronous of ['FULL', 'NORMAL'] as const) {
  console.log(
    `\nRequests through tRPC over a bare Fastify route, SQLite synchronous=${synchronous}:`,
  )
  reached.push(await benchRequests(synchronous))
}
console.log('\nDepth of a list of 1,000,000 products:')
reached.push(await benchDepth())
console.log('\nCommand line over "node -e 0":')
reached.push(await benchCommandLine())
console.log('\nSDK:')
reached.push(await benchSdkSize())

const missed = reached.filter((goal) => !goal).length
console.log(
  missed === 0 ? '\nEvery goal was reached.' : `\n${missed} of the groups above missed a goal.`,
)
process.exit(missed === 0 ? 0 : 1)
