interface Picture {
  fileId: number
  renditions: { label: string }[]
}

/** A picture in a table of facts: the file that it is, and its sizes. */
export function pictureInWords(picture: Picture | null): string | null {
  if (!picture) return null
  const labels = picture.renditions.map(({ label }) => label).join(', ')
  return labels ? `file ${picture.fileId} (${labels})` : `file ${picture.fileId}`
}
