import { z } from 'zod'
import { defineEvent } from '../../event-log/define.ts'

// `provider` is what the operator calls it. Who somebody is there is not told.
const facts = z.object({ identityId: z.int(), provider: z.string() })

export const IdentityLinked = defineEvent('IdentityLinked', 1, facts)
export const IdentityUnlinked = defineEvent('IdentityUnlinked', 1, facts)
export const LoggedInWithIdentity = defineEvent('LoggedInWithIdentity', 1, facts)

export const identityEvents = [IdentityLinked, IdentityUnlinked, LoggedInWithIdentity] as const
