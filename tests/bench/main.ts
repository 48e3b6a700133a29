// `npm run bench`: what Larder costs, as ratios measured side by side in one run.

// `npm run bench -- events` runs the groups with that word in their title.

import { benchAppends } from './appends.ts'
import { benchCommandLine } from './command-line.ts'
import { benchDepth } from './depth.ts'
import { benchDownloads } from './downloads.ts'
import { benchDeriving, benchEventCost } from './event-cost.ts'
import { benchFinding } from './finding.ts'
import { pinned } from './processes.ts'
import { benchRequests } from './requests.ts'
import { benchSdkSize } from './sdk-size.ts'
import { benchUploads } from './uploads.ts'

const groups: Record<string, () => Promise<boolean>> = {
  'Requests through tRPC over a bare Fastify route, SQLite synchronous=FULL': () =>
    benchRequests('FULL'),
  'Requests through tRPC over a bare Fastify route, SQLite synchronous=NORMAL': () =>
    benchRequests('NORMAL'),
  'Events: what one costs the command that records it': () => benchEventCost('FULL'),
  'Events: the same with SQLite synchronous=NORMAL': () => benchEventCost('NORMAL'),
  'Events: what deriving from them costs an add': () => benchDeriving('FULL'),
  'Events: appends': benchAppends,
  'Depth of a list of 1,000,000 products': benchDepth,
  'Finding: searches and lists of 100,000 videos on both engines': benchFinding,
  'Downloads over a bare handler of node:http': () => benchDownloads('file'),
  'Watching a private video over a bare handler of node:http': () => benchDownloads('video'),
  'Command line over "node -e 0"': benchCommandLine,
  'Uploads: one large PUT over a bare server': benchUploads,
  SDK: benchSdkSize,
}

if (!pinned) console.log('This machine cannot pin processes to cores: server and load share them.')

const [word = ''] = process.argv.slice(2)
const missed: string[] = []
for (const [title, run] of Object.entries(groups)) {
  if (!title.toLowerCase().includes(word.toLowerCase())) continue
  console.log(`\n${title}:`)
  if (!(await run())) missed.push(title)
}

console.log(
  missed.length === 0 ? '\nEvery goal was reached.' : `\nMissed a goal:\n  ${missed.join('\n  ')}`,
)
process.exit(missed.length === 0 ? 0 : 1)
