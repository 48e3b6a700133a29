export interface Chapter {
  startsAtMs: number
  title: string
}

// Spaces are asked for in one place at a time: else a line of nothing but spaces is tried in every way.
const line = /^\s*[([]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[)\]]?\s*(?:[-–—:.|]\s*)?(\S.*)$/

/**
 * The chapters that a description names: lines that begin with a time. There are none unless there are
 * two or more, the first starts at 0:00, and each begins after the one before, within the video.
 */
export function chaptersIn(description: string, durationMs: number | null): Chapter[] {
  const chapters = description.split('\n').flatMap((text): Chapter[] => {
    const [, hours = '0', minutes, seconds, title] = line.exec(text) ?? []
    if (!title || Number(seconds) > 59) return []
    const startsAt = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
    return [{ startsAtMs: startsAt * 1_000, title: title.trim() }]
  })
  const areInOrder = chapters.every(
    ({ startsAtMs }, index) => index === 0 || startsAtMs > (chapters[index - 1]?.startsAtMs ?? 0),
  )
  const end = durationMs ?? Number.POSITIVE_INFINITY
  const areWithin = chapters.every(({ startsAtMs }) => startsAtMs < end)
  const areChapters = chapters.length > 1 && chapters[0]?.startsAtMs === 0
  return areChapters && areInOrder && areWithin ? chapters : []
}
