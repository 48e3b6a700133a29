import type { ShownVideo } from '@larder/sdk'
import { bytesInWords } from '../../output/bytes.ts'
import { lengthInWords } from '../../output/length.ts'

const audiences: Record<ShownVideo['privacy'], string> = {
  public: 'everyone',
  unlisted: 'whoever has its link',
  private: 'you alone',
  members: 'members',
  password: 'whoever knows its password',
}

/** Who may watch a video. */
export function audienceInWords({ privacy }: Pick<ShownVideo, 'privacy'>): string {
  return audiences[privacy]
}

/** What a video is: "1:05, 1920 × 1080, 12.4 MB"; empty as long as nobody knows. */
export function shapeInWords({ durationMs, width, height, size }: ShownVideo): string {
  const facts = [
    durationMs === null ? null : lengthInWords(durationMs),
    width === null || height === null ? null : `${width} × ${height}`,
    size === null ? null : bytesInWords(size),
  ]
  return facts.filter((fact) => fact !== null).join(', ')
}

/** How far a video is. */
export function stateInWords({ state, failure, replacement }: ShownVideo): string {
  if (failure !== null) return `${state}: ${failureInWords(failure)}`
  if (replacement === null) return state
  return replacement.state === 'processing'
    ? `${state}, a new file is looked at`
    : `${state}, the new file failed: ${failureInWords(replacement.failure)}; the old one stays`
}

/** Why bytes cannot be watched. */
export function failureInWords(failure: ShownVideo['failure']): string {
  if (failure === 'needs ffmpeg') return 'its format needs ffmpeg on the server'
  return failure ?? 'gave up'
}
