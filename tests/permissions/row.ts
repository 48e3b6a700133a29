import type { ProcedureMeta } from '@larder/api'
import type { Caller } from './callers.ts'
import type { ThingKind } from './things.ts'

export type Role = 'viewer' | 'member' | 'admin' | 'owner'
export type Scope = NonNullable<ProcedureMeta['scope']>

/** What is expected of a procedure. */
export interface Row {
  audience: ProcedureMeta['audience']
  scope: Scope | null
  /** What the input names by its id: a new one in every cell. Without it, it is about the caller's own. */
  names?: ThingKind
  /** The least role in the household concerned; `themselves`: whose it is, and nobody else. */
  least?: Role | 'themselves'
  /** Whoever may call it sees what belongs to everybody. */
  showsEverybodys?: true
  input(cell: { id: number; caller: Caller; door: { email: string; password: string } }): object
}
