import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { insertChannel, insertVideo } from '../videos/insert-video.ts'
import { setPrivacy } from './announced.ts'
import { childrenOf, parseXml } from './parse-xml.ts'

const FRONT = 'https://videos.example.org'
const larder = await startLarder({ settings: { LARDER_FRONT_URL: FRONT } })
const { database } = larder
const ada = await larder.person('ada')
const bob = await larder.person('bob')

const MEAN = `<b>"bread" & 'butter'</b> ]]> \uffff é 😀`

function get(path: string, headers: Record<string, string> = {}) {
  return fetch(`${larder.url}${path}`, { headers })
}

async function newChannel(name = 'kitchen') {
  return insertChannel(database, { account_id: ada.accountId, name, description: MEAN })
}

function newVideo(channel_id: number, facts: Partial<Parameters<typeof insertVideo>[1]> = {}) {
  return insertVideo({ database }, { channel_id, ...facts })
}

/** The titles in a feed, however it is written. */
async function titlesAt(path: string): Promise<string[]> {
  const body = await (await get(path)).text()
  if (path.endsWith('.json')) {
    return (JSON.parse(body) as { items: { title: string }[] }).items.map(({ title }) => title)
  }
  const entries = childrenOf(parseXml(body), 'entry')
  return entries.map((entry) => childrenOf(entry, 'title')[0]?.text ?? '')
}

/** Longer than a date takes to be told. */
function longAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString()
}

describe('Given a channel with videos of every privacy', () => {
  test('then its Atom feed holds those that everybody finds, the newest first, and is well-formed', async () => {
    const channel = await newChannel(MEAN.replace('\uffff', ''))
    await newVideo(channel.id, { title: 'older', published_at: longAgo(20) })
    const mean = { title: MEAN, description: MEAN, tags: [MEAN], language: 'pt-BR' }
    const video = await newVideo(channel.id, { ...mean, published_at: longAgo(10) })
    for (const privacy of ['unlisted', 'private', 'password'] as const) {
      await newVideo(channel.id, { title: privacy, privacy })
    }
    const organisation_id = ada.householdId
    await newVideo(channel.id, { title: 'members', privacy: 'members', organisation_id })
    await newVideo(channel.id, { title: 'later', published_at: '2999-01-01T00:00:00.000Z' })
    await newVideo(channel.id, { title: 'failed', state: 'failed', failure: 'damaged' })
    await newVideo(channel.id, { title: 'in the bin', deleted_at: longAgo(1) })
    const answer = await get(`/channels/${channel.handle.toUpperCase()}/feed.atom`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const feed = parseXml(await answer.text())
    expect([feed.name, feed.attributes['xmlns']]).toEqual(['feed', 'http://www.w3.org/2005/Atom'])
    const one = (name: string, of = feed) => {
      const [element, ...more] = childrenOf(of, name)
      expect(more).toEqual([])
      return element?.text
    }
    expect(one('id')).toMatch(/^urn:uuid:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
    expect(one('updated')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    const entries = childrenOf(feed, 'entry')
    const shown = MEAN.replace('\uffff', '\ufffd')
    expect(entries.map((entry) => one('title', entry))).toEqual([shown, 'older'])
    const [entry] = entries
    if (!entry) throw new Error('There is no entry.')
    expect(one('content', entry)).toBe(shown)
    expect(entry.attributes['xml:lang']).toBe('pt-BR')
    expect(childrenOf(entry, 'category')[0]?.attributes['term']).toBe(shown)
    expect(childrenOf(entry, 'link')[0]?.attributes['href']).toBe(
      `${FRONT}/watch#${video.publicId}`,
    )
    expect(new Set(entries.map((each) => one('id', each))).size).toBe(2)
  })

  test('then its JSON feed holds the same, by version 1.1', async () => {
    const channel = await newChannel()
    const video = await newVideo(channel.id, { title: 'bread', tags: ['oven'] })
    await newVideo(channel.id, { title: 'private', privacy: 'private' })
    const answer = await get(`/channels/${channel.handle}/feed.json`)
    expect(answer.headers.get('content-type')).toBe('application/feed+json; charset=utf-8')
    const url = `${FRONT}/channel#${channel.handle}`
    expect(await answer.json()).toEqual({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'kitchen',
      home_page_url: url,
      description: MEAN,
      authors: [{ name: 'kitchen', url }],
      items: [
        {
          id: expect.stringMatching(/^urn:uuid:/),
          url: `${FRONT}/watch#${video.publicId}`,
          title: 'bread',
          content_text: 'bread',
          date_published: expect.any(String),
          authors: [{ name: 'kitchen', url }],
          tags: ['oven'],
        },
      ],
    })
  })

  test('when it has not changed, then that is all that is said; when it has, then all of it', async () => {
    const channel = await newChannel()
    const video = await newVideo(channel.id, { published_at: longAgo(10) })
    const path = `/channels/${channel.handle}/feed.atom`
    const answer = await get(path)
    const etag = answer.headers.get('etag') ?? ''
    const same = await get(path, { 'if-none-match': etag })
    expect([same.status, await same.text()]).toEqual([304, ''])
    expect(same.headers.get('etag')).toBe(etag)
    expect((await get(path, { 'if-match': etag })).status).toBe(200)
    expect((await get(path, { 'if-match': '"another"' })).status).toBe(412)
    // A date would tell everybody when its owner last did anything.
    expect(answer.headers.get('last-modified')).toBeNull()
    const dated = { 'if-modified-since': new Date().toUTCString() }
    expect((await get(path, dated)).status).toBe(200)
    await setPrivacy(ada, video, 'private')
    expect((await get(path, { 'if-none-match': etag })).status).toBe(200)
    expect(await titlesAt(path)).toEqual([])
  })

  test('when its owner does what concerns nobody, then no header of it tells', async () => {
    const channel = await newChannel()
    await newVideo(channel.id, { published_at: longAgo(10) })
    const path = `/channels/${channel.handle}/feed.atom`
    const told = async () => {
      const { headers } = await get(path)
      const isOfOneAnswer = /^(date|x-request-id|x-ratelimit-.*|ratelimit.*)$/
      return [...headers].filter(([name]) => !isOfOneAnswer.test(name))
    }
    const before = await told()
    await ada.larder.notifications.markAllRead()
    await expect(
      ada.larder.accounts.changePassword({
        currentPassword: 'wrong',
        newPassword: 'also wrong 123',
      }),
    ).rejects.toMatchObject({ reason: 'PASSWORD_WRONG' })
    expect(await told()).toEqual(before)
  })

  test('when a host is named in the request, then no link leads there', async () => {
    const channel = await newChannel()
    await newVideo(channel.id)
    const headers = { host: 'evil.example.net', 'x-forwarded-host': 'evil.example.net' }
    const answer = await get(`/channels/${channel.handle}/feed.json`, headers)
    expect(await answer.text()).not.toContain('evil')
  })

  test('when it is not there, then it is missing like any other', async () => {
    const channel = await newChannel()
    const gone = await insertChannel(database, {
      account_id: ada.accountId,
      deleted_at: longAgo(1),
    })
    const statuses = [
      `/channels/${gone.handle}/feed.atom`,
      '/channels/nobodys/feed.atom',
      `/channels/${channel.handle}/feed.rss`,
      `/channels/${channel.handle}/other`,
      '/feeds/larder_fed_unknown.atom',
      `/feeds/larder_fed_${'x'.repeat(32)}.json`,
      '/feeds/whatever',
    ].map(async (path) => (await get(path)).status)
    expect(new Set(await Promise.all(statuses))).toEqual(new Set([404]))
  })
})

describe('Given a feed of what bob follows', () => {
  test('then it holds what he finds of it at this moment, and nothing once it is revoked', async () => {
    const { channels, notifications } = bob.larder
    const [followed, other] = [await newChannel('followed'), await newChannel('other')]
    await channels.follow({ id: followed.id })
    const video = await newVideo(followed.id, { title: 'one', published_at: longAgo(5) })
    const members = { privacy: 'members' as const, organisation_id: ada.householdId }
    await newVideo(followed.id, { title: 'of the house', ...members, published_at: longAgo(4) })
    await newVideo(other.id, { title: 'not followed' })
    const { id, token } = await notifications.feeds.create({ name: 'reader' })
    const paths = ['atom', 'json'].map((extension) => `/feeds/${token}.${extension}`)
    const titles = () => Promise.all(paths.map(titlesAt))
    expect(await titles()).toEqual([['one'], ['one']])
    await ada.takeIn(bob)
    expect(await titles()).toEqual([
      ['of the house', 'one'],
      ['of the house', 'one'],
    ])
    await setPrivacy(ada, video, 'private')
    expect(await titles()).toEqual([['of the house'], ['of the house']])
    await channels.unfollow({ id: followed.id })
    expect(await titles()).toEqual([[], []])
    const [path = ''] = paths
    const etag = (await get(path)).headers.get('etag') ?? ''
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304)
    await notifications.feeds.revoke({ id })
    const refused = await get(path, { 'if-none-match': etag })
    expect(refused.status).toBe(404)
    expect(await refused.text()).not.toContain(token)
    expect((await notifications.feeds.list()).map((feed) => feed.id)).not.toContain(id)
  })

  test('then its token is nowhere but in the answer that made it, also not in the log', async () => {
    const { feeds } = bob.larder.notifications
    const { id, token } = await feeds.create({ name: 'reader' })
    await get(`/feeds/${token}.atom`)
    expect(JSON.stringify(await feeds.list())).not.toContain(token)
    const row = database.reader.selectFrom('followed_feeds').selectAll().where('id', '=', id)
    expect(JSON.stringify(await row.execute())).not.toContain(token.slice(-32))
    const events = await database.reader.selectFrom('events').select('payload').execute()
    expect(JSON.stringify(events)).not.toContain(token)
    expect(larder.logs()).not.toContain(token)
  })

  test('when he is disabled, then there is nothing at its address', async () => {
    const cyd = await larder.person('cyd')
    const { token } = await cyd.larder.notifications.feeds.create({ name: 'reader' })
    expect((await get(`/feeds/${token}.json`)).status).toBe(200)
    await database.writer
      .updateTable('accounts')
      .set({ disabled_at: new Date().toISOString() })
      .where('id', '=', cyd.accountId)
      .execute()
    expect((await get(`/feeds/${token}.json`)).status).toBe(404)
  })

  test('when he has twenty, then one more is refused; somebody else revokes none of them', async () => {
    const eve = await larder.person('eve')
    const { feeds } = eve.larder.notifications
    const made: { id: number }[] = []
    for (let i = 0; i < 20; i++) made.push(await feeds.create({ name: `${i}` }))
    const more = () => feeds.create({ name: 'more' })
    await expect(more()).rejects.toMatchObject({ reason: 'FOLLOWED_FEED_LIMIT_REACHED' })
    const meddle = () => bob.larder.notifications.feeds.revoke({ id: made[0]?.id ?? 0 })
    await expect(meddle()).rejects.toMatchObject({ reason: 'NOT_FOUND' })
  })
})

describe('control: what is no feed', () => {
  const declared = (body: string) => `<?xml version="1.0" encoding="utf-8"?>\n${body}`

  test.each([
    '<feed>a & b</feed>',
    '<feed><a></feed></a>',
    '<feed><b/>',
    '<feed/><feed/>',
    '<feed a="1" a="2"/>',
    '<feed>\uffff</feed>',
    '<feed>&nbsp;</feed>',
  ])('%s is found out', (body) => {
    expect(() => parseXml(declared(body))).toThrow()
    expect(parseXml(declared('<feed>a &amp; b</feed>')).text).toBe('a & b')
  })
})
