import { randomUUID } from 'node:crypto'
import type { Database } from '@larder/db'
import { rawCall } from '#harness'

/** A server in this process, and what it stands on. */
export interface Place {
  url: string
  database: Database
}

interface Created {
  id: number
}

interface Me {
  memberships: { organisationId: number }[]
}

/** A household with an owner, who is an administrator as well. */
export class Home {
  readonly email = `ada.${randomUUID()}@example.org`
  readonly password = 'nobody guesses this one'
  readonly place: Place
  session = ''
  householdId = 0

  private constructor(place: Place) {
    this.place = place
  }

  static async at(place: Place): Promise<Home> {
    const home = new Home(place)
    const { email, password } = home
    const registration = { email, password, displayName: 'ada' }
    const { session } = (await home.call('accounts.register', registration)) as { session: string }
    home.session = session
    const promote = place.database.writer.updateTable('accounts').set({ is_admin: 1 })
    await promote.where('email', '=', email).execute()
    const { memberships } = (await home.call('accounts.whoAmI')) as Me
    home.householdId = memberships[0]?.organisationId ?? 0
    return home
  }

  /** Every call carries an idempotency key, so that its statements are there to fail as well. */
  async call(path: string, input: unknown = {}, session = this.session): Promise<unknown> {
    const answer = await rawCall(this.place.url, path, input, {
      idempotencyKey: randomUUID(),
      ...(session === '' ? {} : { secret: session }),
    })
    return answer.data()
  }

  async newSession(): Promise<string> {
    const { email, password } = this
    const answer = await this.call('accounts.logIn', { email, password })
    return (answer as { session: string }).session
  }

  newFreezer(): Promise<Created> {
    const name = `freezer ${randomUUID()}`
    return this.call('freezers.create', { name, boxes: 5 }) as Promise<Created>
  }

  async newProduct(): Promise<Created> {
    const { id: freezerId } = await this.newFreezer()
    const product = { freezerId, box: 1, name: 'peas', typeId: 1 }
    return this.call('freezers.products.add', product) as Promise<Created>
  }

  async takenOutProduct(): Promise<Created> {
    const { id } = await this.newProduct()
    return this.call('freezers.products.takeOut', { id }) as Promise<Created>
  }

  async archivedFreezer(): Promise<Created> {
    const { id } = await this.newFreezer()
    return this.call('freezers.archive', { id }) as Promise<Created>
  }

  /** Of a product that was put in. */
  async newEvent(): Promise<number> {
    const { id } = await this.newProduct()
    const events = this.place.database.reader.selectFrom('events').select('id')
    return (await events.where('subject', '=', `product-${id}`).executeTakeFirstOrThrow()).id
  }

  newToken(): Promise<Created> {
    const token = { name: randomUUID(), scopes: ['*'] }
    return this.call('accounts.tokens.create', token) as Promise<Created>
  }

  newWebhook(): Promise<Created> {
    return this.call('webhooks.add', { url: nowhere() }) as Promise<Created>
  }

  async testedWebhook(): Promise<Created> {
    const { id } = await this.newWebhook()
    await this.call('webhooks.test', { id })
    return { id }
  }

  async newDelivery(): Promise<Created> {
    return this.call('webhooks.test', await this.newWebhook().then(idOf)) as Promise<Created>
  }

  newType(): Promise<Created> {
    const names = { en: randomUUID(), fr: randomUUID() }
    const type = { names, usualMonths: { min: 1, max: 2 } }
    return this.call('freezers.types.add', type) as Promise<Created>
  }
}

/** A URL that nobody has yet, and where nobody listens. */
export function nowhere(): string {
  return `http://127.0.0.1:9/${randomUUID()}`
}

function idOf({ id }: Created): Created {
  return { id }
}
