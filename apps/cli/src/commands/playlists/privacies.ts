/** Who may see a playlist. */
export const playlistPrivacies = ['public', 'unlisted', 'private'] as const
