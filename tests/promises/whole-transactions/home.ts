import { hash, randomUUID } from 'node:crypto'
import type { Database } from '@larder/db'
import { rawCall } from '#harness'
import { newLogin } from '../../accounts/identities/flows.ts'
import type { TestProvider } from '../../accounts/identities/identity-provider.ts'
import { FRONT } from '../../accounts/identities/identity-provider.ts'
import { storeFile } from '../../files/store-file.ts'
import type { InsertedVideo } from '../../videos/insert-video.ts'
import { insertChannel, insertVideo } from '../../videos/insert-video.ts'

/** A server in this process, and what it stands on. */
export interface Place {
  url: string
  database: Database
  /** Its data directory. */
  directory: string
  /** Where people have identities. */
  provider: TestProvider
}

interface Created {
  id: number
}

interface Me {
  id: number
  memberships: { organisationId: number }[]
}

/** A household with an owner, who is an administrator as well. */
export class Home {
  readonly email = `ada.${randomUUID()}@example.org`
  readonly password = 'nobody guesses this one'
  readonly place: Place
  session = ''
  householdId = 0
  accountId = 0
  #neighbour: Promise<Home> | undefined

  private constructor(place: Place) {
    this.place = place
  }

  static async at(place: Place): Promise<Home> {
    const home = new Home(place)
    const { email, password } = home
    const registration = { email, password, displayName: 'ada' }
    const { session } = (await home.call('accounts.register', registration)) as { session: string }
    home.session = session
    const promote = place.database.writer.updateTable('accounts').set({ role: 'admin' })
    await promote.where('email', '=', email).execute()
    const { id, memberships } = (await home.call('accounts.whoAmI')) as Me
    home.accountId = id
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

  async newSessionId(): Promise<string> {
    return hash('sha256', await this.newSession()).slice(0, 16)
  }

  async newInvitation(): Promise<number> {
    return ((await this.call('admin.invitations.create')) as Created).id
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

  async disabledAccount(): Promise<number> {
    const { accountId: id } = await Home.at(this.place)
    await this.call('admin.accounts.disable', { id, reason: 'a test' })
    return id
  }

  newToken(): Promise<Created> {
    const token = { name: randomUUID(), scopes: ['*'] }
    return this.call('accounts.tokens.create', token) as Promise<Created>
  }

  /** What finishes a log-in or a link that was begun, once one is back from the provider. */
  async backFrom(how: 'beginLogIn' | 'beginLink', login = newLogin('ada')): Promise<object> {
    const { provider } = this.place
    const beginning = { provider: provider.name, redirectUri: FRONT }
    const begun = await this.call(`accounts.identities.${how}`, beginning)
    const { url, verifier } = begun as { url: string; verifier: string }
    return { callbackUrl: await provider.visit(url, login), verifier }
  }

  async newIdentity(login?: string): Promise<Created> {
    return this.call(
      'accounts.identities.link',
      await this.backFrom('beginLink', login),
    ) as Promise<Created>
  }

  /** Somebody who registered with an identity and never set a password. */
  async sessionWithoutPassword(): Promise<string> {
    const finish = await this.backFrom('beginLogIn')
    const answer = await this.call('accounts.identities.logIn', { ...finish, register: {} })
    return (answer as { session: string }).session
  }

  newFile(): Promise<number> {
    const [bytes, thumbnail] = [Buffer.from(randomUUID()), Buffer.from(randomUUID())]
    const file = { account_id: this.accountId, bytes, renditions: { thumbnail } }
    return storeFile(this.place, file)
  }

  newAvatar(): Promise<number> {
    const [bytes, small] = [Buffer.from(randomUUID()), Buffer.from(randomUUID())]
    const file = { account_id: this.accountId, kind: 'avatar' as const, bytes }
    return storeFile(this.place, { ...file, renditions: { small } })
  }

  async picturedCompany(): Promise<Created> {
    const id = await this.newCompany()
    await this.call('organisations.picture.set', { id, fileId: await this.newAvatar() })
    return { id }
  }

  newChannel(facts: { deleted_at?: string } = {}): Promise<Created> {
    return insertChannel(this.place.database, { account_id: this.accountId, ...facts })
  }

  async picturedChannel(): Promise<Created> {
    const { id } = await this.newChannel()
    await this.call('channels.picture.set', { id, fileId: await this.newAvatar() })
    return { id }
  }

  /** In a channel of its own, with bytes. */
  async newVideo(facts: Partial<Parameters<typeof insertVideo>[1]> = {}): Promise<InsertedVideo> {
    const { id } = await this.newChannel()
    return insertVideo(this.place, { channel_id: id, ...facts })
  }

  /** With one picture that could stand for it. */
  async newPicturedVideo(): Promise<InsertedVideo> {
    const [bytes, picture] = [Buffer.from(randomUUID()), Buffer.from(randomUUID())]
    const file = { account_id: this.accountId, kind: 'video' as const, bytes }
    const renditions = { 'thumbnail-1': picture }
    return this.newVideo({ file_id: await storeFile(this.place, { ...file, renditions }) })
  }

  newPicture(): Promise<number> {
    const [bytes, large] = [Buffer.from(randomUUID()), Buffer.from(randomUUID())]
    const file = { account_id: this.accountId, kind: 'picture' as const, bytes }
    return storeFile(this.place, { ...file, renditions: { large } })
  }

  /** What could become the bytes of a video. */
  newClip(): Promise<number> {
    const file = { account_id: this.accountId, kind: 'video' as const }
    return storeFile(this.place, { ...file, bytes: Buffer.from(randomUUID()) })
  }

  /** Somebody else, always the same. */
  neighbour(): Promise<Home> {
    this.#neighbour ??= Home.at(this.place)
    return this.#neighbour
  }

  async neighboursChannel(): Promise<Created> {
    return (await this.neighbour()).newChannel()
  }

  async neighboursVideo(): Promise<InsertedVideo> {
    return (await this.neighbour()).newVideo()
  }

  async newComment(): Promise<Created> {
    const { publicId: videoId } = await this.newVideo()
    return this.call('videos.comments.add', { videoId, text: 'How nice.' }) as Promise<Created>
  }

  async newNotification(): Promise<number> {
    const { id } = await this.neighboursVideo()
    const { insertId } = await this.place.database.writer
      .insertInto('notifications')
      .values({
        account_id: this.accountId,
        kind: 'new video',
        video_id: id,
        comment_id: null,
        created_at: new Date().toISOString(),
        read_at: null,
      })
      .executeTakeFirstOrThrow()
    return Number(insertId)
  }

  async newPlaylist(): Promise<{ id: string }> {
    const made: unknown = await this.call('playlists.create', { title: 'evenings' })
    return { id: (made as { id: string }).id }
  }

  /** With two videos in it, of which this is the first. */
  async filledPlaylist(): Promise<{ id: string; videoId: string }> {
    const { id } = await this.newPlaylist()
    const { publicId: videoId } = await this.newVideo()
    const { publicId: other } = await this.newVideo()
    await this.call('playlists.add', { id, videoId })
    await this.call('playlists.add', { id, videoId: other })
    return { id, videoId }
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

  async filledFreezer(): Promise<number> {
    const { freezerId } = (await this.newProduct()) as Created & { freezerId: number }
    return freezerId
  }

  async newHousehold(): Promise<number> {
    const household = { kind: 'household', name: 'hut' }
    return ((await this.call('organisations.create', household)) as Created).id
  }

  async newCompany(): Promise<number> {
    const company = { kind: 'company', name: 'shop' }
    return ((await this.call('organisations.create', company)) as Created).id
  }

  newLinkInto(id: number, role = 'member'): Promise<Created & { token: string }> {
    const link = this.call('organisations.invitations.makeLink', { id, role })
    return link as Promise<Created & { token: string }>
  }

  /** With another member, who invited somebody too. */
  async sharedCompany(role: string): Promise<{ id: number; eve: Home }> {
    const eve = await Home.at(this.place)
    const id = await this.newCompany()
    const { token } = await this.newLinkInto(id, role)
    await eve.call('organisations.invitations.accept', { token })
    await eve.newLinkInto(id, role)
    return { id, eve }
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
