import type { LarderOptions } from '@larder/sdk'

type Fetch = NonNullable<LarderOptions['fetch']>

/** A piece that was sent, or of which sending began. */
export interface SentPiece {
  offset: number
  length: number
}

/** `fetch`, with a look at the pieces that uploads send. */
export function watchedFetch(): { fetch: Fetch; pieces: SentPiece[] } {
  const pieces: SentPiece[] = []
  const fetch: Fetch = (url, init) => {
    if (init.method === 'PATCH' && init.body instanceof Blob) {
      pieces.push({ offset: Number(init.headers['upload-offset']), length: init.body.size })
    }
    return globalThis.fetch(url, init)
  }
  return { fetch, pieces }
}
