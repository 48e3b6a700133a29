import type { FreezerAction } from '../../policy.ts'
import type { Deed } from './facts.ts'

/** What doing each thing is called in the policy: undoing it takes the same role. */
export const doing: Record<Deed['type'], FreezerAction> = {
  FreezerCreated: 'create a freezer',
  FreezerRenamed: 'change a freezer',
  FreezerResized: 'change a freezer',
  FreezerArchived: 'archive a freezer',
  FreezerRestored: 'restore a freezer',
  FreezerDeleted: 'delete a freezer',
  ProductAdded: 'add a product',
  ProductEdited: 'edit a product',
  ProductMoved: 'move a product',
  ProductTakenOut: 'take a product out',
  ProductPutBack: 'put a product back',
  ProductDeleted: 'delete a product',
}
