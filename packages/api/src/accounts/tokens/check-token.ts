import { z } from 'zod'
import { credentialProblems, identify } from '../../access/credential.ts'
import { publicCommand } from '../../procedures/trpc.ts'
import { Scope } from '../schema.ts'

/** A command, not a question: a secret has no place in a URL. */
export const checkToken = publicCommand({
  summary: 'Says whether an access token or session is valid, and what a token may do.',
  input: z.strictObject({ token: z.string().min(1).max(200) }),
  output: z.object({
    valid: z.boolean(),
    problem: z.enum(credentialProblems).nullable(),
    scopes: z.array(Scope).describe('Empty unless valid; a session has *'),
  }),
}).mutation(async ({ ctx, input }) => {
  const credential = await identify(ctx.database, `Bearer ${input.token}`, ctx.clock.now())
  if (credential.kind === 'accepted') {
    return { valid: true, problem: null, scopes: credential.actor.token?.scopes ?? ['*' as const] }
  }
  const problem = credential.kind === 'refused' ? credential.problem : 'malformed'
  return { valid: false, problem, scopes: [] }
})
