import { randomBytes } from 'node:crypto'

const RANDOM_BYTES = 16
const RANDOM_CHARACTERS = 22

/**
 * A new id: 128 random bits and, if the upload can be resumed, its size, or 0 if that is not announced.
 * So what was sent is known for as long as the id is, also of a picture that was written anew.
 */
export function newUploadId(resumableSize?: number): string {
  return randomBytes(RANDOM_BYTES).toString('base64url') + (resumableSize?.toString(36) ?? '')
}

/** Whether an upload goes on in another request after it broke off. */
export function isResumable(id: string): boolean {
  return id.length > RANDOM_CHARACTERS
}

/** The bytes that were announced when an upload was begun that can be resumed; undefined: none. */
export function sizeInId(id: string): number | undefined {
  const digits = /^[\w-]{22}([1-9a-z][\da-z]{0,9})$/.exec(id)?.[1]
  return digits === undefined ? undefined : Number.parseInt(digits, 36)
}
