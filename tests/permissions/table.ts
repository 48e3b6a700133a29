import { randomUUID } from 'node:crypto'
import type { Caller } from './callers.ts'
import type { Door, Id, Role, Row, Scope } from './row.ts'
import type { ThingKind } from './things.ts'
import { avatarFor, channelOf, fileFor, MARK, nowhere, tokenOf, videosFor } from './things.ts'

type Input = Row['input']

/** The token of a mail that nobody got. */
const NO_LINK = `larder_lnk_1_${'x'.repeat(43)}`

const VTT = 'WEBVTT\n\n00:01.000 --> 00:02.000\nPeas'

/** Who may call what. A procedure that is not in here fails the suite. */
export const table: Record<string, Row> = {
  'accounts.register': anybody(newcomer),
  'accounts.logIn': anybody(({ door: { email, password } }) => ({ email, password })),
  'accounts.confirmRegistration': byLink(),
  'accounts.password.forgot': anybody(({ door: { email } }) => ({ email })),
  'accounts.password.reset': byLink({ newPassword: 'porridge at nine' }),
  'accounts.email.verify': byLink(),
  'accounts.email.confirmChange': byLink(),
  'accounts.tokens.check': anybody(() => ({ token: 'larder_pat_unknown' })),

  'accounts.profile.byUsername': anybody(({ door }) => ({ username: door.username })),

  'accounts.identities.providers': anybody(() => ({})),
  'accounts.identities.beginLogIn': { ...anybody(atNoProvider), comesTo: 'NOT_FOUND' },
  'accounts.identities.logIn': { ...anybody(notBegun), comesTo: 'IDENTITY_FLOW_REFUSED' },
  'accounts.identities.beginLink': { ...withSession(atNoProvider), comesTo: 'NOT_FOUND' },
  'accounts.identities.link': { ...withSession(notBegun), comesTo: 'IDENTITY_FLOW_REFUSED' },
  'accounts.identities.list': signedIn('account:read'),
  'accounts.identities.unlink': {
    ...withSession(byId({})),
    names: 'identity',
    least: 'themselves',
  },

  'accounts.logOut': withSession(),
  'accounts.setPassword': { ...withSession(firstPassword), comesTo: 'PASSWORD_PRESENT' },
  'accounts.logOutEverywhere': withSession(),
  'accounts.changePassword': withSession(samePassword),
  'accounts.email.sendVerification': withSession(),
  'accounts.email.change': withSession(({ caller }) => ({
    newEmail: `${randomUUID()}@example.org`,
    currentPassword: caller.password,
  })),
  'accounts.leave': { ...withSession(wrongPassword), comesTo: 'PASSWORD_WRONG' },
  'accounts.twoFactor.confirm': { ...withSession(someCode), comesTo: 'TWO_FACTOR_OFF' },
  'accounts.twoFactor.disable': { ...withSession(ownAndCode), comesTo: 'TWO_FACTOR_OFF' },
  'accounts.twoFactor.newRecoveryCodes': { ...withSession(ownAndCode), comesTo: 'TWO_FACTOR_OFF' },
  'accounts.twoFactor.begin': withSession(({ caller }) => ({ password: caller.password })),
  'accounts.tokens.create': withSession(() => ({ name: randomUUID(), scopes: ['*'] })),

  'accounts.whoAmI': signedIn('account:read'),
  'accounts.profile.get': signedIn('account:read'),
  'accounts.profile.edit': signedIn('account:write', () => ({ biography: randomUUID() })),
  'accounts.picture.set': ofThemselves('account:write', 'avatar', asFile),
  'accounts.picture.remove': signedIn('account:write'),
  'accounts.twoFactor.status': signedIn('account:read'),
  'accounts.notices.get': signedIn('account:read'),
  'accounts.notices.set': withSession(() => ({ logIns: false })),
  'accounts.sessions.list': signedIn('account:read'),
  'accounts.sessions.revoke': ofThemselves('account:write', 'session'),
  'accounts.tokens.list': signedIn('account:read'),
  'accounts.tokens.revoke': ofThemselves('account:write', 'access token'),
  'events.list': signedIn('events:read'),
  'events.follow': signedIn('events:read', fromTheStart),
  'freezers.types.list': signedIn('freezers:read'),
  'freezers.trends.general': signedIn('freezers:read'),

  'freezers.list': household('viewer', 'freezers:read'),
  'freezers.suggestions': household('viewer', 'freezers:read'),
  'freezers.trends.personal': household('viewer', 'freezers:read'),
  'freezers.create': household('member', 'freezers:write', () => ({
    name: randomUUID(),
    boxes: 2,
  })),
  'freezers.importCsv': household('member', 'freezers:write', inventory),

  'freezers.get': thing('viewer', 'freezers:read', 'freezer'),
  'freezers.history.list': thing('viewer', 'freezers:read', 'freezer', within),
  'freezers.history.undo': thing('member', 'freezers:write', 'event', event),
  'freezers.nextFreeNumbers': thing('viewer', 'freezers:read', 'freezer', within),
  'freezers.exportCsv': thing('viewer', 'freezers:read', 'freezer', within),
  'freezers.edit': thing('member', 'freezers:write', 'freezer', boxes),
  'freezers.archive': thing('admin', 'freezers:write', 'freezer'),
  'freezers.restore': thing('admin', 'freezers:write', 'archived freezer'),
  'freezers.delete': thing('admin', 'freezers:write', 'freezer'),

  // Into a household that the caller does not administer it is missing; see foreign-ids.test.ts.
  'freezers.moveToHousehold': thing('admin', 'freezers:write', 'freezer', toItsOwn),

  'freezers.products.list': thing('viewer', 'freezers:read', 'freezer', within),
  'freezers.products.due': thing('viewer', 'freezers:read', 'freezer', within),
  'freezers.products.get': thing('viewer', 'freezers:read', 'product'),
  'freezers.products.add': thing('member', 'freezers:write', 'freezer', peas),
  'freezers.products.edit': thing('member', 'freezers:write', 'product', quantity),
  'freezers.products.move': thing('member', 'freezers:write', 'product', otherBox),
  'freezers.products.takeOut': thing('member', 'freezers:write', 'product'),
  'freezers.products.putBack': thing('member', 'freezers:write', 'product that is out'),
  'freezers.products.delete': thing('member', 'freezers:write', 'product'),

  'admin.accounts.list': { ...administratorOfAll(), audience: 'staff' },
  'admin.accounts.get': { ...ofAccount(), audience: 'staff' },
  'admin.accounts.disable': ofAccount({ reason: 'a test' }),
  'admin.accounts.enable': { ...ofAccount(), names: 'disabled account' },
  'admin.accounts.setRole': ofAccount({ role: 'staff' }),
  'admin.invitations.list': administratorOfAll(),
  'admin.invitations.create': administratorOfAll(),
  'admin.invitations.revoke': { ...administrator(byId({})), names: 'server invitation' },
  'admin.counts': administratorOfAll(),
  'organisations.list': signedIn('organisations:read'),
  'organisations.create': signedIn('organisations:write', () => ({
    kind: 'company',
    name: 'shop',
  })),
  'organisations.get': thing('viewer', 'organisations:read', 'organisation'),
  'organisations.edit': thing('admin', 'organisations:write', 'organisation', renamed),
  'organisations.delete': thing('owner', 'organisations:write', 'organisation'),
  'organisations.leave': thing('viewer', 'organisations:write', 'organisation'),
  'organisations.handOver': thing('owner', 'organisations:write', 'organisation', guest),
  'organisations.picture.set': thing(
    'admin',
    'organisations:write',
    'organisation to picture',
    withAvatar,
  ),
  'organisations.picture.remove': thing('admin', 'organisations:write', 'organisation'),
  'organisations.members.list': thing('viewer', 'organisations:read', 'organisation'),
  'organisations.members.setRole': thing('admin', 'organisations:write', 'organisation', asMember),
  'organisations.members.remove': thing('admin', 'organisations:write', 'organisation', guest),
  'organisations.invitations.list': thing('admin', 'organisations:read', 'organisation'),
  'organisations.invitations.invite': thing(
    'admin',
    'organisations:write',
    'organisation',
    somebody,
  ),
  'organisations.invitations.makeLink': thing('admin', 'organisations:write', 'organisation'),
  'organisations.invitations.withdraw': thing('admin', 'organisations:write', 'invitation'),
  'organisations.invitations.accept': withInvitation('signed in', 'organisations:write'),
  'organisations.invitations.look': withInvitation('public', null),
  'organisations.invitations.decline': withInvitation('public', null),

  'audit.list': administratorOfAll(),
  'files.list': signedIn('files:read'),
  'files.get': ofThemselves('files:read', 'file'),
  'files.edit': ofThemselves('files:write', 'file', byId({ name: 'changed' })),
  'files.delete': ofThemselves('files:write', 'file'),
  'files.link': ofThemselves('files:read', 'file'),
  'files.usage': signedIn('files:read'),
  'files.uploads.list': signedIn('files:read'),
  'files.uploads.cancel': ofThemselves('files:write', 'upload'),

  // What somebody else sees depends on the privacy of a video: see tests/videos/privacy/.
  'channels.list': anybody(() => ({})),
  'channels.mine': signedIn('videos:read'),
  'channels.edit': ofThemselves('videos:write', 'channel', byId({ name: 'changed' })),
  'channels.picture.set': ofThemselves('videos:write', 'channel to picture', withFile),
  'channels.picture.remove': ofThemselves('videos:write', 'channel'),
  'channels.banner.set': ofThemselves('videos:write', 'channel for a banner', withFile),
  'channels.banner.remove': ofThemselves('videos:write', 'channel'),
  'channels.delete': ofThemselves('videos:write', 'channel'),
  'channels.restore': ofThemselves('videos:write', 'channel in the bin'),
  'channels.purge': ofThemselves('videos:write', 'channel in the bin'),
  'channels.create': signedIn('videos:write', () => ({ handle: handle(), name: 'a channel' })),
  'channels.get': { ...anybody(({ id }) => ({ handle: id })), names: 'handle of a channel' },
  'channels.search': anybody(() => ({ query: 'bread' })),
  'videos.search': anybody(() => ({ query: 'bread' })),
  'videos.trending': anybody(() => ({})),
  'videos.related': { ...anybody(byId({})), names: 'public video' },
  'videos.create': ofThemselves('videos:write', 'channel', onChannel),
  'videos.list': anybody(() => ({})),
  'videos.mine': signedIn('videos:read'),
  'videos.edit': ofThemselves('videos:write', 'video', byId({ title: 'changed' })),
  'videos.move': ofThemselves('videos:write', 'video', toItsChannel),
  'videos.setPrivacy': ofThemselves('videos:write', 'video', byId({ privacy: 'unlisted' })),
  'videos.publish': ofThemselves('videos:write', 'video'),
  'videos.unpublish': ofThemselves('videos:write', 'video'),
  'videos.delete': ofThemselves('videos:write', 'video'),
  'videos.restore': ofThemselves('videos:write', 'video in the bin'),
  'videos.purge': ofThemselves('videos:write', 'video in the bin'),
  'videos.get': { ...anybody(byId({})), names: 'public video' },
  'videos.link': ofThemselves('videos:read', 'video'),
  'videos.unlock': {
    ...anybody(byId({ password: 'of no use' })),
    names: 'public video',
    comesTo: 'VIDEO_NEEDS_NO_PASSWORD',
  },
  'videos.views.count': { ...anybody(byId({})), names: 'public video' },
  'videos.positions.save': {
    ...signedIn('videos:write', byId({ positionMs: 7 })),
    names: 'public video',
  },
  'videos.history.list': signedIn('videos:read'),
  'videos.history.remove': { ...signedIn('videos:write', byId({})), names: 'public video' },
  'videos.history.clear': signedIn('videos:write'),
  'videos.setFile': ofThemselves('videos:write', 'video for new bytes', withFile),
  'videos.hasFile': signedIn('videos:read', () => ({ sha256: 'a'.repeat(64) })),
  'videos.retry': ofThemselves('videos:write', 'failed video'),
  'videos.thumbnail.choose': ofThemselves(
    'videos:write',
    'video with pictures',
    byId({ label: 'thumbnail-1' }),
  ),
  'videos.thumbnail.at': ofThemselves('videos:write', 'video with pictures', byId({ atMs: 5 })),
  'videos.thumbnail.set': ofThemselves('videos:write', 'video with pictures', withFile),
  'videos.captions.put': ofThemselves(
    'videos:write',
    'video',
    byId({ language: 'en', label: 'English', vtt: VTT }),
  ),
  'videos.captions.get': {
    ...anybody(byId({ language: 'en' })),
    names: 'public video with captions',
  },
  'videos.captions.remove': ofThemselves(
    'videos:write',
    'public video with captions',
    byId({ language: 'en' }),
  ),

  'channels.follow': { ...signedIn('videos:write', byId({})), names: 'channel of the keeper' },
  'channels.unfollow': { ...signedIn('videos:write', byId({})), names: 'channel of the keeper' },
  'channels.followed': signedIn('videos:read'),
  'channels.followedHidden': signedIn('videos:read'),
  'videos.react': {
    ...signedIn('videos:write', byId({ reaction: 'like' })),
    names: 'public video',
  },
  'videos.comments.list': { ...anybody(ofVideo({})), names: 'public video' },
  'videos.comments.add': {
    ...signedIn('videos:write', ofVideo({ text: 'How nice.' })),
    names: 'public video',
  },
  'videos.comments.edit': ofThemselves('videos:write', 'comment', byId({ text: 'Well.' })),
  'videos.comments.delete': ofThemselves('videos:write', 'comment'),
  'videos.comments.switch': ofThemselves('videos:write', 'video', ofVideo({ on: false })),
  'notifications.list': signedIn('videos:read'),
  'notifications.markRead': signedIn('videos:write', () => ({ ids: [1] })),
  'notifications.markAllRead': signedIn('videos:write'),
  'notifications.remove': ofThemselves('videos:write', 'notification'),
  'notifications.choices.get': signedIn('videos:read'),
  'notifications.choices.set': signedIn('videos:write', () => ({ kind: 'reply', mail: true })),
  'notifications.feeds.list': signedIn('videos:read'),
  'notifications.feeds.create': withSession(() => ({ name: 'reader' })),
  'notifications.feeds.revoke': ofThemselves('videos:write', 'followed feed'),
  'playlists.create': signedIn('videos:write', () => ({ title: randomUUID() })),
  'playlists.edit': ofThemselves('videos:write', 'playlist', byId({ title: 'changed' })),
  'playlists.delete': ofThemselves('videos:write', 'playlist'),
  'playlists.get': { ...anybody(byId({})), names: 'public playlist' },
  'playlists.list': { ...anybody(({ id }) => ({ channelId: id })), names: 'channel' },
  'playlists.mine': signedIn('videos:read'),
  'playlists.videos': { ...anybody(byId({})), names: 'public playlist' },
  'playlists.add': ofThemselves('videos:write', 'playlist', ({ id }) => ({
    id,
    videoId: videosFor(id).other,
  })),
  'playlists.remove': ofThemselves('videos:write', 'playlist', ({ id }) => ({
    id,
    videoId: videosFor(id).listed,
  })),
  'playlists.move': ofThemselves('videos:write', 'playlist', ({ id }) => ({
    id,
    videoId: videosFor(id).listed,
    place: 0,
  })),

  'webhooks.list': signedIn('webhooks:read'),
  'webhooks.add': signedIn('webhooks:write', () => ({ url: nowhere(), enabled: false })),
  'webhooks.get': ofThemselves('webhooks:read', 'webhook'),
  'webhooks.edit': ofThemselves('webhooks:write', 'webhook', byId({ description: 'changed' })),
  'webhooks.remove': ofThemselves('webhooks:write', 'webhook'),
  'webhooks.rotateSecret': ofThemselves('webhooks:write', 'webhook'),
  'webhooks.test': ofThemselves('webhooks:write', 'webhook'),
  'webhooks.deliveries.list': ofThemselves('webhooks:read', 'webhook', ofWebhook),
  'webhooks.deliveries.get': ofThemselves('webhooks:read', 'webhook delivery'),
  'webhooks.deliveries.resend': ofThemselves('webhooks:write', 'webhook delivery'),

  'freezers.types.add': administrator(() => ({ ...names(), usualMonths: null })),
  'freezers.types.rename': administrator(german),
  'freezers.types.setPeriod': administrator(byId({ usualMonths: { min: 1, max: 2 } })),
  'freezers.types.remove': administrator(byId({})),
}

function anybody(input: Input): Row {
  return { audience: 'public', scope: null, input }
}

/** Whoever has a link from a mail; here nobody has. */
function byLink(input: object = {}): Row {
  return { ...anybody(() => ({ token: NO_LINK, ...input })), comesTo: 'LINK_INVALID' }
}

/** Somebody who is there in person: no access token will do. */
function withSession(input: Input = () => ({})): Row {
  return { audience: 'session', scope: null, input }
}

function signedIn(scope: Scope, input: Input = () => ({})): Row {
  return { audience: 'signed in', scope, input }
}

/** What belongs to an account and not to its household. */
function ofThemselves(scope: Scope, names: ThingKind, input: Input = byId({})): Row {
  return { audience: 'signed in', scope, names, least: 'themselves', input }
}

/** What concerns the caller's own household. */
function household(least: Role, scope: Scope, input: Input = () => ({})): Row {
  return { audience: 'signed in', scope, least, input }
}

/** What concerns a thing of the household that the matrix is about. */
function thing(least: Role, scope: Scope, names: ThingKind, input: Input = byId({})): Row {
  return { audience: 'signed in', scope, names, least, input }
}

/** What whoever has the token of an invitation may do, to be told what it is for. */
function withInvitation(audience: 'signed in' | 'public', scope: Scope | null): Row {
  const names = 'invitation to somebody else'
  const input: Input = ({ id }) => ({ token: tokenOf(id) })
  return { audience, scope, names, showsEverybodys: true, input }
}

/** What concerns everybody and no one thing. */
function administratorOfAll(): Row {
  return { audience: 'admin', scope: 'admin', showsEverybodys: true, input: () => ({}) }
}

/** What concerns one account, whosever it is. */
function ofAccount(rest: object = {}): Row {
  return { audience: 'admin', scope: 'admin', names: 'account', input: byId(rest) }
}

function administrator(input: Input): Row {
  return { audience: 'admin', scope: 'admin', names: 'product type', input }
}

function fromTheStart() {
  return { after: 0 }
}

function byId(rest: object): Input {
  return ({ id }) => ({ id, ...rest })
}

function within({ id }: { id: Id }) {
  return { freezerId: id }
}

function asFile({ id }: { id: Id }) {
  return { fileId: id }
}

function withAvatar({ id }: { id: Id }) {
  return { id, fileId: avatarFor(id) }
}

function withFile({ id }: { id: Id }) {
  return { id, fileId: fileFor(id) }
}

function toItsChannel({ id }: { id: Id }) {
  return { id, channelId: channelOf(id) }
}

function handle() {
  return `h${randomUUID().slice(0, 12)}`
}

function onChannel({ id }: { id: Id }) {
  return { channelId: id, title: MARK }
}

function ofVideo(rest: object): Input {
  return ({ id }) => ({ videoId: id, ...rest })
}

function ofWebhook({ id }: { id: Id }) {
  return { webhookId: id }
}

function event({ id }: { id: Id }) {
  return { eventId: id }
}

function boxes({ id }: { id: Id }) {
  return { id, boxes: 7 }
}

function peas({ id }: { id: Id }) {
  return { freezerId: id, box: 1, name: 'peas', typeId: 1 }
}

function quantity({ id }: { id: Id }) {
  return { id, quantity: 7 }
}

function otherBox({ id }: { id: Id }) {
  return { id, box: 2 }
}

function german({ id }: { id: Id }) {
  return { id, language: 'de', name: randomUUID() }
}

function renamed({ id }: { id: Id }) {
  return { id, name: randomUUID() }
}

function guest({ id, door }: { id: Id; door: Door }) {
  return { id, accountId: door.accountId }
}

function asMember(cell: { id: Id; door: Door }) {
  return { ...guest(cell), role: 'member' }
}

function somebody({ id }: { id: Id }) {
  return { id, email: `${randomUUID()}@example.org` }
}

/** Moving it out of a household and into another one takes an admin: this moves it nowhere. */
function toItsOwn({ id, householdId }: { id: Id; householdId: number }) {
  return { id, householdId }
}

function names() {
  return { names: { en: randomUUID(), fr: randomUUID() } }
}

function newcomer() {
  const email = `${randomUUID()}@example.org`
  return { email, password: 'porridge at seven', displayName: 'newcomer' }
}

/** To have them all leave would leave nobody for the other rows. */
function wrongPassword() {
  return { password: 'the password of nobody' }
}

function samePassword({ caller }: { caller: Caller }) {
  return { currentPassword: caller.password, newPassword: caller.password }
}

function firstPassword() {
  return { newPassword: 'porridge at seven' }
}

function atNoProvider() {
  return { provider: 'nowhere', redirectUri: 'http://127.0.0.1:9/' }
}

function notBegun() {
  return { verifier: 'larder_flow_unknown', callbackUrl: 'http://127.0.0.1:9/?code=1&state=2' }
}

function someCode() {
  return { code: '000000' }
}

function ownAndCode({ caller }: { caller: Caller }) {
  return { password: caller.password, code: '000000' }
}

function inventory() {
  const header =
    'freezer,boxes,box,number,product,description,type,date_in,date_out,period_months,quantity'
  return { csv: `${header}\n${randomUUID()},4,1,1,peas,,soup,2024-01-31,,6,1` }
}
