import type { Placing } from '@larder/api/src/blobs/place.ts'
import { keepFile, localBytes } from '../../files/store/keep-file.ts'

/** What must not be done: it writes the rows, and then puts the bytes, unless it is killed in between. */
export async function rowFirst(
  placing: Placing,
  accountId: number,
  between: () => Promise<unknown>,
): Promise<void> {
  const { blobs } = placing.storage
  const bytes = await localBytes(placing, Buffer.from('bytes that come too late'))
  const late: (() => Promise<void>)[] = []
  const hasty: typeof blobs = {
    put: async (key, path) => void late.push(() => blobs.put(key, path)),
    open: (key, range) => blobs.open(key, range),
    fetch: (key, path, signal) => blobs.fetch(key, path, signal),
    delete: (key) => blobs.delete(key),
    list: () => blobs.list(),
    dropUnfinished: (before, options) => blobs.dropUnfinished(before, options),
  }
  const storage = { ...placing.storage, blobs: hasty }
  await keepFile({ ...placing, storage }, { account_id: accountId }, [bytes])
  await between()
  for (const put of late) await put()
}
