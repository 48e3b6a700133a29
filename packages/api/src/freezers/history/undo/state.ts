import type { Day } from '../../../calendar/day.ts'
import { ERASED } from '../../../event-log/define.ts'
import type { OutReason } from '../../products/schema.ts'
import type { Action } from './actions.ts'
import type { Deed } from './facts.ts'

/** All that actions say of a product or a freezer. Each says some of it, in absolute values. */
export interface Registers {
  exists: boolean
  createdAt: string
  name: string

  description: string
  typeId: number
  quantity: number
  dateIn: Day
  periodMonths: number | null
  place: Place
  leaving: { dateOut: Day; reason: OutReason | null } | null

  householdId: number
  boxes: number
  archivedAt: string | null
}

export interface Place {
  freezerId: number
  box: number
  number: number
}

export type Register = keyof Registers

/** A product or a freezer at some moment. */
export type State = Partial<Registers>

/** What a deed says. */
export function saidBy({ type, payload, at }: Deed): State {
  switch (type) {
    case 'FreezerCreated':
      return { exists: true, createdAt: at, ...payload, archivedAt: null }
    case 'FreezerRenamed':
      return { name: payload.to }
    case 'FreezerResized':
      return { boxes: payload.to }
    case 'FreezerArchived':
      return { archivedAt: at }
    case 'FreezerRestored':
      return { archivedAt: null }
    case 'ProductAdded': {
      const { facts, place, leaving } = payload
      return { exists: true, createdAt: at, ...facts, place, leaving }
    }
    case 'ProductEdited':
      return payload.to as State
    case 'ProductMoved': {
      const { freezerId, box, number } = payload.to
      return { place: { freezerId, box, number } }
    }
    case 'ProductTakenOut':
      return { leaving: payload.leaving }
    case 'ProductPutBack':
      return { place: payload.place, leaving: null }
    case 'FreezerDeleted':
    case 'ProductDeleted':
      return { exists: false }
  }
}

/** Whether a deed says what a register is. */
export function says(deed: Deed, register: Register): boolean {
  return register in saidBy(deed)
}

/** What keeps a deed from having been done to a thing in this state; undefined when nothing does. */
export function contradiction(
  { exists = false, leaving = null, dateIn = '', archivedAt = null }: State,
  { type, payload }: Deed,
): Register | undefined {
  const creates = type === 'FreezerCreated' || type === 'ProductAdded'
  if (exists === creates) return 'exists'
  switch (type) {
    case 'FreezerArchived':
      return archivedAt === null ? undefined : 'archivedAt'
    case 'FreezerRestored':
      return archivedAt === null ? 'archivedAt' : undefined
    case 'ProductEdited':
      return leaving && leaving.dateOut < (payload.to.dateIn ?? '') ? 'leaving' : undefined
    case 'ProductMoved':
      return leaving ? 'leaving' : undefined
    case 'ProductTakenOut':
      if (leaving) return 'leaving'
      return payload.leaving.dateOut < dateIn ? 'dateIn' : undefined
    case 'ProductPutBack':
      return leaving ? undefined : 'leaving'
    default:
      return undefined
  }
}

/** An action that the others, as they are now, leave no room for. */
export interface Misfit {
  action: Action
  because: Register
}

/** What actions come to. */
export interface Outcome {
  state: State
  /** Who said last what a register is. */
  saidBy: ReadonlyMap<Register, Action>
  misfits: Misfit[]
}

/** What the actions that hold come to; later ones say it last. Misfits are passed over. */
export function replay(actions: readonly Action[], holds: (action: Action) => boolean): Outcome {
  const state: State = {}
  const by = new Map<Register, Action>()
  const misfits: Misfit[] = []
  for (const action of actions) {
    if (!holds(action)) continue
    const because = contradiction(state, action.deed)
    if (because) {
      misfits.push({ action, because })
      continue
    }
    const said = saidBy(action.deed)
    Object.assign(state, said)
    for (const register of Object.keys(said)) by.set(register as Register, action)
  }
  return { state, saidBy: by, misfits }
}

/** Whether one outcome takes from another to something that was erased from the log: it is lost. */
export function bringsBackErased(now: Outcome, then: Outcome): boolean {
  if (!then.state.exists) return false
  return (['name', 'description'] as const).some(
    (register) =>
      then.state[register] === ERASED &&
      (!now.state.exists || now.saidBy.get(register) !== then.saidBy.get(register)),
  )
}
