import { hash, randomUUID } from 'node:crypto'
import type { Database } from '@larder/db'
import type { Larder } from '@larder/sdk'
import type { Person } from '#harness'
import type { Shelf } from '../files/store-file.ts'
import { storeFile } from '../files/store-file.ts'
import { insertPlaylist } from '../videos/insert-playlist.ts'
import { insertCaptions, insertChannel, insertVideo } from '../videos/insert-video.ts'
import type { Caller } from './callers.ts'
import type { Id, Role } from './row.ts'

export type ThingKind = keyof ReturnType<typeof makersOf>

/** Nothing has this id. */
export const MISSING_ID = 2_000_000_000

/** What stands in every name of the household, so that it is recognised wherever it turns up. */
export const MARK = 'of-the-house'

/**
 * Makes a new thing of each kind and answers its id: in the household of `keeper`, who administers
 * product types as well; the access token is `owner`'s, and so are webhooks and files. An organisation is a new
 * one, in which the caller is what they are in the household, and `guest` a viewer.
 */
export function makersOf(
  { database, directory, storageUrl }: Shelf,
  { keeper, owner, guest }: { keeper: Person; owner: Person; guest: Person },
) {
  const freezer = () => keeper.freezer({ name: `${MARK}-${randomUUID()}` })
  const product = async () => keeper.product(await freezer(), { name: MARK, description: MARK })
  const idOf = (thing: { id: number }) => thing.id
  const { freezers } = keeper.larder
  // Signed in once only, after those cells in which people end their sessions.
  const devices = new Map<Person, Promise<Larder>>()
  const deviceOf = (person: Person) => {
    const device = devices.get(person) ?? person.logIn().then(({ larder }) => larder)
    devices.set(person, device)
    return device
  }
  const ownersDevice = () => deviceOf(owner)
  const { organisations } = keeper.larder
  const organisation = async ({ person, role }: Caller) => {
    const made = await organisations.create({ kind: 'company', name: `${MARK}-${randomUUID()}` })
    const take = async (member: Person, as: Role) => {
      const { token } = await organisations.invitations.makeLink({ id: made.id, role: as })
      await (await deviceOf(member)).organisations.invitations.accept({ token })
    }
    await take(guest, 'viewer')
    if (person && role) await take(person, role)
    return made
  }
  const avatar = (account_id: number, name = MARK) => {
    const facts = { account_id, name, kind: 'avatar' as const, media_type: 'image/webp' }
    return storeFile(
      { database, directory, storageUrl },
      { ...facts, bytes: Buffer.from(randomUUID()) },
    )
  }
  const link = async () => {
    const made = await organisations.create({ kind: 'company', name: MARK })
    const invitation = await organisations.invitations.makeLink({ id: made.id })
    tokens.set(invitation.id, invitation.token)
    return invitation
  }
  const channel = (facts: object = {}) =>
    insertChannel(database, { account_id: owner.accountId, ...facts })
  const video = async (facts: Partial<Parameters<typeof insertVideo>[1]> = {}) => {
    const { id: channel_id } = await channel()
    const { publicId } = await insertVideo({ database }, { channel_id, ...facts })
    channels.set(publicId, channel_id)
    return publicId
  }
  const playlist = async (privacy: 'public' | 'private') => {
    const { id: channel_id } = await channel()
    const listed = await insertVideo({ database }, { channel_id })
    const { publicId: other } = await insertVideo({ database }, { channel_id })
    const publicId = await insertPlaylist(database, { account_id: owner.accountId, privacy }, [
      listed.id,
    ])
    playlistVideos.set(publicId, { listed: listed.publicId, other })
    return publicId
  }
  const channelFor = async (kind: 'avatar' | 'picture') => {
    const { id } = await channel()
    const facts = { account_id: owner.accountId, kind, media_type: 'image/webp' }
    const shelf = { database, directory, storageUrl }
    files.set(id, await storeFile(shelf, { ...facts, bytes: Buffer.from(randomUUID()) }))
    return id
  }
  const inBin = { deleted_at: new Date().toISOString() }
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
    'server invitation': async () => idOf(await keeper.larder.admin.invitations.create({})),
    session: async () => hash('sha256', (await owner.logIn()).session).slice(0, 16),
    file: () => {
      const facts = { account_id: owner.accountId, name: MARK }
      const shelf = { database, directory, storageUrl }
      return storeFile(shelf, { ...facts, bytes: Buffer.from(randomUUID()) })
    },
    upload: () => insertUpload(database, owner.accountId),
    avatar: () => avatar(owner.accountId),
    webhook: async () => idOf(await webhook()),
    'webhook delivery': async () => {
      const { webhooks } = await ownersDevice()
      return idOf(await webhooks.test(await byId(webhook())))
    },
    channel: async () => idOf(await channel()),
    'channel in the bin': async () => idOf(await channel(inBin)),
    'channel to picture': () => channelFor('avatar'),
    'channel for a banner': () => channelFor('picture'),
    'handle of a channel': async () => (await channel()).handle,
    video: () => video({ title: MARK, privacy: 'private' }),
    'video in the bin': () => video({ title: MARK, privacy: 'private', ...inBin }),
    'public video': () => video(),
    playlist: () => playlist('private'),
    'public playlist': () => playlist('public'),
    'failed video': () => video({ state: 'failed', failure: 'damaged' }),
    'public video with captions': async () => {
      const id = await video()
      await insertCaptions(database, id)
      return id
    },
    'video with pictures': async () => {
      const { id: channel_id } = await channel()
      const shelf = { database, directory, storageUrl }
      const own = { account_id: owner.accountId, name: MARK, bytes: Buffer.from(randomUUID()) }
      const bytes = { 'thumbnail-1': Buffer.from(randomUUID()) }
      const file_id = await storeFile(shelf, { ...own, kind: 'video', renditions: bytes })
      const facts = { title: MARK, privacy: 'private' as const }
      const { publicId } = await insertVideo(shelf, { channel_id, file_id, ...facts })
      const large = { large: Buffer.from(randomUUID()) }
      files.set(publicId, await storeFile(shelf, { ...own, kind: 'picture', renditions: large }))
      return publicId
    },
    'video for new bytes': async () => {
      const id = await video({ title: MARK, privacy: 'private', state: 'draft' })
      const facts = { account_id: owner.accountId, kind: 'video' as const, name: MARK }
      const shelf = { database, directory, storageUrl }
      files.set(id, await storeFile(shelf, { ...facts, bytes: Buffer.from(randomUUID()) }))
      return id
    },
    'channel of the keeper': async () =>
      idOf(await insertChannel(database, { account_id: keeper.accountId })),
    comment: () => insertComment(database, keeper.accountId, owner.accountId),
    notification: () => insertNotification(database, keeper.accountId, owner.accountId),
    'followed feed': async () => idOf(await insertFeed(database, owner.accountId)),
    identity: () => insertIdentity(database, owner.accountId),
    account: () => insertAccount(database),
    'disabled account': () => insertAccount(database, new Date().toISOString()),
    organisation: async (caller: Caller) => idOf(await organisation(caller)),
    'organisation to picture': async (caller: Caller) => {
      const { id } = await organisation(caller)
      if (caller.person) avatars.set(id, await avatar(caller.person.accountId, 'own'))
      return id
    },
    invitation: async (caller: Caller) => {
      const { id } = await organisation(caller)
      return idOf(await organisations.invitations.makeLink({ id }))
    },
    'invitation to somebody else': async () => idOf(await link()),
    'product type': async () => {
      const names = { en: randomUUID(), fr: randomUUID() }
      return idOf(await freezers.types.add({ names, usualMonths: null }))
    },
  }
}

/** An identity as linking leaves it; the way to a provider and back takes its time. */
async function insertIdentity({ writer }: Database, accountId: number): Promise<number> {
  const identity = {
    account_id: accountId,
    identity_key: randomUUID(),
    provider: 'nowhere',
    email: null,
    created_at: new Date().toISOString(),
    last_used_at: null,
  }
  const { insertId } = await writer
    .insertInto('identities')
    .values(identity)
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

/** What somebody wrote on a video that everybody may watch. */
async function insertComment(
  database: Database,
  ownerId: number,
  accountId: number,
): Promise<number> {
  const { id: channel_id } = await insertChannel(database, { account_id: ownerId })
  const video = await insertVideo({ database }, { channel_id, comment_count: 1 })
  const times = { created_at: new Date().toISOString(), edited_at: null, deleted_at: null }
  const comment = { video_id: video.id, account_id: accountId, parent_id: null, text: 'Nice.' }
  const { insertId } = await database.writer
    .insertInto('comments')
    .values({ ...comment, ...times })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

async function insertNotification(
  database: Database,
  ownerId: number,
  accountId: number,
): Promise<number> {
  const { id: channel_id } = await insertChannel(database, { account_id: ownerId })
  const video = await insertVideo({ database }, { channel_id })
  const times = { created_at: new Date().toISOString(), read_at: null }
  const about = { kind: 'new video' as const, video_id: video.id, comment_id: null }
  const { insertId } = await database.writer
    .insertInto('notifications')
    .values({ account_id: accountId, ...about, ...times })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

async function insertFeed({ writer }: Database, accountId: number): Promise<{ id: number }> {
  const feed = { account_id: accountId, name: 'reader', created_at: new Date().toISOString() }
  const { insertId } = await writer
    .insertInto('followed_feeds')
    .values({ ...feed, token_hash: hash('sha256', randomUUID()) })
    .executeTakeFirstOrThrow()
  return { id: Number(insertId) }
}

/** An upload that was begun, and nothing of it came. */
async function insertUpload({ writer }: Database, accountId: number): Promise<string> {
  const id = `${randomUUID().replaceAll('-', '').slice(0, 22)}1`
  const from = new Date()
  const upload = { id, account_id: accountId, name: MARK, kind: 'file', size: 1 } as const
  const state = { reserved_bytes: 1, locked_by: null, locked_until: null }
  const times = {
    created_at: from.toISOString(),
    expires_at: new Date(from.getTime() + 3_600_000).toISOString(),
  }
  await writer
    .insertInto('uploads')
    .values({ ...upload, ...state, ...times })
    .execute()
  return id
}

/** An account that nobody logs in to: registering takes its time, and this is called often. */
async function insertAccount(
  { writer }: Database,
  disabled_at: string | null = null,
): Promise<number> {
  const email = `${randomUUID()}@example.org`
  const account = { email, email_key: email, password_hash: '', display_name: 'somebody' }
  const place = { language: 'en', time_zone: 'UTC', created_at: new Date().toISOString() }
  const { insertId } = await writer
    .insertInto('accounts')
    .values({ ...account, ...place, disabled_at })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

const avatars = new Map<Id, number>()

/** What whoever calls may make the picture of an organisation. */
export function avatarFor(organisationId: Id): number {
  return avatars.get(organisationId) ?? MISSING_ID
}

const files = new Map<Id, number>()

/** What its owner may make the picture or banner of a channel, or the bytes of a video. */
export function fileFor(id: Id): number {
  return files.get(id) ?? MISSING_ID
}

const channels = new Map<Id, number>()

/** The channel that a video is on. */
export function channelOf(videoId: Id): number {
  return channels.get(videoId) ?? MISSING_ID
}

const playlistVideos = new Map<Id, { listed: string; other: string }>()

/** A video in a playlist, and one that is not. */
export function videosFor(playlistId: Id): { listed: string; other: string } {
  const none = '0'.repeat(11)
  return playlistVideos.get(playlistId) ?? { listed: none, other: none }
}

const tokens = new Map<Id, string>()

/** The token of an invitation that was made here. */
export function tokenOf(invitationId: Id): string {
  return tokens.get(invitationId) ?? 'larder_inv_unknown'
}

/** A URL that nobody has yet, and where nobody listens. */
export function nowhere(): string {
  return `http://127.0.0.1:9/${randomUUID()}`
}

async function byId(thing: Promise<{ id: number }>): Promise<{ id: number }> {
  return { id: (await thing).id }
}
