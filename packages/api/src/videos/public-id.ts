import { randomBytes } from 'node:crypto'

/**
 * What a video is named by in links: 11 URL-safe characters, 64 random bits, so that none is guessed.
 * None begins with a hyphen, which commands would take for an option.
 */
export function newPublicId(): string {
  const id = randomBytes(8).toString('base64url')
  return id.startsWith('-') ? newPublicId() : id
}
