import { z } from 'zod'

/** The picture of an account, household or company, as far as it takes to show it. */
export const ShownPicture = z.object({
  fileId: z.int().describe('Read it as a file, or one of its renditions'),
  renditions: z
    .array(
      z.object({
        label: z.string().describe('Its name in links, such as "small"'),
        width: z.int().describe('Pixels'),
        height: z.int().describe('Pixels'),
      }),
    )
    .describe('Its other sizes, the smallest first'),
})
export type ShownPicture = z.infer<typeof ShownPicture>
