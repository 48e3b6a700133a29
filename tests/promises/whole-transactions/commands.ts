import { randomUUID } from 'node:crypto'
import { Home, nowhere } from './home.ts'

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
  'accounts.logIn': async ({ email, password }) => ({ input: { email, password } }),
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
  'accounts.tokens.create': async () => ({ input: { name: randomUUID(), scopes: ['*'] } }),
  'accounts.tokens.revoke': async (home) => ({ input: { id: (await home.newToken()).id } }),
  'freezers.create': async () => ({ input: { name: randomUUID(), boxes: 3 } }),
  'freezers.edit': async (home) => ({
    input: { id: (await home.newFreezer()).id, name: randomUUID(), boxes: 7 },
  }),
  'freezers.archive': async (home) => ({ input: { id: (await home.newFreezer()).id } }),
  'freezers.restore': async (home) => ({ input: { id: (await home.archivedFreezer()).id } }),
  'freezers.delete': async (home) => ({ input: { id: (await home.newFreezer()).id } }),
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
  'webhooks.add': async () => ({ input: { url: nowhere() } }),
  'webhooks.edit': async (home) => ({
    input: { id: (await home.newWebhook()).id, url: nowhere(), enabled: false },
  }),
  'webhooks.remove': async (home) => ({ input: { id: (await home.testedWebhook()).id } }),
  'webhooks.rotateSecret': async (home) => ({ input: { id: (await home.newWebhook()).id } }),
  'webhooks.test': async (home) => ({ input: { id: (await home.newWebhook()).id } }),
  'webhooks.deliveries.resend': async (home) => ({ input: { id: (await home.newDelivery()).id } }),
}

/** Commands that are no change: a secret to be checked only must not stand in a URL. */
export const changingNothing = ['accounts.tokens.check']

function inventory(): string {
  const freezer = randomUUID()
  return [
    'freezer,boxes,box,number,product,description,type,date_in,date_out,period_months,quantity',
    `${freezer},4,1,1,peas,,soup,2024-01-31,,6,1`,
    `${freezer},4,1,2,soup,,soup,2024-01-31,2024-02-01,6,1`,
  ].join('\n')
}
