import type { Reader } from '@larder/db'
import type { FoundOnlooker, FoundWhere } from './video-list.ts'
import { foundVideos, OF_CHANNEL, videoOrders, videoSorts } from './video-list.ts'

/** So many videos are sorted sooner than they are come across along the order. */
const FEW = 1_000

/** The orders of which each keeps the values of a filter together. */
const orders = Object.keys(videoOrders) as (keyof typeof videoOrders)[]

/**
 * The index along which a page is full the soonest: that of its order, if no condition has an index in
 * which there are only a few that the onlooker finds.
 */
export async function shortestWay(
  db: Reader,
  {
    where,
    channelId,
    by,
    onlooker,
  }: {
    where: FoundWhere
    channelId: number | undefined
    by: keyof typeof videoOrders
    onlooker: FoundOnlooker
  },
): Promise<string> {
  if (channelId !== undefined) {
    if (by === 'published') return OF_CHANNEL
    const ofChannel = { channelId: { eq: channelId } }
    if (await areFew('published', ofChannel, OF_CHANNEL)) return OF_CHANNEL
  }
  for (const order of orders) {
    const [field] = videoSorts[order]
    const comparison = where[field]
    if (order === by || comparison === undefined) continue
    const narrow = { [field]: comparison }
    if (await areFew(order, narrow, videoOrders[order])) return videoOrders[order]
  }
  return videoOrders[by]

  async function areFew(
    order: keyof typeof videoOrders,
    narrow: FoundWhere,
    along: string,
  ): Promise<boolean> {
    const sort = [{ by: videoSorts[order][0], direction: 'asc' as const }]
    const asked = { where: narrow, sort, limit: FEW, extra: onlooker, along }
    return (await foundVideos.page(db, asked)).nextCursor === null
  }
}
