import { randomUUID } from 'node:crypto'
import { newLogin } from '../../accounts/identities/flows.ts'
import { insertCaptions } from '../../videos/insert-video.ts'
import { Home, nowhere } from './home.ts'
import * as mailed from './mailed.ts'
import * as twoFactor from './two-factor.ts'

interface Request {
  input?: unknown
  /** Whose request it is, when it is not the household's own. */
  session?: string
}

/** How to ask for each command so that it has something to change; anew for every attempt. */
export const commands: Record<string, (home: Home) => Promise<Request>> = {
  'accounts.register': async () => ({
    input: {
      email: `bob.${randomUUID()}@example.org`,
      password: 'and nobody that one',
      displayName: 'bob',
    },
  }),
  'accounts.logIn': async (home) => {
    // Anew, because what breaks off counts as a guess.
    const { email, password } = await Home.at(home.place)
    return { input: { email, password } }
  },
  'accounts.logOut': async (home) => ({ session: await home.newSession() }),
  'accounts.logOutEverywhere': async (home) => {
    const eve = await Home.at(home.place)
    return { session: eve.session }
  },
  'accounts.changePassword': async (home) => {
    const eve = await Home.at(home.place)
    return {
      session: eve.session,
      input: { currentPassword: eve.password, newPassword: 'something else entirely' },
    }
  },
  'accounts.confirmRegistration': async (home) => ({
    input: { token: await mailed.registration(home.place) },
  }),
  'accounts.password.reset': async (home) => ({
    input: { token: await mailed.link(home, 'reset'), newPassword: 'something else entirely' },
  }),
  'accounts.email.sendVerification': async (home) => {
    const eve = await Home.at(home.place)
    return { session: eve.session }
  },
  'accounts.email.verify': async (home) => ({
    input: { token: await mailed.link(home, 'verify') },
  }),
  'accounts.email.change': async (home) => {
    const eve = await Home.at(home.place)
    const newEmail = `eve.${randomUUID()}@example.org`
    return { session: eve.session, input: { newEmail, currentPassword: eve.password } }
  },
  'accounts.email.confirmChange': async (home) => ({
    input: { token: await mailed.change(home) },
  }),
  'accounts.notices.set': async (home) => {
    const { session } = await Home.at(home.place)
    return { session, input: { logIns: false } }
  },
  'accounts.twoFactor.begin': async (home) => {
    const { session, password } = await Home.at(home.place)
    return { session, input: { password } }
  },
  'accounts.twoFactor.confirm': async (home) => {
    const { session, code } = await twoFactor.begun(home.place)
    return { session, input: { code } }
  },
  'accounts.twoFactor.disable': async (home) => {
    const { session, password, code } = await twoFactor.on(home.place)
    return { session, input: { password, code } }
  },
  'accounts.twoFactor.newRecoveryCodes': async (home) => {
    const { session, password, code } = await twoFactor.on(home.place)
    return { session, input: { password, code } }
  },
  'accounts.setPassword': async (home) => ({
    session: await home.sessionWithoutPassword(),
    input: { newPassword: 'something else entirely' },
  }),
  'accounts.identities.logIn': async (home) => {
    const login = newLogin('ada')
    await home.newIdentity(login)
    return { input: await home.backFrom('beginLogIn', login) }
  },
  'accounts.identities.link': async (home) => ({ input: await home.backFrom('beginLink') }),
  'accounts.identities.unlink': async (home) => ({ input: { id: (await home.newIdentity()).id } }),
  'accounts.profile.edit': async () => ({
    input: { username: `u${randomUUID().slice(0, 8)}`, biography: randomUUID() },
  }),
  'accounts.sessions.revoke': async (home) => ({ input: { id: await home.newSessionId() } }),
  'accounts.leave': async (home) => {
    const { session, password } = await Home.at(home.place)
    return { session, input: { password } }
  },
  'accounts.tokens.create': async () => ({ input: { name: randomUUID(), scopes: ['*'] } }),
  'accounts.tokens.revoke': async (home) => ({ input: { id: (await home.newToken()).id } }),
  'admin.accounts.disable': async (home) => ({
    input: { id: (await Home.at(home.place)).accountId, reason: 'a test' },
  }),
  'admin.accounts.enable': async (home) => ({ input: { id: await home.disabledAccount() } }),
  'admin.invitations.create': async () => ({ input: {} }),
  'admin.invitations.revoke': async (home) => ({ input: { id: await home.newInvitation() } }),
  'admin.accounts.setRole': async (home) => ({
    input: { id: (await Home.at(home.place)).accountId, role: 'staff' },
  }),
  'freezers.create': async () => ({ input: { name: randomUUID(), boxes: 3 } }),
  'freezers.edit': async (home) => ({
    input: { id: (await home.newFreezer()).id, name: randomUUID(), boxes: 7 },
  }),
  'freezers.archive': async (home) => ({ input: { id: (await home.newFreezer()).id } }),
  'freezers.restore': async (home) => ({ input: { id: (await home.archivedFreezer()).id } }),
  'freezers.delete': async (home) => ({ input: { id: (await home.newFreezer()).id } }),
  'freezers.moveToHousehold': async (home) => ({
    input: { id: await home.filledFreezer(), householdId: await home.newHousehold() },
  }),
  'freezers.importCsv': async () => ({ input: { csv: inventory() } }),
  'freezers.history.undo': async (home) => ({ input: { eventId: await home.newEvent() } }),
  'freezers.products.add': async (home) => ({
    input: { freezerId: (await home.newFreezer()).id, box: 1, name: 'peas', typeId: 1 },
  }),
  'freezers.products.edit': async (home) => ({
    input: { id: (await home.newProduct()).id, name: 'beans' },
  }),
  'freezers.products.move': async (home) => ({
    input: {
      id: (await home.newProduct()).id,
      freezerId: (await home.newFreezer()).id,
      box: 2,
    },
  }),
  'freezers.products.takeOut': async (home) => ({ input: { id: (await home.newProduct()).id } }),
  'freezers.products.putBack': async (home) => ({
    input: { id: (await home.takenOutProduct()).id },
  }),
  'freezers.products.delete': async (home) => ({ input: { id: (await home.newProduct()).id } }),
  'freezers.types.add': async () => ({
    input: { names: { en: randomUUID(), fr: randomUUID() }, usualMonths: null },
  }),
  'freezers.types.rename': async (home) => ({
    input: { id: (await home.newType()).id, language: 'de', name: randomUUID() },
  }),
  'freezers.types.setPeriod': async (home) => ({
    input: { id: (await home.newType()).id, usualMonths: { min: 3, max: 4 } },
  }),
  'freezers.types.remove': async (home) => ({ input: { id: (await home.newType()).id } }),
  'organisations.create': async () => ({ input: { kind: 'company', name: 'shop' } }),
  'organisations.edit': async (home) => ({
    input: { id: await home.newCompany(), name: randomUUID(), timeZone: 'Asia/Tokyo' },
  }),
  'organisations.delete': async (home) => ({ input: await home.picturedCompany() }),
  'organisations.leave': async (home) => {
    const { id, eve } = await home.sharedCompany('admin')
    return { input: { id }, session: eve.session }
  },
  'organisations.handOver': async (home) => {
    const { id, eve } = await home.sharedCompany('admin')
    return { input: { id, accountId: eve.accountId } }
  },
  'organisations.members.setRole': async (home) => {
    const { id, eve } = await home.sharedCompany('admin')
    return { input: { id, accountId: eve.accountId, role: 'viewer' } }
  },
  'organisations.members.remove': async (home) => {
    const { id, eve } = await home.sharedCompany('admin')
    return { input: { id, accountId: eve.accountId } }
  },
  'organisations.invitations.invite': async (home) => ({
    input: { id: await home.newCompany(), email: `bob.${randomUUID()}@example.org` },
  }),
  'organisations.invitations.makeLink': async (home) => ({
    input: { id: await home.newCompany() },
  }),
  'organisations.invitations.withdraw': async (home) => ({
    input: { id: (await home.newLinkInto(await home.newCompany())).id },
  }),
  'organisations.invitations.accept': async (home) => {
    const eve = await Home.at(home.place)
    const { token } = await home.newLinkInto(await home.newCompany())
    return { input: { token }, session: eve.session }
  },
  'organisations.invitations.decline': async (home) => ({
    input: { token: (await home.newLinkInto(await home.newCompany())).token },
  }),
  'accounts.picture.set': async (home) => {
    await home.call('accounts.picture.set', { fileId: await home.newAvatar() })
    return { input: { fileId: await home.newAvatar() } }
  },
  'accounts.picture.remove': async (home) => {
    await home.call('accounts.picture.set', { fileId: await home.newAvatar() })
    return {}
  },
  'organisations.picture.set': async (home) => {
    const { id } = await home.picturedCompany()
    return { input: { id, fileId: await home.newAvatar() } }
  },
  'organisations.picture.remove': async (home) => ({ input: await home.picturedCompany() }),
  'files.edit': async (home) => ({
    input: { id: await home.newFile(), name: randomUUID(), audience: 'everyone' },
  }),
  'files.delete': async (home) => ({ input: { id: await home.newFile() } }),
  'channels.create': async () => ({
    input: { handle: `h${randomUUID().slice(0, 12)}`, name: 'kitchen', description: 'Bread.' },
  }),
  'channels.edit': async (home) => ({
    input: { id: (await home.newChannel()).id, handle: `h${randomUUID().slice(0, 12)}` },
  }),
  'channels.picture.set': async (home) => {
    const { id } = await home.picturedChannel()
    return { input: { id, fileId: await home.newAvatar() } }
  },
  'channels.picture.remove': async (home) => ({ input: await home.picturedChannel() }),
  'channels.banner.set': async (home) => ({
    input: { id: (await home.newChannel()).id, fileId: await home.newPicture() },
  }),
  'channels.banner.remove': async (home) => {
    const { id } = await home.newChannel()
    await home.call('channels.banner.set', { id, fileId: await home.newPicture() })
    return { input: { id } }
  },
  'channels.delete': async (home) => ({ input: await home.picturedChannel() }),
  'channels.restore': async (home) => ({ input: { id: (await home.newChannel(inBin)).id } }),
  'channels.purge': async (home) => ({ input: { id: (await home.newChannel(inBin)).id } }),
  'videos.edit': async (home) => ({
    input: { id: (await home.newVideo()).publicId, title: 'another', tags: ['bread'] },
  }),
  'videos.move': async (home) => ({
    input: { id: (await home.newVideo()).publicId, channelId: (await home.newChannel()).id },
  }),
  'videos.setPrivacy': async (home) => ({
    input: { id: (await home.newVideo()).publicId, privacy: 'unlisted' },
  }),
  'videos.publish': async (home) => ({
    input: { id: (await home.newVideo({ published_at: null })).publicId },
  }),
  'videos.unpublish': async (home) => ({ input: { id: (await home.newVideo()).publicId } }),
  'videos.delete': async (home) => ({ input: { id: (await home.newVideo()).publicId } }),
  'videos.restore': async (home) => ({ input: { id: (await home.newVideo(inBin)).publicId } }),
  'videos.purge': async (home) => ({
    input: { id: (await home.newVideo({ ...inBin, bytes: Buffer.from(randomUUID()) })).publicId },
  }),
  'videos.create': async (home) => ({
    input: { channelId: (await home.newChannel()).id, title: 'a loaf', tags: ['bread', 'oven'] },
  }),
  'videos.setFile': async (home) => ({
    input: { id: (await home.newVideo()).publicId, fileId: await home.newClip() },
  }),
  'videos.retry': async (home) => ({
    input: { id: (await home.newVideo({ state: 'failed', failure: 'damaged' })).publicId },
  }),
  'channels.follow': async (home) => ({ input: { id: (await home.neighboursChannel()).id } }),
  'channels.unfollow': async (home) => {
    const { id } = await home.neighboursChannel()
    await home.call('channels.follow', { id })
    return { input: { id } }
  },
  'videos.react': async (home) => ({
    input: { id: (await home.newVideo()).publicId, reaction: 'like' },
  }),
  // Somebody else's, who is told of it in the same transaction.
  'videos.comments.add': async (home) => ({
    input: { videoId: (await home.neighboursVideo()).publicId, text: 'How nice.' },
  }),
  'videos.comments.edit': async (home) => ({
    input: { id: (await home.newComment()).id, text: 'Well.' },
  }),
  'videos.comments.delete': async (home) => ({ input: { id: (await home.newComment()).id } }),
  'videos.comments.switch': async (home) => ({
    input: { videoId: (await home.newVideo()).publicId, on: false },
  }),
  'notifications.markRead': async (home) => ({ input: { ids: [await home.newNotification()] } }),
  'notifications.markAllRead': async (home) => {
    await home.newNotification()
    return {}
  },
  'notifications.remove': async (home) => ({ input: { id: await home.newNotification() } }),
  'notifications.choices.set': async (home) => {
    await home.place.database.writer.deleteFrom('notification_choices').execute()
    return { input: { kind: 'reply', mail: true } }
  },
  'notifications.feeds.create': async (home) => {
    await home.place.database.writer.deleteFrom('followed_feeds').execute()
    return { input: { name: 'reader' } }
  },
  'notifications.feeds.revoke': async (home) => {
    await home.place.database.writer.deleteFrom('followed_feeds').execute()
    const made = await home.call('notifications.feeds.create', { name: 'reader' })
    return { input: { id: (made as { id: number }).id } }
  },
  'playlists.create': async () => ({ input: { title: 'evenings', description: 'By the fire.' } }),
  'playlists.edit': async (home) => ({
    input: {
      ...(await home.newPlaylist()),
      title: randomUUID(),
      channelId: (await home.newChannel()).id,
    },
  }),
  'playlists.delete': async (home) => ({ input: { id: (await home.filledPlaylist()).id } }),
  'playlists.add': async (home) => ({
    input: {
      id: (await home.filledPlaylist()).id,
      videoId: (await home.newVideo()).publicId,
      place: 0,
    },
  }),
  'playlists.remove': async (home) => ({ input: await home.filledPlaylist() }),
  'playlists.move': async (home) => ({ input: { ...(await home.filledPlaylist()), place: 1 } }),
  'videos.thumbnail.choose': async (home) => ({
    input: { id: (await home.newPicturedVideo()).publicId, label: 'thumbnail-1' },
  }),
  'videos.thumbnail.at': async (home) => ({
    input: { id: (await home.newVideo()).publicId, atMs: 7 },
  }),
  'videos.thumbnail.set': async (home) => ({
    input: { id: (await home.newPicturedVideo()).publicId, fileId: await home.newPicture() },
  }),
  'videos.captions.put': async (home) => ({
    input: {
      id: (await home.newVideo()).publicId,
      language: 'en',
      label: 'English',
      vtt: 'WEBVTT\n\n00:01.000 --> 00:02.000\nPeas',
    },
  }),
  'videos.captions.remove': async (home) => {
    const { publicId: id } = await home.newVideo()
    await insertCaptions(home.place.database, id)
    return { input: { id, language: 'en' } }
  },
  'webhooks.add': async () => ({ input: { url: nowhere() } }),
  'webhooks.edit': async (home) => ({
    input: { id: (await home.newWebhook()).id, url: nowhere(), enabled: false },
  }),
  'webhooks.remove': async (home) => ({ input: { id: (await home.testedWebhook()).id } }),
  'webhooks.rotateSecret': async (home) => ({ input: { id: (await home.newWebhook()).id } }),
  'webhooks.test': async (home) => ({ input: { id: (await home.newWebhook()).id } }),
  'webhooks.deliveries.resend': async (home) => ({ input: { id: (await home.newDelivery()).id } }),
}

/**
 * Commands that are no change: a secret that is checked or handed out must not stand in a URL, and a
 * forgotten password is only planned to be looked into, whoever asks. Bytes on their way are no fact
 * before they are a file: neither their coming nor their going is an event. That somebody watches is no
 * fact that anybody undoes, and what it is that they watch is nobody's to read.
 */
export const changingNothing = [
  'accounts.tokens.check',
  'accounts.password.forgot',
  'accounts.identities.beginLogIn',
  'accounts.identities.beginLink',
  'files.uploads.cancel',
  'organisations.invitations.look',
  'videos.unlock',
  'videos.views.count',
  'videos.positions.save',
  'videos.history.remove',
  'videos.history.clear',
]

const inBin = { deleted_at: '2026-01-31T00:00:00.000Z' }

function inventory(): string {
  const freezer = randomUUID()
  return [
    'freezer,boxes,box,number,product,description,type,date_in,date_out,period_months,quantity',
    `${freezer},4,1,1,peas,,soup,2024-01-31,,6,1`,
    `${freezer},4,1,2,soup,,soup,2024-01-31,2024-02-01,6,1`,
  ].join('\n')
}
