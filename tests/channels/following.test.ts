import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { insertChannel } from '../videos/insert-video.ts'

const larder = await startLarder()
const { database } = larder
const ada = await larder.person('ada')
const bob = await larder.person('bob')

function newChannel(facts: { name?: string; deleted_at?: string } = {}) {
  return insertChannel(database, { account_id: ada.accountId, ...facts })
}

describe('Given a channel of ada', () => {
  test('when bob follows it twice, then it has one follower, and he sees that he does', async () => {
    const { id, handle } = await newChannel()
    await bob.larder.channels.follow({ id })
    const followed = await bob.larder.channels.follow({ id })
    expect(followed).toMatchObject({ id, followers: 1, isFollowed: true })
    expect(await ada.larder.channels.get({ handle })).toMatchObject({
      followers: 1,
      isFollowed: false,
    })
    await bob.larder.channels.unfollow({ id })
    await bob.larder.channels.unfollow({ id })
    expect(await larder.client().channels.get({ handle })).toMatchObject({ followers: 0 })
  })

  test('when ada follows it herself, then she is told that it is hers', async () => {
    const { id } = await newChannel()
    const follow = () => ada.larder.channels.follow({ id })
    await expect(follow()).rejects.toMatchObject({ reason: 'CHANNEL_IS_YOURS' })
  })

  test('when it is in the bin, then it is missing to bob, who may still stop following it', async () => {
    const { id } = await newChannel()
    const { channels } = bob.larder
    await channels.follow({ id })
    const deleted_at = new Date().toISOString()
    await database.writer.updateTable('channels').set({ deleted_at }).where('id', '=', id).execute()
    const follow = () => channels.follow({ id })
    await expect(follow()).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    expect((await channels.followed()).items.map((each) => each.id)).not.toContain(id)
    await channels.unfollow({ id })
    const again = () => channels.unfollow({ id })
    await expect(again()).rejects.toMatchObject({ reason: 'NOT_FOUND' })
  })

  test('when it is hidden, then who follows it is shown enough to stop, and nobody else learns of it', async () => {
    const fay = await larder.person('fay')
    const { channels } = fay.larder
    const [binned, ofDisabled] = [await newChannel(), await larder.person('gil')]
    const { handle } = await insertChannel(database, { account_id: ofDisabled.accountId })
    for (const hidden of [binned.handle, handle]) {
      await channels.follow({ id: (await channels.get({ handle: hidden })).id })
    }
    await ada.larder.channels.delete({ id: binned.id })
    const disabled_at = new Date().toISOString()
    const accounts = database.writer.updateTable('accounts').set({ disabled_at })
    await accounts.where('id', '=', ofDisabled.accountId).execute()

    const page = await channels.followedHidden({ limit: 1 })
    expect(page.items).toEqual([
      { id: binned.id, handle: binned.handle, followedAt: expect.stringMatching(/^\d{4}-.*Z$/) },
    ])
    const rest = await channels.followedHidden({ cursor: page.nextCursor ?? '' })
    expect(rest).toMatchObject({ items: [{ handle }], nextCursor: null })

    // As a handle that nobody has: the reason, the words and the details.
    const refused = async (wanted: string) => {
      const answer = await larder.call(
        'channels.unfollow',
        { handle: wanted },
        { secret: bob.session },
      )
      return { status: answer.status, body: answer.body.replaceAll(wanted, '<handle>') }
    }
    expect(await refused(handle)).toEqual(await refused('nobody-has-it'))
    expect(await refused(binned.handle)).toEqual(await refused('nobody-has-it'))
    expect((await bob.larder.channels.followedHidden()).items).toEqual([])

    await channels.unfollow({ handle: handle.toUpperCase() })
    await channels.unfollow({ id: binned.id })
    expect((await channels.followedHidden()).items).toEqual([])
    const again = () => channels.unfollow({ handle })
    await expect(again()).rejects.toMatchObject({ details: { what: 'channel', id: handle } })
    await ada.larder.channels.restore({ id: binned.id })
    expect(await channels.get({ handle: binned.handle })).toMatchObject({ followers: 0 })
  })

  test('when bob looks at what he follows, then by name, a page after the other', async () => {
    const cyd = await larder.person('cyd')
    for (const name of ['beets', 'Äpfel', 'corn', 'beets']) {
      await cyd.larder.channels.follow({ id: (await newChannel({ name })).id })
    }
    const names: string[] = []
    let cursor: string | null = null
    do {
      const from: { cursor?: string } = cursor === null ? {} : { cursor }
      const page = await cyd.larder.channels.followed({ limit: 3, ...from })
      names.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(names).toEqual(['Äpfel', 'beets', 'beets', 'corn'])
  })
})
