import type { Actor, Membership } from '../access/credential.ts'
import { requireRole } from '../organisations/membership.ts'
import type { Role } from '../organisations/schema.ts'

/** Who in the household may do what: each action with the least role that it takes. */
const allowed = {
  'see a freezer': 'viewer',
  'see a product': 'viewer',

  'create a freezer': 'member',
  'change a freezer': 'member',
  'archive a freezer': 'admin',
  'restore a freezer': 'admin',
  'delete a freezer': 'admin',
  'move a freezer to another household': 'admin',
  'take a freezer from another household': 'admin',

  'add a product': 'member',
  'edit a product': 'member',
  'move a product': 'member',
  'take a product out': 'member',
  'put a product back': 'member',
  'delete a product': 'member',
  'import products': 'member',
  'undo an action': 'member',
} satisfies Record<string, Role>

export type FreezerAction = keyof typeof allowed

interface OfHousehold {
  id: number
  householdId: number
}

/** Lets the actor do this to a freezer of their household. Throws NOT_FOUND or NOT_ALLOWED. */
export function authorizeFreezer(
  actor: Actor,
  action: FreezerAction,
  freezer: OfHousehold,
): Membership {
  return authorize(actor, action, freezer.householdId, 'freezer', freezer.id)
}

/** Lets the actor do this to a product of their household. Throws NOT_FOUND or NOT_ALLOWED. */
export function authorizeProduct(
  actor: Actor,
  action: FreezerAction,
  product: OfHousehold,
): Membership {
  return authorize(actor, action, product.householdId, 'product', product.id)
}

/** Lets the actor do this about an event of their household. Throws NOT_FOUND or NOT_ALLOWED. */
export function authorizeEvent(
  actor: Actor,
  action: FreezerAction,
  event: OfHousehold,
): Membership {
  return authorize(actor, action, event.householdId, 'event', event.id)
}

/** Lets the actor do this in a household, to nothing that exists yet. Throws NOT_ALLOWED. */
export function authorizeHousehold(
  actor: Actor,
  action: FreezerAction,
  householdId: number,
): Membership {
  return authorize(actor, action, householdId, 'household', householdId)
}

function authorize(
  actor: Actor,
  action: FreezerAction,
  organisationId: number,
  what: string,
  id: number,
): Membership {
  return requireRole(actor, action, allowed[action], { organisationId, what, id })
}
