import { publicCommand } from '../../procedures/trpc.ts'
import { begin } from './begin.ts'
import { Beginning, Begun } from './schema.ts'

/** A command, not a question: no two answers are the same, and the verifier is a secret. */
export const beginLogIn = publicCommand({
  summary: 'Begins a log-in with an identity at a provider. It has to be finished in ten minutes.',
  reasons: ['NOT_FOUND', 'REDIRECT_URI_REFUSED', 'PROVIDER_UNREACHABLE'],
  input: Beginning,
  output: Begun,
}).mutation(({ ctx, input }) => begin(ctx, input, null))
