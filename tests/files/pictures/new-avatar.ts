import type { Person, TestServer } from '#harness'
import { putFile } from '../uploads/put-file.ts'
import { plainPicture } from './some-pictures.ts'

/** Uploads a picture of one colour as an avatar, which is a square of 200 pixels then; answers its id. */
export async function newAvatar(
  larder: TestServer,
  { session }: Person,
  colour?: string,
): Promise<number> {
  const bytes = await plainPicture(300, 200, colour)
  const name = 'me.png'
  return (await putFile(larder, bytes, { secret: session, as: 'avatar', name })).file().id
}

/** What reading a file comes to, for nobody (401 unless everybody may) or for somebody. */
export async function fileStatus(
  { url }: TestServer,
  fileId: number,
  secret?: string,
): Promise<number> {
  const headers: Record<string, string> = secret ? { authorization: `Bearer ${secret}` } : {}
  const answer = await fetch(`${url}/files/${fileId}/small`, { headers })
  await answer.arrayBuffer()
  return answer.status
}

/** What is used of the quota of an account, by its row. */
export async function storedBytes(
  { database }: TestServer,
  { accountId }: Person,
): Promise<number | undefined> {
  const row = await database.reader
    .selectFrom('accounts')
    .select('stored_bytes')
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row?.stored_bytes
}
