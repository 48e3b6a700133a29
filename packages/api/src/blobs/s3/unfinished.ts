import type { S3Place } from '../storage-url.ts'
import type { OpenedS3 } from './client.ts'
import { soon } from './client.ts'
import { statusOf } from './failures.ts'

/** Behind which upload a page begins. */
export interface UploadMarker {
  KeyMarker?: string | undefined
  UploadIdMarker?: string | undefined
}

/** Uploads in parts that are neither finished nor given up, and where to go on. */
export interface UnfinishedPage {
  uploads: { key: string; uploadId: string | undefined; since: Date }[]
  next: UploadMarker | undefined
}

/** Lists a page of uploads in parts that are neither finished nor given up. */
export async function unfinishedIn(
  { sdk, asking }: OpenedS3,
  { bucket: Bucket, prefix: Prefix }: S3Place,
  after: UploadMarker,
): Promise<UnfinishedPage> {
  const command = new sdk.ListMultipartUploadsCommand({ Bucket, Prefix, ...after })
  const page = await soon((options) => asking.send(command, options))
  return {
    uploads: (page.Uploads ?? []).map(({ Key = '', UploadId, Initiated = new Date() }) => ({
      key: Key.slice(Prefix.length),
      uploadId: UploadId,
      since: Initiated,
    })),
    next: page.IsTruncated
      ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
      : undefined,
  }
}

/** Gives an upload in parts up, with those that came, unless it was finished or given up meanwhile. */
export async function giveUp(
  { sdk, asking }: OpenedS3,
  target: { Bucket: string; Key: string },
  UploadId: string | undefined,
): Promise<void> {
  try {
    const command = new sdk.AbortMultipartUploadCommand({ ...target, UploadId })
    await soon((options) => asking.send(command, options))
  } catch (error) {
    if (statusOf(error) !== 404) throw error
  }
}
