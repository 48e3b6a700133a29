import { hash } from 'node:crypto'
import type { TestServer } from '#harness'

/** What is really kept of a file: its size and SHA-256, of the bytes as they are handed out. */
export async function downloaded(
  { url }: Pick<TestServer, 'url'>,
  fileId: number,
  secret: string,
): Promise<{ size: number; sha256: string }> {
  const headers = { authorization: `Bearer ${secret}` }
  const response = await fetch(`${url}/files/${fileId}`, { headers })
  if (!response.ok) throw new Error(`Answered ${response.status}: ${await response.text()}`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { size: bytes.length, sha256: hash('sha256', bytes) }
}
