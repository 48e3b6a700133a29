import type { Larder, StoredFile } from '@larder/sdk'
import type { Context } from '../context.ts'
import { usageProblem } from '../problem.ts'

interface Wish {
  path: string | undefined
  remove: boolean
}

/** Throws a usage problem unless there is either a picture or --remove. */
export function checkWish({ path, remove }: Wish): void {
  if ((path === undefined) === remove) return
  throw usageProblem('Give either a picture or --remove.')
}

/** Uploads a picture to stand for somebody, and has it set; if that fails it does not stay behind. */
export async function sendAvatar<Answer>(
  context: Context,
  larder: Larder,
  path: string,
  set: (file: StoredFile) => Promise<Answer>,
  kind: StoredFile['kind'] = 'avatar',
): Promise<Answer> {
  const { parcelOf, sendParcel } = await import('./send-file.ts')
  const parcel = await parcelOf(path, { name: undefined, as: kind }, context)
  const file = await sendParcel(larder, parcel)
  try {
    return await set(file)
  } catch (error) {
    await larder.files.delete({ id: file.id }).catch(() => {})
    throw error
  }
}

/** Uploads a picture that something keeps a copy of; it does not stay behind. */
export async function sendPicture<Answer>(
  context: Context,
  larder: Larder,
  path: string,
  set: (fileId: number) => Promise<Answer>,
): Promise<Answer> {
  const { parcelOf, sendParcel } = await import('./send-file.ts')
  const parcel = await parcelOf(path, { name: undefined, as: 'picture' }, context)
  const { id } = await sendParcel(larder, parcel)
  try {
    return await set(id)
  } finally {
    await larder.files.delete({ id }).catch(() => {})
  }
}
