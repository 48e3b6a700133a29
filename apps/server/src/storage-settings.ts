import type { BlobPlace, S3Credentials } from '@larder/api'
import { inDirectory, parseStorageUrl } from '@larder/api'

type Given = Readonly<Record<string, string | undefined>>

/** What is wrong with where files are to be kept. Nothing of the URL is shown: it may hold a secret. */
export function storageProblems(given: Given): string[] {
  const { STORAGE_URL: url, LARDER_SENDFILE: sendfile = 'off' } = given
  if (url === undefined) return []
  try {
    const { kind } = parseStorageUrl(url, credentialsIn(given))
    if (kind === 'disk' || sendfile === 'off') return []
    return [
      'LARDER_SENDFILE cannot be used with files in an S3-compatible store: a web server in front sends only what lies on its own disk.',
    ]
  } catch (error) {
    return [`STORAGE_URL cannot be used. ${error instanceof Error ? error.message : error}`]
  }
}

/** Where files are kept, by settings that are all right. */
export function storagePlace(given: Given, dataDirectory: string): BlobPlace {
  const { STORAGE_URL: url } = given
  return url === undefined ? inDirectory(dataDirectory) : parseStorageUrl(url, credentialsIn(given))
}

/** The ones of the environment, under the names that every program for S3 knows. */
function credentialsIn(given: Given): S3Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = given
  const { AWS_SESSION_TOKEN: sessionToken } = given
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) }
}
