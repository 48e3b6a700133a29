/** Who may watch. */
export const privacies = ['public', 'unlisted', 'private', 'members', 'password'] as const
