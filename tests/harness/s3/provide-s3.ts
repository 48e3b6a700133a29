import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { findExecutable } from '../find-executable.ts'
import { startKeeper } from '../start-keeper.ts'
import { openBucket } from './bucket.ts'
import { programs } from './cluster.ts'

/** A bucket to keep files in, as `STORAGE_URL` says it, or why there is none. */
export type S3ForTests = { url: string } | { missing: string }

/**
 * The S3-compatible store of the tests: the bucket that `TEST_S3_URL` names, else one of a private server
 * that is started from the programs on this machine and thrown away when this process ends. Throws a
 * sentence when the named one cannot be used, or when there must be one and there is none.
 */
export async function provideS3(): Promise<S3ForTests> {
  const s3 = await findS3()
  if ('missing' in s3 && process.env['LARDER_REQUIRE_S3'] === '1') {
    throw new Error(`LARDER_REQUIRE_S3 is set, but ${s3.missing}.`)
  }
  return s3
}

async function findS3(): Promise<S3ForTests> {
  const named = process.env['TEST_S3_URL']
  if (named) return reachable(named)
  const absent = programs.filter((name) => findExecutable(name) === undefined)
  if (absent.length > 0) return { missing: `this machine has no ${absent.join(', ')}` }
  return startKeeper(`${import.meta.dirname}/throwaway-server.ts`)
}

async function reachable(url: string): Promise<S3ForTests> {
  try {
    const { client, place } = openBucket(url)
    await client.send(new ListObjectsV2Command({ Bucket: place.bucket, MaxKeys: 1 }))
    return { url }
  } catch (cause) {
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
    throw new Error(`TEST_S3_URL names a bucket that cannot be used: ${why}.`, { cause })
  }
}
