import { randomUUID } from 'node:crypto'
import type { Person, TestServer } from '#harness'
import { storeFile } from '../../files/store-file.ts'
import { insertPlaylist } from '../insert-playlist.ts'
import { insertChannel, insertVideo } from '../insert-video.ts'

export const visitorKinds = [
  'anonymous',
  'stranger',
  'follower',
  'member',
  'owner',
  'administrator',
  'holder of a good grant',
  'holder of an outdated grant',
] as const

type VisitorKind = (typeof visitorKinds)[number]

/** Somebody who looks at every surface. */
export interface Visitor {
  kind: VisitorKind
  person: Person | null
  /** A playlist of their own. */
  playlistId: string
  /** The token of their feed; null: they follow nothing. */
  feed: string | null
}

/** A video in one of the states that matter. */
export interface Case {
  name: string
  publicId: string
  fileId: number
  title: string
  /** NULL: it is hidden from everybody else, whatever its privacy. */
  privacy: 'public' | 'unlisted' | 'private' | 'members' | 'password' | null
  /** Who owns it: gone ones belong to nobody. */
  isAdas: boolean
  grants: Partial<Record<VisitorKind, string>>
}

export interface Scene {
  larder: TestServer
  visitors: Visitor[]
  cases: Case[]
  handles: string[]
  /** A public playlist with all of the videos. */
  playlistId: string
  /** A public video that is like all of them. */
  anchorId: string
}

const WORD = 'quinces'
const past = new Date(Date.now() - 3_600_000).toISOString()
const future = new Date(Date.now() + 3_600_000).toISOString()

/** Videos of every privacy and in every state, and everybody who looks at them. */
export async function makeScene(larder: TestServer): Promise<Scene> {
  const { database } = larder
  const ada = await larder.person('ada')
  const [away, leaving] = [await larder.person('away'), await larder.person('leaving')]
  const visitors = await everybody(larder, ada)
  const channel = (who: Person, facts: object = {}) =>
    insertChannel(database, { account_id: who.accountId, ...facts })
  const [main, binned, gone] = [
    await channel(ada),
    await channel(ada, { deleted_at: past }),
    await channel(ada, { deleted_at: past }),
  ]
  const [ofAway, ofLeaving] = [await channel(away), await channel(leaving)]
  const all = [main, binned, gone, ofAway, ofLeaving]
  for (const { person, feed } of visitors) {
    if (person && feed) await follow(larder, person, all)
  }

  const ids: number[] = []
  const make = async (
    name: string,
    channelId: number,
    { privacy = null, facts = {} }: { privacy?: Case['privacy']; facts?: object },
  ): Promise<Case> => {
    const owner = { [ofAway.id]: away, [ofLeaving.id]: leaving }[channelId] ?? ada
    const title = `${WORD} ${name}.`
    const fileId = await clipOf(larder, owner)
    const { id, publicId } = await insertVideo(larder, {
      channel_id: channelId,
      title,
      privacy: privacy ?? 'public',
      organisation_id: privacy === 'members' ? ada.householdId : null,
      thumbnail: 'thumb',
      file_id: fileId,
      ...facts,
    })
    await addCaption(larder, id)
    await addTraces(larder, id, visitors)
    const session = owner.session
    const grants: Case['grants'] = {}
    if (!name.includes('purged')) {
      const asked = { id: publicId, seconds: 3_600 }
      // Anything that is said of it makes it be found.
      await larder.call('videos.edit', { id: publicId, tags: ['fruit'] }, { secret: session })
      const grant = async () =>
        ((await larder.call('videos.link', asked, { secret: session })).data() as { grant: string })
          .grant
      grants['holder of an outdated grant'] = await grant()
      await database.writer
        .updateTable('videos')
        .set((eb) => ({ access_version: eb('access_version', '+', 1) }))
        .where('id', '=', id)
        .execute()
      grants['holder of a good grant'] = await grant()
    }
    ids.push(id)
    return { name, publicId, fileId, title, privacy, isAdas: owner === ada, grants }
  }

  const cases: Case[] = []
  for (const privacy of ['public', 'unlisted', 'private', 'members', 'password'] as const) {
    cases.push(await make(privacy, main.id, { privacy }))
  }
  const hidden: [name: string, channelId: number, facts: object][] = [
    ['not published', main.id, { published_at: null }],
    ['published in an hour', main.id, { published_at: future }],
    ['in the bin', main.id, { deleted_at: past }],
    ['being processed', main.id, { state: 'processing' }],
    ['on a channel in the bin', binned.id, {}],
    ['of an account that is disabled', ofAway.id, {}],
    ['of an account that is leaving', ofLeaving.id, {}],
    ['purged', main.id, { deleted_at: past }],
    ['purged with its channel', gone.id, {}],
  ]
  for (const [name, channelId, facts] of hidden) {
    const made = await make(name, channelId, { facts })
    cases.push({ ...made, isAdas: made.isAdas && !name.startsWith('purged') })
  }
  const { publicId: anchorId } = await insertVideo(larder, { channel_id: main.id })
  await ada.larder.videos.edit({ id: anchorId, tags: ['fruit'] })
  const playlistId = await insertPlaylist(database, { account_id: visitorOf(visitors) }, ids)
  // Last of all, because the server sweeps them as soon as it comes by.
  const purged = cases.filter(({ name }) => name === 'purged').map(({ publicId }) => publicId)
  const asPurged = { purged_at: past }
  await database.writer
    .updateTable('videos')
    .set(asPurged)
    .where('public_id', 'in', purged)
    .execute()
  await database.writer.updateTable('channels').set(asPurged).where('id', '=', gone.id).execute()
  const account = database.writer.updateTable('accounts')
  await account.set({ disabled_at: past }).where('id', '=', away.accountId).execute()
  await account.set({ leaves_at: future }).where('id', '=', leaving.accountId).execute()
  const handles = all.map(({ handle }) => handle)
  return { larder, visitors, cases, handles, playlistId, anchorId }
}

/** What all of their titles have. */
export const SOUGHT = WORD

async function everybody(larder: TestServer, ada: Person): Promise<Visitor[]> {
  const member = await larder.person('member')
  await ada.takeIn(member, 'viewer')
  const people: Record<VisitorKind, Person | null> = {
    anonymous: null,
    stranger: await larder.person('stranger'),
    follower: await larder.person('follower'),
    member,
    owner: ada,
    administrator: await larder.person('administrator', { accountRole: 'admin' }),
    'holder of a good grant': await larder.person('guest'),
    'holder of an outdated grant': await larder.person('late'),
  }
  return Promise.all(
    visitorKinds.map(async (kind) => {
      const person = people[kind]
      const playlistId = person
        ? await insertPlaylist(larder.database, { account_id: person.accountId })
        : ''
      const follows = kind === 'follower' || kind === 'member'
      const feed =
        person && follows
          ? (await person.larder.notifications.feeds.create({ name: 'a reader' })).token
          : null
      return { kind, person, playlistId, feed }
    }),
  )
}

function visitorOf(visitors: Visitor[]): number {
  return visitors.find(({ kind }) => kind === 'stranger')?.person?.accountId ?? 0
}

/** A file that everyone may read, for all that it says itself. */
function clipOf(larder: TestServer, { accountId }: Person): Promise<number> {
  const facts = {
    account_id: accountId,
    kind: 'video' as const,
    media_type: 'video/mp4',
    audience: 'everyone' as const,
  }
  const bytes = Buffer.from(`a clip ${randomUUID()}`)
  const renditions = {
    thumb: Buffer.from(randomUUID()),
    'hls-360p.m3u8': Buffer.from(`#EXTM3U ${randomUUID()}`),
    'hls-360p.mp4': Buffer.from(randomUUID()),
  }
  return storeFile(larder, { ...facts, bytes, renditions })
}

async function addCaption({ database }: TestServer, video_id: number): Promise<void> {
  const caption = { video_id, language: 'en', label: 'English', vtt: 'WEBVTT\n' }
  await database.writer
    .insertInto('captions')
    .values({ ...caption, created_at: past })
    .execute()
}

/** As if everybody had watched it and been told of it while they could. */
async function addTraces(
  { database }: TestServer,
  video_id: number,
  visitors: Visitor[],
): Promise<void> {
  const day = new Date().toISOString().slice(0, 10)
  await database.writer.insertInto('video_views').values({ video_id, day, views: 5 }).execute()
  for (const { person } of visitors) {
    if (!person) continue
    const { accountId: account_id } = person
    await database.writer
      .insertInto('video_positions')
      .values({ account_id, video_id, position_ms: 1_000, watched_at: past })
      .execute()
    const told = { account_id, kind: 'new video' as const, video_id, comment_id: null }
    await database.writer
      .insertInto('notifications')
      .values({ ...told, created_at: past, read_at: null })
      .execute()
  }
}

async function follow(
  { database }: TestServer,
  { accountId }: Person,
  channels: { id: number }[],
): Promise<void> {
  const rows = channels.map(({ id }) => ({
    account_id: accountId,
    channel_id: id,
    created_at: past,
  }))
  await database.writer.insertInto('follows').values(rows).execute()
}
