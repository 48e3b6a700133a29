import type { CheckedBlob } from '@larder/api'
import { checkFiles } from '@larder/api'
import { parseWords } from '../parse-words.ts'
import { drawTable } from '../table.ts'
import { inUnits } from './in-units.ts'
import { reachingStore } from './reaching-store.ts'

const TITLES = ['PROBLEM', 'FILES', 'KEY', 'BYTES']

/** Reads every stored byte and says which files are damaged. Ends with 1 when there are any. */
export async function check(args: string[]): Promise<void> {
  const { json } = parseWords(args, [])
  const checked = { contents: 0, bytes: 0 }
  const damaged: CheckedBlob[] = []
  await reachingStore(async (services) => {
    for await (const blob of checkFiles(services)) {
      checked.contents++
      checked.bytes += blob.size
      if (blob.problem !== null) damaged.push(blob)
    }
  })
  if (damaged.length > 0) process.exitCode = 1
  if (json) return console.log(JSON.stringify({ ...checked, damaged }, null, 2))
  const rows = damaged.map(({ problem, fileIds, key, size }) => [
    problem,
    fileIds.join(', '),
    key,
    size,
  ])
  if (rows.length > 0) console.log(drawTable(TITLES, rows))
  const read = `${checked.contents} contents with ${inUnits(checked.bytes)} were read`
  console.log(rows.length > 0 ? `${read}: ${rows.length} are damaged.` : `${read}: all are whole.`)
}
