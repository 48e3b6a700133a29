import { appRouter, createRequestContext, createServices } from '@larder/api'
import type { Database } from '@larder/db'
import { ACCOUNTS, LARGEST_CHANNEL, PRIVATE_CHANNEL, seededUntil, wordAt } from './seed-videos.ts'

/** Calls as a client makes them, by what they ask for. */
export type Cases = Record<string, () => Promise<unknown>>

/** The channel without anything special: about five hundred videos. */
const CHANNEL = 7

/** Who owns the private channel. */
const OWNER = 1 + (PRIVATE_CHANNEL % ACCOUNTS)

/** Pages that are gone through before one in the depth is measured. */
const DEEP = 20

/** Everything by which videos are found, for somebody unknown and for somebody who owns a tenth of them. */
export async function findingCases(database: Database): Promise<Cases> {
  const visitor = await callerOn(database, null)
  return {
    ...searches(visitor),
    ...rankings(visitor),
    ...(await lists(visitor, '')),
    ...(await lists(await callerOn(database, OWNER), ', as an owner')),
  }
}

type Caller = Awaited<ReturnType<typeof callerOn>>

async function callerOn(database: Database, accountId: number | null) {
  const request = {
    id: 'bench',
    address: '127.0.0.1',
    authorization: undefined,
    idempotencyKey: undefined,
    device: '',
  }
  const services = createServices(database, { clock: { now: () => seededUntil } })
  const context = await createRequestContext(services, request)
  const membership = {
    organisationId: 1,
    kind: 'company',
    role: 'member',
    timeZone: 'UTC',
  } as const
  const facts = { role: 'user', standing: 'active', language: 'en', token: null } as const
  if (accountId === null) return appRouter.createCaller(context).videos
  const actor = { ...facts, accountId, memberships: [membership] }
  const credential = { kind: 'accepted', actor, secret: '' } as const
  return appRouter.createCaller({ ...context, credential }).videos
}

function searches(videos: Caller): Cases {
  const search =
    (query: string, more: object = {}) =>
    () =>
      videos.search({ query, limit: 20, ...more })
  const [common = '', frequent = '', middling = '', rare = ''] = [0, 50, 1_000, 15_000].map(wordAt)
  return {
    'a rare word': search(rare),
    'a middling word': search(middling),
    'a frequent word': search(frequent),
    'the commonest word': search(common),
    'two common words': search(`${common} ${frequent}`),
    'a common and a rare word': search(`${common} ${rare}`),
    'four frequent words': search([1, 2, 3, 4].map(wordAt).join(' ')),
    'a beginning of one letter': search('b'),
    'a beginning of two letters': search('ba'),
    'a beginning of four letters': search('baba'),
    'a common word and a beginning': search(`${common} b`),
    'a common word, newest': search(common, { sort: 'newest' }),
    'a common word, by views': search(common, { sort: 'views' }),
    'a rare word, newest': search(rare, { sort: 'newest' }),
    'a common word in a channel': search(common, { channelId: CHANNEL }),
    'a common word in the largest one': search(common, { channelId: LARGEST_CHANNEL }),
    'a common word in a private one': search(common, { channelId: PRIVATE_CHANNEL }),
    'a common word with a tag': search(common, { tag: wordAt(3) }),
    'a word that is nowhere': search('zzzzz'),
  }
}

function rankings(videos: Caller): Cases {
  const id = '00000050450'
  return {
    'trending of a week': () => videos.trending({}),
    'trending of a month': () => videos.trending({ days: 30 }),
    related: () => videos.related({ id }),
  }
}

type Asked = NonNullable<Parameters<Caller['list']>[0]>

/** Every order and filter that a list offers, of all channels and of one, at the top and in the depth. */
async function lists(videos: Caller, whose: string): Promise<Cases> {
  const cases: Cases = {}
  const sorts = ['published', 'title', 'views', 'likes', 'duration'] as const
  const channels = { all: undefined, 'the largest': LARGEST_CHANNEL, 'a small': CHANNEL }
  for (const [which, channelId] of Object.entries(channels)) {
    for (const by of sorts) {
      for (const direction of ['desc', 'asc'] as const) {
        const asked: Asked = { channelId, sort: [{ by, direction }] }
        const name = `list, ${which}, ${by} ${direction}`
        cases[name + whose] = () => videos.list(asked)
        const cursor = await deepIn(videos, asked)
        if (cursor !== null)
          cases[`${name}, deep${whose}`] = () => videos.list({ ...asked, cursor })
      }
    }
  }
  const from = new Date(seededUntil.getTime() - 86_400_000).toISOString()
  const filters: Record<string, Asked> = {
    'a title': { where: { title: { like: `%${wordAt(15_000)}%` } } },
    'how titles begin': { where: { title: { like: 'ba%' } } },
    'a language': { where: { language: { eq: 'fr' } } },
    'a language nobody speaks': { where: { language: { eq: 'xx' } } },
    'few seconds': { where: { durationMs: { lt: 2_000 } } },
    'the last day': { where: { publishedAt: { gte: from } } },
    'many views': { where: { views: { gte: 10_000 } } },
    'more views than there are': { where: { views: { gte: 1_000_000_000 } } },
    'many likes': { where: { likes: { gte: 10_000 } } },
    'a tag': { tag: wordAt(3) },
    'a tag, by views': { tag: wordAt(3), sort: [{ by: 'views', direction: 'desc' }] },
    'a tag nobody gave': { tag: 'zzzzz' },
    'a private channel': { channelId: PRIVATE_CHANNEL },
    'a private channel, by views': {
      channelId: PRIVATE_CHANNEL,
      sort: [{ by: 'views', direction: 'desc' }],
    },
    'a language in the largest channel': {
      channelId: LARGEST_CHANNEL,
      where: { language: { eq: 'xx' } },
    },
    'all, counted': { withTotal: true },
  }
  for (const [name, asked] of Object.entries(filters)) {
    cases[`list, ${name}${whose}`] = () => videos.list(asked)
  }
  return cases
}

async function deepIn(videos: Caller, asked: Asked): Promise<string | null> {
  let cursor: string | undefined
  for (let page = 0; page < DEEP; page++) {
    const { nextCursor } = await videos.list({ ...asked, limit: 200, ...(cursor && { cursor }) })
    if (nextCursor === null) return cursor ?? null
    cursor = nextCursor
  }
  return cursor ?? null
}
