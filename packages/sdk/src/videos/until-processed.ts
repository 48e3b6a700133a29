import { patienceFor } from '../files/patience.ts'
import { LarderError } from '../larder-error.ts'
import type { VideoTools } from './larder-videos.ts'
import type { ShownVideo } from './upload-options.ts'

const FIRST_PAUSE_MS = 200
/** While the feed is followed, which tells sooner. */
const LONGEST_PAUSE_MS = 15_000
/** Where there is no feed to be had: too many are open, or a token may not read events. */
const LONGEST_PAUSE_ALONE_MS = 3_000

/** What becomes of bytes that came. */
const outcomes = [
  'VideoReady',
  'VideoFailed',
  'VideoFileReplaced',
  'VideoReplacementFailed',
] as const

/** Attempts without an answer for each that a call gets. */
const PATIENCE = 3

/** What is waited for. */
export interface Awaited {
  video: ShownVideo
  /** Whether bytes came that may be to replace those that it has: then what becomes of them counts. */
  mayBeReplaced: boolean
}

/**
 * Waits until a video is ready, or has what was to replace its bytes. The live feed says when to look; in
 * between it is looked at now and then, so that nothing hangs on the feed. Throws VIDEO_FAILED.
 */
export async function untilProcessed(
  { procedures, events, retries }: Pick<VideoTools, 'procedures' | 'events' | 'retries'>,
  { video, mayBeReplaced }: Awaited,
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
    if (mayBeReplaced && shown.replacement?.state === 'failed') throw notReplaced(shown)
    return shown
  } finally {
    leaving.abort()
    signal?.removeEventListener('abort', abort)
  }

  function isOver({ state, replacement }: ShownVideo): boolean {
    if (state === 'failed') return true
    return state === 'ready' && !(mayBeReplaced && replacement?.state === 'processing')
  }

  async function listen(): Promise<void> {
    try {
      const following = events.follow({ types: [...outcomes] }, { signal: leaving.signal })
      for await (const { payload } of following) {
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

function failed({ id, title, failure }: ShownVideo): Error {
  const message = `"${title}" (video ${id}) cannot be watched: ${inWords(failure)}. Give it other bytes, or retry it.`
  return new LarderError('VIDEO_FAILED', { videoId: id, failure, keepsFile: false }, message)
}

function notReplaced({ id, title, replacement }: ShownVideo): Error {
  const failure = replacement?.failure ?? null
  const message = `The new file of "${title}" (video ${id}) cannot be watched: ${inWords(failure)}. The old one stays.`
  return new LarderError('VIDEO_FAILED', { videoId: id, failure, keepsFile: true }, message)
}

function inWords(failure: ShownVideo['failure']): string {
  if (failure === 'needs ffmpeg') return 'its format needs ffmpeg on the server'
  return failure ?? 'it failed'
}
