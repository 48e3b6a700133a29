import type { S3Place } from '../storage-url.ts'
import { describePlace } from '../storage-url.ts'
import { openS3, soon } from './client.ts'
import { statusOf } from './failures.ts'

/** What is wrong with a store, for its operator. */
export interface BucketProblem {
  /** A sentence without secrets. */
  sentence: string
  /** Whether it stays until somebody does something about it. */
  isLasting: boolean
}

/** Asks the store whether it lets us in, and answers what keeps it from doing so. */
export async function checkBucket(place: S3Place): Promise<BucketProblem | undefined> {
  const { sdk, asking, sending } = await openS3(place)
  const { bucket: Bucket, prefix: Prefix } = place
  try {
    const command = new sdk.ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 })
    await soon((options) => asking.send(command, options))
    return undefined
  } catch (error) {
    return explain(error as Error, place)
  } finally {
    for (const client of [asking, sending]) client.destroy()
  }
}

function explain(error: Error & { code?: unknown }, place: S3Place): BucketProblem {
  const where = `The store of files ${describePlace(place)}`
  const why = whyRefused(error, place)
  if (why !== undefined) return { sentence: `${where} ${why}`, isLasting: true }
  const reason = typeof error.code === 'string' ? error.code : error.name
  return {
    sentence: `${where} cannot be reached (${reason}). Check that it runs, and STORAGE_URL.`,
    isLasting: false,
  }
}

function whyRefused(error: Error, { region }: S3Place): string | undefined {
  switch (error.name) {
    case 'NoSuchBucket':
      return 'has no such bucket. Create it, or put another one into STORAGE_URL.'
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
    case 'InvalidToken':
    case 'ExpiredToken':
      return 'refuses the access key and its secret. Check both in STORAGE_URL, or in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.'
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
      return `says that the bucket is not in the region ${region}. Put the right one into STORAGE_URL.`
    case 'RequestTimeTooSkewed':
      return 'has another time than this machine. Set both clocks.'
    default:
  }
  const status = statusOf(error)
  if (status === undefined || status >= 500) return undefined
  if (status === 403) {
    return 'does not let this access key list the bucket. Give it the rights that docs/guides/files.md names.'
  }
  return `does not answer as an S3-compatible store does (${error.name}, HTTP ${status}). Check the endpoint in STORAGE_URL.`
}
