/** How much of something one account may have. */
export interface Limits {
  webhooksPerAccount: number
  /** Open at the same time, in each process. */
  feedsPerAccount: number
}

export const defaultLimits: Limits = { webhooksPerAccount: 20, feedsPerAccount: 10 }
