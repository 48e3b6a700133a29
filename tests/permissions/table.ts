import { randomUUID } from 'node:crypto'
import type { Caller } from './callers.ts'
import type { Role, Row, Scope } from './row.ts'
import type { ThingKind } from './things.ts'
import { nowhere } from './things.ts'

type Input = Row['input']

/** Who may call what. A procedure that is not in here fails the suite. */
export const table: Record<string, Row> = {
  'accounts.register': anybody(newcomer),
  'accounts.logIn': anybody(({ door }) => door),
  'accounts.tokens.check': anybody(() => ({ token: 'larder_pat_unknown' })),

  'accounts.logOut': withSession(),
  'accounts.logOutEverywhere': withSession(),
  'accounts.changePassword': withSession(samePassword),
  'accounts.tokens.create': withSession(() => ({ name: randomUUID(), scopes: ['*'] })),

  'accounts.whoAmI': signedIn('account:read'),
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

  'freezers.products.list': thing('viewer', 'freezers:read', 'freezer', within),
  'freezers.products.due': thing('viewer', 'freezers:read', 'freezer', within),
  'freezers.products.get': thing('viewer', 'freezers:read', 'product'),
  'freezers.products.add': thing('member', 'freezers:write', 'freezer', peas),
  'freezers.products.edit': thing('member', 'freezers:write', 'product', quantity),
  'freezers.products.move': thing('member', 'freezers:write', 'product', otherBox),
  'freezers.products.takeOut': thing('member', 'freezers:write', 'product'),
  'freezers.products.putBack': thing('member', 'freezers:write', 'product that is out'),
  'freezers.products.delete': thing('member', 'freezers:write', 'product'),

  'audit.list': administratorOfAll(),
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

/** What concerns everybody and no one thing. */
function administratorOfAll(): Row {
  return { audience: 'admin', scope: 'admin', showsEverybodys: true, input: () => ({}) }
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

function within({ id }: { id: number }) {
  return { freezerId: id }
}

function ofWebhook({ id }: { id: number }) {
  return { webhookId: id }
}

function event({ id }: { id: number }) {
  return { eventId: id }
}

function boxes({ id }: { id: number }) {
  return { id, boxes: 7 }
}

function peas({ id }: { id: number }) {
  return { freezerId: id, box: 1, name: 'peas', typeId: 1 }
}

function quantity({ id }: { id: number }) {
  return { id, quantity: 7 }
}

function otherBox({ id }: { id: number }) {
  return { id, box: 2 }
}

function german({ id }: { id: number }) {
  return { id, language: 'de', name: randomUUID() }
}

function names() {
  return { names: { en: randomUUID(), fr: randomUUID() } }
}

function newcomer() {
  const email = `${randomUUID()}@example.org`
  return { email, password: 'porridge at seven', displayName: 'newcomer' }
}

function samePassword({ caller }: { caller: Caller }) {
  return { currentPassword: caller.password, newPassword: caller.password }
}

function inventory() {
  const header =
    'freezer,boxes,box,number,product,description,type,date_in,date_out,period_months,quantity'
  return { csv: `${header}\n${randomUUID()},4,1,1,peas,,soup,2024-01-31,,6,1` }
}
