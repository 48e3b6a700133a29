import { z } from 'zod'

export const Code = z
  .string()
  .trim()
  .min(6)
  .max(40)
  .describe('Of the authenticator (six digits), or one of the recovery codes')

export const RecoveryCodes = z.object({
  recoveryCodes: z
    .array(z.string())
    .describe('Ten codes for when the authenticator is lost, each good once; shown only now'),
})
