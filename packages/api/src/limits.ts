/** How much of something there may be for one account or organisation. */
export interface Limits {
  /** That are not revoked. */
  tokensPerAccount: number
  webhooksPerAccount: number
  /** Bytes of everything that an account keeps, and of what it is uploading. */
  storagePerAccount: number
  /** Bytes of one file. */
  fileSize: number
  /** Unfinished ones that one account may have. */
  uploadsPerAccount: number
  /** Open at the same time, in each process. */
  feedsPerAccount: number
  /** Between deleting an account and its end. */
  graceDays: number
  /** Between the last use of bytes and their end in the store: 1 or more. */
  sweepGraceHours: number
  /** Households and companies that one account is in: all of them are looked up at every request. */
  organisationsPerAccount: number
  membersPerOrganisation: number
  /** Open at the same time. */
  invitationsPerOrganisation: number
  /** Made by one account, whatever became of them. */
  invitationsPerDay: number
  channelsPerAccount: number
  playlistsPerAccount: number
  videosPerPlaylist: number
}

export const defaultLimits: Limits = {
  tokensPerAccount: 1_000,
  webhooksPerAccount: 20,
  storagePerAccount: 10 * 1_024 ** 3,
  fileSize: 5 * 1_024 ** 3,
  uploadsPerAccount: 20,
  feedsPerAccount: 10,
  graceDays: 14,
  sweepGraceHours: 24,
  organisationsPerAccount: 50,
  membersPerOrganisation: 200,
  invitationsPerOrganisation: 50,
  invitationsPerDay: 50,
  channelsPerAccount: 20,
  playlistsPerAccount: 500,
  videosPerPlaylist: 500,
}
