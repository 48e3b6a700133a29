import { z } from 'zod'

export const LinkToken = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .describe('From the mail, such as larder_lnk_12_...; good once, and for a short time')
