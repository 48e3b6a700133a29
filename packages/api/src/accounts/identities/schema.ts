import { z } from 'zod'
import { Instant } from '../../calendar/instant.ts'

export const ProviderName = z.string().min(1).max(40).describe('As "providers" names it')

export const RedirectUri = z
  .string()
  .max(500)
  .describe(
    'Where the provider sends back to: one that the operator named, or http://127.0.0.1:<port>/',
  )

/** What begins a log-in or a link. */
export const Beginning = z.strictObject({ provider: ProviderName, redirectUri: RedirectUri })

export const Begun = z.object({
  url: z.string().describe('Open it in a browser'),
  verifier: z.string().describe('Keep it for yourself: it finishes what was begun here'),
  expiresAt: Instant,
})

/** What finishes it, once the provider sent back. */
export const Finish = z.strictObject({
  callbackUrl: z.string().max(4_000).describe('The whole address that the provider sent back to'),
  verifier: z.string().max(2_000).describe('What beginning handed out'),
})

export const IdentityId = z.int().positive().describe('Id of a linked identity')

export const Identity = z.object({
  id: z.int(),
  provider: z.string(),
  label: z.string().describe('What people call the provider'),
  email: z.string().nullable().describe('What the provider calls the address; it decides nothing'),
  usable: z.boolean().describe('Whether this server still knows the provider'),
  createdAt: Instant,
  lastUsedAt: Instant.nullable().describe('null: never logged in with'),
})
export type Identity = z.infer<typeof Identity>
