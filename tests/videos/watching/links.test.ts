import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { openCinema } from './cinema.ts'

const cinema = await openCinema()
const ada = await cinema.person('ada')
const eve = await cinema.person('eve')
const bytes = randomBytes(2_000)

function privateVideo() {
  return cinema.video(ada, { privacy: 'private', pictures: { 'thumb-1': bytes }, bytes })
}

async function statusOf(path: string): Promise<number> {
  const answer = await cinema.get(path)
  await answer.arrayBuffer()
  return answer.status
}

describe('Given a player that cannot say who is watching', () => {
  const playerOf = async (person: typeof ada, id: string) =>
    (await person.larder.videos.link({ id, asMe: true })).path

  test('when a member watches with a link of their own, then until they are no member', async () => {
    const cleo = await cinema.person('cleo')
    await ada.takeIn(cleo, 'viewer')
    const guarded = { privacy: 'members', organisation_id: ada.householdId } as const
    const { publicId: id } = await cinema.video(ada, { ...guarded, bytes })
    const path = await playerOf(cleo, id)
    expect(await statusOf(path)).toBe(200)
    expect(await statusOf(`/videos/${id}/stream`)).toBe(404)
    await expect(playerOf(eve, id)).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    await expect(cleo.larder.videos.link({ id })).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    const { organisations } = ada.larder
    await organisations.members.remove({ id: ada.householdId, accountId: cleo.accountId })
    expect(await statusOf(path)).toBe(404)
  })

  test('when the owner previews what is not published, then with a link of their own only', async () => {
    const { publicId: id } = await privateVideo()
    await ada.larder.videos.unpublish({ id })
    expect(await statusOf(await playerOf(ada, id))).toBe(200)
    expect(await statusOf((await ada.larder.videos.link({ id })).path)).toBe(404)
  })
})

describe('Given a private video of ada', () => {
  test('when she links to it, then whoever has the link watches it, until it is over', async () => {
    const { publicId: id } = await privateVideo()
    const { grant, path, expiresAt } = await ada.larder.videos.link({ id, seconds: 60 })
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(61_000)
    const answer = await cinema.get(path)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    expect(await statusOf(`/videos/${id}/pictures/thumb-1?grant=${grant}`)).toBe(200)
    expect(await eve.larder.videos.get({ id, grant })).toMatchObject({ id, isMine: false })
    cinema.later(62_000)
    expect(await statusOf(path)).toBe(404)
  })

  const { videos } = ada.larder
  const ends: [string, (id: string) => Promise<unknown>][] = [
    ['its privacy changes', (id) => videos.setPrivacy({ id, privacy: 'unlisted' })],
    ['it goes to the bin', (id) => videos.delete({ id })],
    ['it is not published any more', (id) => videos.unpublish({ id })],
  ]
  test.each(ends)('when %s, then the link ends at once', async (_, change) => {
    const { publicId: id } = await privateVideo()
    const { path, grant } = await videos.link({ id })
    expect(await statusOf(path)).toBe(200)
    await change(id)
    // The grant opens nothing any more: whoever comes without one is answered alike.
    expect(await statusOf(path)).toBe(await statusOf(`/videos/${id}/stream`))
    await videos.setPrivacy({ id, privacy: 'members', organisationId: ada.householdId })
    await expect(eve.larder.videos.get({ id, grant })).rejects.toMatchObject({
      reason: 'NOT_FOUND',
    })
  })

  test('when a link came from an access token, then it ends with that', async () => {
    const { publicId: id } = await privateVideo()
    const token = await ada.larder.accounts.tokens.create({ name: 'tv', scopes: ['videos:read'] })
    const answer = await cinema.call('videos.link', { id }, { secret: token.token })
    const { path } = answer.data() as { path: string }
    expect(await statusOf(path)).toBe(200)
    await ada.larder.accounts.tokens.revoke({ id: token.id })
    expect(await statusOf(path)).toBe(404)
  })

  test('when its owner is disabled, then the link ends', async () => {
    const bob = await cinema.person('bob')
    const { publicId: id } = await cinema.video(bob, { privacy: 'private', bytes })
    const { path } = await bob.larder.videos.link({ id })
    expect(await statusOf(path)).toBe(200)
    const disabled_at = new Date().toISOString()
    const change = cinema.database.writer.updateTable('accounts').set({ disabled_at })
    await change.where('id', '=', bob.accountId).execute()
    expect(await statusOf(path)).toBe(404)
  })

  test('when a link is meddled with, or is one to another video, then it opens nothing', async () => {
    const [one, two] = [await privateVideo(), await privateVideo()]
    const { grant } = await ada.larder.videos.link({ id: one.publicId })
    const [expiresAt = '', tokenId, signature] = grant.split('.')
    const forged = [
      `${Number(expiresAt) + 1}.${tokenId}.${signature}`,
      `${expiresAt}.7.${signature}`,
      `${expiresAt}.${tokenId}.${'A'.repeat(43)}`,
      'nonsense',
      '',
      `${grant}&grant=${grant}`,
    ]
    expect(await statusOf(`/videos/${one.publicId}/stream?grant=${grant}`)).toBe(200)
    for (const other of forged) {
      expect(await statusOf(`/videos/${one.publicId}/stream?grant=${other}`)).toBe(404)
    }
    expect(await statusOf(`/videos/${two.publicId}/stream?grant=${grant}`)).toBe(404)
  })

  test('when eve links to it, then it is as if it were not there', async () => {
    const { publicId } = await privateVideo()
    for (const id of [publicId, 'AAAAAAAAAAA']) {
      await expect(eve.larder.videos.link({ id })).rejects.toMatchObject({
        reason: 'NOT_FOUND',
        details: { what: 'video', id },
      })
    }
  })
})

describe('Given a video with a password', () => {
  const unlock = (id: string, password: string, address: string) =>
    cinema.call('videos.unlock', { id, password }, { address })

  test('when it is given, then the grant opens it, until the password changes', async () => {
    const { publicId } = await cinema.video(ada, { password: 'plum cake', bytes })
    const path = `/videos/${publicId}/stream`
    const refused = await cinema.get(path)
    expect([refused.status, (await refused.json()).error.data.reason]).toEqual([
      403,
      'VIDEO_PASSWORD_NEEDED',
    ])
    const answer = await unlock(publicId, 'plum cake', '10.1.0.1')
    const { grant, expiresAt } = answer.data() as { grant: string; expiresAt: string }
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 11 * 3_600_000)
    expect(await statusOf(`${path}?grant=${grant}`)).toBe(200)
    const other = { id: publicId, privacy: 'password', password: 'plum pudding' } as const
    await ada.larder.videos.setPrivacy(other)
    expect(await statusOf(`${path}?grant=${grant}`)).toBe(403)
    expect((await unlock(publicId, 'plum cake', '10.1.0.1')).status).toBe(403)
    expect((await unlock(publicId, 'plum pudding', '10.1.0.1')).status).toBe(200)
  })

  test('when somebody guesses, then five are looked at, and others still get in', async () => {
    const { publicId } = await cinema.video(ada, { password: 'plum cake' })
    const outcomes: unknown[] = []
    for (let guess = 0; guess < 7; guess++) {
      const { error } = await unlock(publicId, `guess ${guess}`, '10.2.0.1')
      const { reason, details } = error()?.data ?? {}
      outcomes.push([reason, (details as { attemptsLeft?: number }).attemptsLeft])
    }
    expect(outcomes).toEqual([
      ...[4, 3, 2, 1, 0].map((left) => ['VIDEO_PASSWORD_WRONG', left]),
      ['VIDEO_GUESSES_SPENT', undefined],
      ['VIDEO_GUESSES_SPENT', undefined],
    ])
    expect((await unlock(publicId, 'plum cake', '10.2.0.1')).status).toBe(429)
    // control: the same from elsewhere.
    expect((await unlock(publicId, 'plum cake', '10.2.0.2')).status).toBe(200)
    cinema.later(15 * 60_000 + 1_000)
    expect((await unlock(publicId, 'plum cake', '10.2.0.1')).status).toBe(200)
  })

  test('when 40 are tried at once at several videos, then ten of a network are looked at', async () => {
    const videos = await Promise.all(
      Array.from({ length: 4 }, () => cinema.video(ada, { password: 'plum cake' })),
    )
    const tries = videos.flatMap(({ publicId }) => Array.from({ length: 10 }, () => publicId))
    const answers = await Promise.all(
      tries.map((id, index) => unlock(id, `guess ${index}`, '10.3.0.1')),
    )
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(30)
  })

  test('when many networks guess at one video, then a hundred are looked at in a quarter', async () => {
    const [attacked, other] = [
      await cinema.video(ada, { password: 'plum cake' }),
      await cinema.video(ada, { password: 'plum cake' }),
    ]
    const before = await unlock(attacked.publicId, 'plum cake', '10.6.1.1')
    const { grant } = before.data() as { grant: string }
    const guesses = Array.from({ length: 25 }, (_, network) => async () => {
      const statuses: number[] = []
      for (let guess = 0; guess < 5; guess++) {
        const address = `10.6.0.${network}`
        statuses.push((await unlock(attacked.publicId, `guess ${guess}`, address)).status)
      }
      return statuses
    })
    const statuses = (await Promise.all(guesses.map((guess) => guess()))).flat()
    expect(statuses.filter((status) => status === 403)).toHaveLength(100)
    expect(statuses.filter((status) => status === 429)).toHaveLength(25)
    expect((await unlock(attacked.publicId, 'plum cake', '10.6.1.2')).status).toBe(429)
    // Whoever is in stays in, other videos open, and it is over after a quarter of an hour.
    const path = `/videos/${attacked.publicId}/pictures/none?grant=${grant}`
    expect((await (await cinema.get(path)).json()).error.data.details.what).toBe('rendition')
    expect((await unlock(other.publicId, 'plum cake', '10.6.1.2')).status).toBe(200)
    cinema.later(15 * 60_000 + 1_000)
    expect((await unlock(attacked.publicId, 'plum cake', '10.6.1.2')).status).toBe(200)
  })

  test('when many right ones come at once from one place, then none counts as a guess', async () => {
    const { publicId } = await cinema.video(ada, { password: 'plum cake' })
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => unlock(publicId, 'plum cake', '10.4.0.1')),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  })

  test('when it is one that is not there, or not for the caller, then both look alike', async () => {
    const [hidden, binned] = [
      await privateVideo(),
      await cinema.video(ada, { password: 'plum cake', deleted_at: '2026-01-01T00:00:00.000Z' }),
    ]
    const answers = await Promise.all(
      [hidden.publicId, binned.publicId, 'AAAAAAAAAAA'].map(async (id) => {
        const answer = await unlock(id, 'plum cake', '10.5.0.1')
        return [answer.status, answer.error()?.data.reason, answer.error()?.data.details]
      }),
    )
    expect(answers).toEqual(
      [hidden.publicId, binned.publicId, 'AAAAAAAAAAA'].map((id) => [
        404,
        'NOT_FOUND',
        { what: 'video', id },
      ]),
    )
    const open = await cinema.video(ada)
    const answer = await unlock(open.publicId, 'plum cake', '10.5.0.1')
    expect(answer.error()?.data.reason).toBe('VIDEO_NEEDS_NO_PASSWORD')
  })
})
