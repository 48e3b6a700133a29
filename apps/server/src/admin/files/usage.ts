import { storeUsage } from '@larder/api'
import { parseWords } from '../parse-words.ts'
import { withServices } from '../with-services.ts'
import { inUnits } from './in-units.ts'

/** Shows what all files take, and what it saves to keep the same bytes once. */
export async function showUsage(args: string[]): Promise<void> {
  const { json } = parseWords(args, [])
  const usage = await withServices(({ database }) => storeUsage(database.reader))
  if (json) return console.log(JSON.stringify(usage, null, 2))
  const { files, fileBytes, blobs, blobBytes, savedBytes } = usage
  const share = fileBytes === 0 ? 0 : Math.round((savedBytes / fileBytes) * 100)
  const lines = [
    ['Files', `${files}, ${inUnits(fileBytes)}`],
    ['Stored', `${blobs} different contents, ${inUnits(blobBytes)}`],
    ['Saved', `${inUnits(savedBytes)} (${share} %), because the same bytes are kept once`],
    ['Unused', `${usage.unusedBlobs}, ${inUnits(usage.unusedBytes)}, until they are swept`],
    ['Uploads', `${usage.uploads} unfinished, ${inUnits(usage.reservedBytes)} kept free for them`],
  ]
  console.log(lines.map(([title = '', value]) => `${title.padEnd(9)}${value}`).join('\n'))
}
