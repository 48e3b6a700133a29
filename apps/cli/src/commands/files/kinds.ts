/** What a file can be uploaded as. */
export const kinds = ['file', 'picture', 'avatar'] as const
