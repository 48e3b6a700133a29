import { rebuild } from '@larder/api'
import { ChannelEdited, channelStream } from '@larder/api/src/channels/events.ts'
import { VideoCreated, videoStream } from '@larder/api/src/videos/events.ts'
import { writeTags } from '@larder/api/src/videos/queries.ts'
import { postingsOfVideo } from '@larder/api/src/videos/search/index-videos.ts'
import { searchProjection } from '@larder/api/src/videos/search/search-projection.ts'
import { expect, test } from 'vitest'
import { makePlace } from '../../event-log/projections/place.ts'
import { insertChannel, insertVideo } from '../insert-video.ts'
import { accountOfAda } from './account-of-ada.ts'
import { carryOutRenamings } from './carry-out-renamings.ts'

const place = await makePlace()
const { services } = place
const { database } = services
const { name } = searchProjection

const vocabulary = 'bread brot Küche été 東京 🎉 dough the of a'.split(' ')

/** Small numbers that are the same at every run. */
let state = 7
function below(limit: number): number {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((state / 2_147_483_648) * limit)
}
const some = (most: number) => Array.from({ length: below(most) }, () => vocabulary[below(10)])
const text = () => some(6).join(' ')

/** Says that something about a video, or a channel, may have changed. */
function sayOf(kind: 'video' | 'channel', id: number): Promise<void> {
  return kind === 'video'
    ? place.record(
        videoStream({ id, owner_id: 1 }).name,
        VideoCreated({ videoId: 'x'.repeat(11), channelId: 1, privacy: 'public' }),
      )
    : place.record(
        channelStream({ id, account_id: 1 }).name,
        ChannelEdited({ channelId: id, changed: ['name'] }),
      )
}

/** What the index has, and what it must have by the rows of videos as they are. */
async function compared(): Promise<{ has: string[]; wanted: string[] }> {
  const { reader } = database
  const { generation } = await reader
    .selectFrom('projections')
    .select('generation')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  const words = await reader
    .selectFrom('video_words')
    .selectAll()
    .where('generation', '=', generation)
    .execute()
  const videos = await reader
    .selectFrom('videos')
    .innerJoin('channels', 'channels.id', 'videos.channel_id')
    .select(['videos.id', 'videos.title', 'videos.description'])
    .select(['channels.id as channelId', 'channels.name as channelName'])
    .execute()
  const tags = await reader.selectFrom('video_tags').selectAll().execute()
  const captions = await reader.selectFrom('captions').selectAll().execute()
  const wanted = videos.flatMap(({ id, ...video }) =>
    postingsOfVideo({
      ...video,
      tags: tags.filter((each) => each.video_id === id).map(({ tag }) => tag),
      captions: captions.filter((each) => each.video_id === id).map(({ vtt }) => vtt),
    }).map(({ word, weight }) => `${id} ${word} ${weight}`),
  )
  const has = words.map(({ video_id, word, weight }) => `${video_id} ${word} ${weight}`)
  return { has: has.sort(), wanted: wanted.sort() }
}

test('Given a long history of changes, then the index is what the rows say, also derived anew', async () => {
  const accountId = await accountOfAda(database)
  const channels = await Promise.all(
    [1, 2, 3].map(() => insertChannel(database, { account_id: accountId, name: text() })),
  )
  const channelId = () => channels[below(3)]?.id ?? 0
  const videos: number[] = []
  const { writer } = database
  for (const { id } of channels) await sayOf('channel', id)
  for (let change = 0; change < 150; change++) {
    const id = videos[below(videos.length)]
    const what = id === undefined ? 0 : below(8)
    if (id === undefined || what < 2) {
      const made = await insertVideo(
        { database },
        { channel_id: channelId(), title: `${text()} !` },
      )
      videos.push(made.id)
      await sayOf('video', made.id)
    } else if (what === 2) {
      const words = { title: `${text()} !`, description: text() }
      await writer.updateTable('videos').set(words).where('id', '=', id).execute()
      await sayOf('video', id)
    } else if (what === 3) {
      const tags = some(4).map((tag) => `${tag} ${below(2)}`)
      await database.transaction((db) => writeTags(db, id, tags))
      await sayOf('video', id)
    } else if (what === 4) {
      await writer.deleteFrom('captions').where('video_id', '=', id).execute()
      const vtt = `WEBVTT\n\n00:00.000 --> 00:01.000\n${text()}\n`
      const caption = { video_id: id, language: 'en', label: '', vtt, created_at: '2026' }
      if (below(3) > 0) await writer.insertInto('captions').values(caption).execute()
      await sayOf('video', id)
    } else if (what === 5) {
      const moved = { channel_id: channelId() }
      await writer.updateTable('videos').set(moved).where('id', '=', id).execute()
      await sayOf('video', id)
    } else if (what === 6) {
      const renamed = channelId()
      await writer.updateTable('channels').set({ name: text() }).where('id', '=', renamed).execute()
      await sayOf('channel', renamed)
    } else {
      await writer.deleteFrom('videos').where('id', '=', id).execute()
      videos.splice(videos.indexOf(id), 1)
      await sayOf('video', id)
    }
    // Now one event, now many at once.
    if (below(4) === 0) await place.catchUp(searchProjection)
    if (below(20) === 0) await carryOutRenamings(place)
  }
  await place.catchUp(searchProjection)
  await carryOutRenamings(place)
  const { has, wanted } = await compared()
  expect(wanted.length).toBeGreaterThan(100)
  expect(has).toEqual(wanted)

  await rebuild(services, searchProjection, { holder: 'test' })
  const anew = await compared()
  expect(anew.has).toEqual(wanted)
  const left = await database.reader
    .selectFrom('video_words')
    .select('generation')
    .distinct()
    .execute()
  expect(left).toHaveLength(1)

  // control: a change that nobody speaks of is not in the index.
  const id = videos[0] ?? 0
  await writer.updateTable('videos').set({ title: 'unspoken' }).where('id', '=', id).execute()
  const { has: without, wanted: changed } = await compared()
  expect(without).not.toEqual(changed)
})
