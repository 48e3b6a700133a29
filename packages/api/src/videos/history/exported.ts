import type { ExportFile, ExportScope } from '../../leaving/export/define.ts'
import { READ_AT_ONCE } from '../../leaving/export/define.ts'
import { jsonArray } from '../../leaving/export/text.ts'
import { historyList } from './history-list.ts'

/** What somebody watched, and how far. Of the videos it names no more than what their links say. */
export function exportedHistory(scope: ExportScope): ExportFile[] {
  return [
    {
      name: 'watched.json',
      explains: {
        en: 'The videos that you watched: their ids, how far you were, and when.',
        fr: 'Les vidéos que vous avez regardées : leurs identifiants, où vous en étiez, et quand.',
      },
      read: () => jsonArray(watchedPages(scope)),
    },
  ]
}

async function* watchedPages(scope: ExportScope): AsyncGenerator<object[]> {
  const where = { accountId: { eq: scope.accountId } }
  const sort = [{ by: 'watchedAt', direction: 'asc' as const }]
  let cursor: string | undefined
  do {
    await scope.readmit()
    const request = { where, sort, cursor, limit: READ_AT_ONCE, extra: {} }
    const page = await historyList.page(scope.db, request)
    yield page.items.map(
      ({ public_id: videoId, position_ms: positionMs, watched_at: watchedAt }) => ({
        videoId,
        positionMs,
        watchedAt,
      }),
    )
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}
