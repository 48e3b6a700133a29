import type { Larder } from '@larder/sdk'
import type { FailedPart } from '../problem.ts'
import { partlyDone } from '../problem.ts'
import { failureOf } from '../report-error.ts'
import { atOnce } from './at-once.ts'
import { interruptible } from './interrupt.ts'
import type { SentVideo, VideoParcel } from './send-video.ts'
import { sendVideo } from './send-video.ts'
import { showTransfers } from './show-transfers.ts'

/** What is said while it goes on. */
interface Said {
  done(path: string, sent: SentVideo): void
  /** One of several failed. */
  failing(path: string, message: string): void
}

/**
 * Uploads several films, at most so many at the same time, each with a bar of its own, and says of each
 * what became of it. One that fails keeps no other back; a Problem in the end tells which.
 */
export async function sendVideos(
  larder: Larder,
  parcels: VideoParcel[],
  most: number,
  { done, failing }: Said,
): Promise<void> {
  const failed: FailedPart[] = []
  let first: unknown
  await interruptible(
    (signal) =>
      showTransfers((lines) =>
        atOnce(parcels, most, signal, async (parcel) => {
          const { path } = parcel
          try {
            const sent = await lines.line((line) => sendVideo(larder, parcel, line, signal))
            lines.above(() => done(path, sent))
          } catch (error) {
            if (signal.aborted) throw error
            first ??= error
            const failure = failureOf(error)
            failed.push({ file: path, ...failure })
            if (parcels.length > 1) lines.above(() => failing(path, failure.message))
          }
        }),
      ),
    () => 'Interrupted. The same command goes on with what is missing.',
  )
  if (parcels.length === 1 && first !== undefined) throw first
  if (failed.length > 0) {
    throw partlyDone(
      `${failed.length} of ${parcels.length} videos did not come through.`,
      'The same command goes on with them, and does not send the others again.',
      failed,
    )
  }
}
