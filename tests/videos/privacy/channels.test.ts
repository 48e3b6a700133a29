import { describe, expect, test, vi } from 'vitest'
import { startLarder } from '#harness'
import { insertChannel } from '../insert-video.ts'

const larder = await startLarder()
const { database } = larder
const past = new Date(Date.now() - 3_600_000).toISOString()
const future = new Date(Date.now() + 3_600_000).toISOString()

const ada = await larder.person('ada')
const bob = await larder.person('bob')
const [away, leaving] = [await larder.person('away'), await larder.person('leaving')]
const states = [
  { name: 'quinces in use', owner: ada },
  { name: 'quinces in the bin', owner: ada, deleted_at: past },
  { name: 'quinces purged', owner: ada, deleted_at: past, purged_at: past },
  { name: 'quinces of one disabled', owner: away },
  { name: 'quinces of one leaving', owner: leaving },
]
const handles = new Map<string, string>()
for (const { name, owner, ...facts } of states) {
  const account_id = owner.accountId
  const { id, handle } = await insertChannel(database, { account_id, name, ...facts })
  handles.set(name, handle)
  const follow = { account_id: bob.accountId, channel_id: id, created_at: past }
  await database.writer.insertInto('follows').values(follow).execute()
  // Anything that is said of it makes it be found.
  const words = { id, description: 'Of fruit.' }
  await larder.call('channels.edit', words, { secret: owner.session })
}
const accounts = database.writer.updateTable('accounts')
await accounts.set({ disabled_at: past }).where('id', '=', away.accountId).execute()
await accounts.set({ leaves_at: future }).where('id', '=', leaving.accountId).execute()

/** The names of the channels that somebody sees on each surface. */
async function seen(secret?: string): Promise<Record<string, string[]>> {
  const read = async (path: string, input: object) =>
    (await larder.call(path, input, secret === undefined ? {} : { secret })).body
  const pages = [...handles.values()].map((handle) => read('channels.get', { handle }))
  const texts = {
    get: (await Promise.all(pages)).join('\n'),
    list: await read('channels.list', {}),
    search: await read('channels.search', { query: 'quinces' }),
    followed: await read('channels.followed', {}),
  }
  const namesIn = (text: string) =>
    states.map(({ name }) => name).filter((name) => text.includes(`"${name}"`))
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, namesIn(text)]))
}

describe('Given channels in every state, which bob follows', () => {
  test('when they are looked for, then others see the one in use, and its owner that in the bin', async () => {
    const one = ['quinces in use']
    await vi.waitFor(async () => expect((await seen())['search']).toEqual(one), { timeout: 20_000 })
    expect(await seen()).toEqual({ get: one, list: one, search: one, followed: [] })
    const forBob = { get: one, list: one, search: one, followed: one }
    expect(await seen(bob.session)).toEqual(forBob)
    const own = [...one, 'quinces in the bin']
    const forAda = { get: own, list: one, search: one, followed: [] }
    expect(await seen(ada.session)).toEqual(forAda)
  })
})
