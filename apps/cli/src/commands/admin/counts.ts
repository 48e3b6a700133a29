import type { RouterOutputs } from '@larder/sdk'
import { defineCommand } from '../../command/define.ts'
import { bytesInWords } from '../../output/bytes.ts'

export const counts = defineCommand({
  name: 'counts',
  summary: 'Count what the server keeps',
  examples: [['admin counts'], ['admin counts --json | jq .storage.databaseBytes']],
  async run({ output, connect }) {
    const larder = await connect()
    const counted = await larder.admin.counts()
    const { accounts, freezers, products, files, storage } = counted
    output.record(counted, [
      ['Accounts', accounts.total],
      ['New in 30 days', accounts.newIn30Days],
      ['By role', inWords(accounts.byRole)],
      ['By standing', inWords(accounts.byStanding)],
      ['Sessions', counted.sessions],
      ['Freezers', withAverage(freezers)],
      ['Products', withAverage(products)],
      ['Files', withAverage(files)],
      ['Events', counted.events],
      ['Database', bytesInWords(storage.databaseBytes)],
      ['Files take', withAverageBytes(storage)],
      ['Stored once', bytesInWords(storage.blobBytes)],
    ])
  },
})

function inWords(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')
}

function withAverageBytes({
  fileBytes,
  fileBytesPerAccount: average,
}: RouterOutputs['admin']['counts']['storage']): string {
  const all = bytesInWords(fileBytes)
  return average === null ? all : `${all} (${bytesInWords(average)} for each account)`
}

function withAverage({ total, perAccount }: { total: number; perAccount: number | null }): string {
  return perAccount === null ? String(total) : `${total} (${perAccount} for each account)`
}
