import { patienceFor } from '../files/patience.ts'
import { LarderError } from '../larder-error.ts'
import type { VideoTools } from './larder-videos.ts'
import type { ShownVideo } from './upload-options.ts'

const FIRST_PAUSE_MS = 200
/** While the feed is followed, which tells sooner. */
const LONGEST_PAUSE_MS = 15_000
/** Where there is no feed to be had: too many are open, or a token may not read events. */
const LONGEST_PAUSE_ALONE_MS = 3_000

/** Attempts without an answer for each that a call gets. */
const PATIENCE = 3

/**
 * Waits until a video is ready. The live feed says when to look; in between it is looked at now and
 * then, so that nothing hangs on the feed. Throws VIDEO_FAILED.
 */
export async function untilProcessed(
  { procedures, events, retries }: Pick<VideoTools, 'procedures' | 'events' | 'retries'>,
  video: ShownVideo,
  signal: AbortSignal | undefined,
): Promise<ShownVideo> {
  const { id } = video
  const leaving = new AbortController()
  const patience = patienceFor(retries * PATIENCE)
  let isFollowing = true
  let wake = (): void => {}
  let hasNews = false
  let longest = FIRST_PAUSE_MS
  const abort = (): void => wake()
  signal?.addEventListener('abort', abort)
  try {
    let shown = video
    if (!isOver(shown)) void listen()
    while (!isOver(shown)) {
      await newsOr(longest)
      signal?.throwIfAborted()
      longest = Math.min(longest * 2, isFollowing ? LONGEST_PAUSE_MS : LONGEST_PAUSE_ALONE_MS)
      hasNews = false
      try {
        shown = await procedures.get({ id }, { signal })
        patience.renew()
      } catch (error) {
        if (signal?.aborted || patience.pauseAfter(error) === undefined) throw error
      }
    }
    if (shown.state === 'failed') throw failed(shown)
    return shown
  } finally {
    leaving.abort()
    signal?.removeEventListener('abort', abort)
  }

  async function listen(): Promise<void> {
    const types: ('VideoReady' | 'VideoFailed')[] = ['VideoReady', 'VideoFailed']
    try {
      for await (const { payload } of events.follow({ types }, { signal: leaving.signal })) {
        if (payload.videoId !== id) continue
        hasNews = true
        wake()
      }
    } catch {
      isFollowing = false
    }
  }

  function newsOr(milliseconds: number): Promise<void> {
    if (hasNews || signal?.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

function isOver({ state }: ShownVideo): boolean {
  return state === 'ready' || state === 'failed'
}

function failed({ id, title, failure }: ShownVideo): Error {
  const why = failure === 'needs ffmpeg' ? 'its format needs ffmpeg on the server' : failure
  const message = `"${title}" (video ${id}) cannot be watched: ${why ?? 'it failed'}. Give it other bytes, or retry it.`
  return new LarderError('VIDEO_FAILED', { videoId: id, failure }, message)
}
