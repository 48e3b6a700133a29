import { randomUUID } from 'node:crypto'
import type { Larder } from '@larder/sdk'
import type { Person } from '#harness'

export type ThingKind = keyof ReturnType<typeof makersOf>

/** Nothing has this id. */
export const MISSING_ID = 2_000_000_000

/** What stands in every name of the household, so that it is recognised wherever it turns up. */
export const MARK = 'of-the-house'

/**
 * Makes a new thing of each kind and answers its id: in the household of `keeper`, who administers
 * product types as well; the access token is `owner`'s, and so are webhooks.
 */
export function makersOf(keeper: Person, owner: Person) {
  const freezer = () => keeper.freezer({ name: `${MARK}-${randomUUID()}` })
  const product = async () => keeper.product(await freezer(), { name: MARK, description: MARK })
  const idOf = (thing: { id: number }) => thing.id
  const { freezers } = keeper.larder
  // Signed in once only, after those cells in which the owner ends their sessions.
  let device: Promise<Larder> | undefined
  const ownersDevice = () => (device ??= owner.logIn().then(({ larder }) => larder))
  const webhook = async () =>
    // To be told of what happens in no cell of the owner's.
    (await ownersDevice()).webhooks.add({ url: nowhere(), types: ['RefusalsOmitted'] })
  return {
    freezer: async () => idOf(await freezer()),
    'archived freezer': async () => idOf(await freezers.archive(await byId(freezer()))),
    product: async () => idOf(await product()),
    'product that is out': async () => idOf(await freezers.products.takeOut(await byId(product()))),
    event: async () => {
      const { freezerId } = await product()
      const { items } = await freezers.history.list({ freezerId, limit: 1 })
      return items[0]?.id ?? 0
    },
    'access token': async () => {
      const { accounts } = (await owner.logIn()).larder
      return idOf(await accounts.tokens.create({ name: randomUUID(), scopes: ['*'] }))
    },
    webhook: async () => idOf(await webhook()),
    'webhook delivery': async () => {
      const { webhooks } = await ownersDevice()
      return idOf(await webhooks.test(await byId(webhook())))
    },
    'product type': async () => {
      const names = { en: randomUUID(), fr: randomUUID() }
      return idOf(await freezers.types.add({ names, usualMonths: null }))
    },
  }
}

/** A URL that nobody has yet, and where nobody listens. */
export function nowhere(): string {
  return `http://127.0.0.1:9/${randomUUID()}`
}

async function byId(thing: Promise<{ id: number }>): Promise<{ id: number }> {
  return { id: (await thing).id }
}
