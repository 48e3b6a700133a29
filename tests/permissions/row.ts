import type { ProcedureMeta, Reason } from '@larder/api'
import type { Caller } from './callers.ts'
import type { ThingKind } from './things.ts'

export type Role = 'viewer' | 'member' | 'admin' | 'owner'
export type Scope = NonNullable<ProcedureMeta['scope']>

/** Somebody whom everybody may try to be, and whose public profile everybody may see. */
export interface Door {
  accountId: number
  email: string
  password: string
  username: string
}

/** What names a thing. */
export type Id = number | string

/** What is expected of a procedure. */
export interface Row {
  audience: ProcedureMeta['audience']
  scope: Scope | null
  /** What the input names by its id: a new one in every cell. Without it, it is about the caller's own. */
  names?: ThingKind
  /** The least role in the household concerned; `themselves`: whose it is, and nobody else. */
  least?: Role | 'themselves'
  /** What the sample input comes to for whoever may call it; by default it is done. */
  comesTo?: Reason
  /** Whoever may call it sees what belongs to everybody, or what the token that they have leads to. */
  showsEverybodys?: true
  input(cell: { id: Id; householdId: number; caller: Caller; door: Door }): object
}
