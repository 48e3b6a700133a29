import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3'
import type { S3Place } from '../storage-url.ts'

export type S3Sdk = typeof import('@aws-sdk/client-s3')

/** A store that can be asked. */
export interface OpenedS3 {
  sdk: S3Sdk
  /** For what is small, under `soon`, and for reading, which is watched. */
  asking: S3Client
  /** For sending many bytes: broken off when nothing moves for `SILENT_MS`, and not tried again. */
  sending: S3Client
}

/** A small question that was not answered by then never will be. */
const ANSWERS_WITHIN_MS = 4_000

/** For how long nothing may move while many bytes do. */
export const SILENT_MS = 10_000

const CONNECTS_WITHIN_MS = 1_500

/** Loads the client of S3, which takes 35 MB of memory: only those who keep files there pay for it. */
export async function openS3({
  endpoint,
  region,
  credentials,
  bucket,
}: S3Place): Promise<OpenedS3> {
  const sdk = await import('@aws-sdk/client-s3')
  const config: S3ClientConfig = {
    region,
    credentials,
    ...(endpoint === undefined ? {} : { endpoint }),
    // A bucket as a part of the host name needs DNS and certificates that few own stores have.
    forcePathStyle: endpoint !== undefined || bucket.includes('.'),
    // Not every store knows the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // It would wait 6 s for a server that does not answer it.
    expectContinueHeader: false,
    maxAttempts: 2,
    // Whoever asks is told what failed, and says so in the log.
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  }
  const connections = {
    connectionTimeout: CONNECTS_WITHIN_MS,
    socketAcquisitionWarningTimeout: 2 ** 30,
  }
  // As many as there are people who read and write at the same time: one who is slow holds up nobody.
  const agents = { httpAgent: { maxSockets: Infinity }, httpsAgent: { maxSockets: Infinity } }
  const handler = { ...connections, ...agents }
  return {
    sdk,
    asking: new sdk.S3Client({ ...config, requestHandler: { ...handler, socketTimeout: 0 } }),
    sending: new sdk.S3Client({
      ...config,
      maxAttempts: 1,
      requestHandler: { ...handler, socketTimeout: SILENT_MS },
    }),
  }
}

/** Asks something small, for as long as somebody may have to wait for it. */
export async function soon<T>(
  ask: (options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), ANSWERS_WITHIN_MS)
  try {
    return await ask({ abortSignal: controller.signal })
  } finally {
    clearTimeout(timer)
  }
}
