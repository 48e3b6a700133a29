import type { CallOptions } from '../calls.ts'
import type { Uploadable } from '../files/source.ts'

/** Browsers hash only what is in memory as a whole. */
const CHEAP_BYTES = 16 * 1_024 * 1_024

/** What knows a way to its own SHA-256, such as what `fileAt` of `@larder/sdk/node` answers. */
export interface Hashed {
  /** Lower-case hexadecimal. `onProgress` is told how many bytes were read. */
  sha256(
    options?: CallOptions & { onProgress?: ((bytes: number) => void) | undefined },
  ): Promise<string>
}

/** The SHA-256 of what is to be uploaded, where it is cheap to have; otherwise undefined. */
export async function sha256Of(
  content: Uploadable,
  signal: AbortSignal | undefined,
  onProgress: (bytes: number) => void,
): Promise<string | undefined> {
  if (isHashed(content)) return content.sha256({ signal, onProgress })
  // Browsers have it only over HTTPS, which a server at home may not have.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  const bytes = subtle && (await bytesInMemory(content))
  if (!bytes) return undefined
  const hash = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function isHashed(content: Uploadable): content is Uploadable & Hashed {
  return typeof content === 'object' && 'sha256' in content && typeof content.sha256 === 'function'
}

async function bytesInMemory(content: Uploadable): Promise<BufferSource | undefined> {
  if (content instanceof Blob) {
    return content.size > CHEAP_BYTES ? undefined : content.arrayBuffer().catch(() => undefined)
  }
  const isBytes = content instanceof ArrayBuffer || ArrayBuffer.isView(content)
  return isBytes && content.byteLength <= CHEAP_BYTES ? (content as BufferSource) : undefined
}
