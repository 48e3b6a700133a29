import { announcedToMembers } from '@larder/db/src/migrations/0031-announced-to-members.ts'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { carryOut, startLarder } from '#harness'
import type { InsertedVideo } from '../videos/insert-video.ts'
import { insertChannel, insertVideo } from '../videos/insert-video.ts'
import { publishAt, setPrivacy, settled, toldOf } from './announced.ts'

const larder = await startLarder()
const { database } = larder
const root = await larder.person('root', { accountRole: 'admin' })

interface Scene {
  ada: Person
  bob: Person
  eve: Person
  channelId: number
  video: InsertedVideo
}

/** A video for the household of ada, in which bob is. He and eve follow its channel; she is not in it. */
async function videoForHousehold(): Promise<Scene> {
  const [ada, bob, eve] = [await larder.person('ada'), await larder.person('bob'), await newcomer()]
  await ada.takeIn(bob)
  const { id: channelId } = await insertChannel(database, { account_id: ada.accountId })
  for (const each of [bob, eve]) await each.larder.channels.follow({ id: channelId })
  const facts = { channel_id: channelId, privacy: 'private' as const, title: 'bread' }
  const video = await insertVideo({ database }, facts)
  return { ada, bob, eve, channelId, video }
}

/** The same, when bob was told of it. */
async function announcedVideo(): Promise<Scene> {
  const scene = await videoForHousehold()
  await setPrivacy(scene.ada, scene.video, { membersOf: scene.ada.householdId })
  expect(await toldOfIt(scene)).toEqual([scene.bob.accountId])
  return scene
}

const newcomer = () => larder.person('eve')

async function toldOfIt({ video }: { video: InsertedVideo }): Promise<number[]> {
  await settled(database)
  return (await toldOf(database, video)).rows
}

/** What hides a video for a while, and shows it again. */
const goesAndComes: Record<string, (scene: Scene) => Promise<void>> = {
  'its channel is binned and restored': async ({ ada: { larder: there }, channelId: id }) => {
    await there.channels.delete({ id, confirmVideos: 1 })
    await there.channels.restore({ id })
  },
  'it is binned and restored': async ({ ada: { larder: there }, video: { publicId: id } }) => {
    await there.videos.delete({ id })
    await there.videos.restore({ id })
  },
  'it is unpublished and published': async ({ ada, video }) => {
    for (const at of [null, new Date().toISOString()]) await publishAt(ada, video, at)
  },
  'it is private for a while': async ({ ada, video }) => {
    await setPrivacy(ada, video, 'private')
    await setPrivacy(ada, video, { membersOf: ada.householdId })
  },
  'the account of ada is disabled and enabled': async ({ ada: { accountId: id } }) => {
    await root.larder.admin.accounts.disable({ id, reason: 'a test' })
    await root.larder.admin.accounts.enable({ id })
  },
}

describe('Given a video for members that bob was told of', () => {
  for (const [what, happens] of Object.entries(goesAndComes)) {
    test(`when eve joins, and ${what}, then it is not new to her`, async () => {
      const scene = await announcedVideo()
      await scene.ada.takeIn(scene.eve)
      await happens(scene)
      expect(await toldOfIt(scene)).toEqual([scene.bob.accountId])
    })
  }

  test('when eve joins, then what is for members from then on is new to her too', async () => {
    const { ada, bob, eve, channelId } = await announcedVideo()
    await ada.takeIn(eve)
    const video = await insertVideo({ database }, { channel_id: channelId, privacy: 'private' })
    await setPrivacy(ada, video, { membersOf: ada.householdId })
    expect(await toldOfIt({ video })).toEqual([bob.accountId, eve.accountId])
  })

  test('when a member follows later, then it is not new to them', async () => {
    const scene = await announcedVideo()
    const member = await newcomer()
    await scene.ada.takeIn(member)
    await member.larder.channels.follow({ id: scene.channelId })
    for (const happens of Object.values(goesAndComes)) await happens(scene)
    expect(await toldOfIt(scene)).toEqual([scene.bob.accountId])
  })

  test('when it is for the members of another household, then those are told', async () => {
    const scene = await announcedVideo()
    const { ada, bob, eve, video } = scene
    await eve.takeIn(ada)
    await setPrivacy(ada, video, { membersOf: eve.householdId })
    expect(await toldOfIt(scene)).toEqual([bob.accountId, eve.accountId])
  })

  test('when it is for everybody, then those who joined later are told too', async () => {
    const scene = await announcedVideo()
    await scene.ada.takeIn(scene.eve)
    await setPrivacy(scene.ada, scene.video, 'public')
    expect(await toldOfIt(scene)).toEqual([scene.bob.accountId, scene.eve.accountId])
  })
})

describe('Given a video for members of which nobody was told yet', () => {
  test('when its channel was in the bin meanwhile, then they are told once it is restored', async () => {
    const scene = await videoForHousehold()
    const { ada, bob, channelId: id } = scene
    await ada.larder.channels.delete({ id, confirmVideos: 1 })
    await setPrivacy(ada, scene.video, { membersOf: ada.householdId })
    expect(await toldOfIt(scene)).toEqual([])
    await ada.larder.channels.restore({ id })
    expect(await toldOfIt(scene)).toEqual([bob.accountId])
  })
})

describe('Given a video for members from before it was kept when they were told', () => {
  test('when the database is migrated, then it is not new to who joins from then on', async () => {
    const scene = await announcedVideo()
    const { ada, bob, eve, video } = scene
    const { writer } = database
    const unknown = { members_announced_at: null, members_announced_to: null }
    await writer.updateTable('videos').set(unknown).where('id', '=', video.id).execute()
    await carryOut(database, announcedToMembers.slice(2))
    await ada.takeIn(eve)
    await goesAndComes['its channel is binned and restored']?.(scene)
    expect(await toldOfIt(scene)).toEqual([bob.accountId])
  })
})
