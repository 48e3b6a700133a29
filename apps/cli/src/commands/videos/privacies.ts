/** Who may watch, as far as one word says it. */
export const privacies = ['public', 'unlisted', 'private', 'members'] as const
