import type { RequestContext } from '../context.ts'
import { DomainError } from '../errors/map.ts'
import { admit } from './admit.ts'
import type { Actor } from './credential.ts'
import type { Scope } from './scopes.ts'

/** Somebody who asks for what may be for everyone. */
export interface Visitor {
  /** NULL: nobody known, or a credential that does not reach as far. */
  actor: Actor | null
  /** What is wrong with their credential: to be said instead of that something is missing. */
  refusal: DomainError | null
}

/** Who is asking, where nobody has to say so. A bad credential is as good as none, and is not forgotten. */
export function visitorFrom(ctx: RequestContext, scope: Scope): Visitor {
  if (ctx.credential.kind === 'none') return { actor: null, refusal: null }
  try {
    return { actor: admit(ctx, { audience: 'signed in', scope }).actor, refusal: null }
  } catch (error) {
    if (error instanceof DomainError) return { actor: null, refusal: error }
    throw error
  }
}
