import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3'
import type { S3Place } from '@larder/api'
import { parseStorageUrl } from '@larder/api'
import type { Cluster } from './cluster.ts'

/** Makes a bucket in a throwaway server. Answers its URL, for `STORAGE_URL`. */
export async function makeBucket({ gatewayPort, accessKey, secretKey }: Cluster): Promise<string> {
  const login = [accessKey, secretKey].map(encodeURIComponent).join(':')
  const url = `s3://${login}@larder-tests?endpoint=http://127.0.0.1:${gatewayPort}`
  const { client, place } = openBucket(url)
  await client.send(new CreateBucketCommand({ Bucket: place.bucket }))
  return url
}

/** A bucket as anybody sees it, beside the store that is tested. */
export function openBucket(storageUrl: string): { client: S3Client; place: S3Place } {
  const place = parseStorageUrl(storageUrl)
  if (place.kind !== 's3') throw new Error('This is not an S3-compatible store.')
  const client = new S3Client({
    region: place.region,
    credentials: place.credentials,
    ...(place.endpoint && { endpoint: place.endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return { client, place }
}

/** Deletes everything that lies at a place, unfinished uploads too. */
export async function emptyBucket(storageUrl: string): Promise<void> {
  const { client, place } = openBucket(storageUrl)
  const at = { Bucket: place.bucket, Prefix: place.prefix }
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, at)) {
    for (const { Key } of Contents) {
      await client.send(new DeleteObjectCommand({ Bucket: place.bucket, Key }))
    }
  }
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand(at))
  for (const { Key, UploadId } of Uploads) {
    await client.send(new AbortMultipartUploadCommand({ Bucket: place.bucket, Key, UploadId }))
  }
  client.destroy()
}
