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
export function stateInWords({ state, failure }: ShownVideo): string {
  if (failure === 'needs ffmpeg') return `${state}: its format needs ffmpeg on the server`
  return failure === null ? state : `${state}: ${failure}`
}
