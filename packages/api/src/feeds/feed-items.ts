import { hash } from 'node:crypto'
import type { Reader } from '@larder/db'
import { linkTo } from '../mail/link-to.ts'
import type { VideoRow } from '../videos/queries.ts'
import { tagsOf } from '../videos/queries.ts'
import type { FeedItem } from './feed.ts'

/** How many videos a feed holds. Readers come back before there are as many new ones. */
export const MOST_ITEMS = 50

/** Videos as items of a feed. They are published: nobody finds others. */
export async function feedItems(
  db: Reader,
  frontUrl: string | undefined,
  rows: VideoRow[],
): Promise<FeedItem[]> {
  const tags = await tagsOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    id: lastingId('video', row.public_id),
    title: row.title,
    text: row.description || row.title,
    url: linkTo(frontUrl, { page: 'watch', token: row.public_id }),
    author: {
      name: row.channel_name,
      url: linkTo(frontUrl, { page: 'channel', token: row.channel_handle }),
    },
    tags: tags.filter(({ video_id }) => video_id === row.id).map(({ tag }) => tag),
    language: row.language,
    publishedAt: row.published_at ?? row.created_at,
  }))
}

/** What names a thing for ever and everywhere, wherever the server is: a UUID of version 8. */
export function lastingId(kind: string, name: string): string {
  const digits = hash('sha256', `larder ${kind} ${name}`)
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`]
  return `urn:uuid:${[...parts, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-')}`
}
