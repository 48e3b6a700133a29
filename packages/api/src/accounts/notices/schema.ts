import { z } from 'zod'

export const Notices = z.object({
  logIns: z.boolean().describe('Mail about log-ins from where the account was not used before'),
})
