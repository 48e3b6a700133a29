import { join, resolve } from 'node:path'

/** Where the bytes of files are kept. */
export type BlobPlace = { kind: 'disk'; directory: string } | S3Place

/** A part of a bucket of an S3-compatible store. */
export interface S3Place {
  kind: 's3'
  bucket: string
  /** What all keys begin with: empty, or ending with a slash. */
  prefix: string
  /** An origin; undefined: Amazon's own of the region. */
  endpoint: string | undefined
  region: string
  credentials: S3Credentials
}

export interface S3Credentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

const FORM =
  'Write it like file:/srv/larder/files, or like s3://key:secret@bucket/prefix?endpoint=https://s3.example.org&region=eu-west-1.'

const ENCODE = 'Encode "/" in the key and the secret as %2F, and what else is special there.'

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const PREFIX = /^([\w.-]+\/)*$/
const REGION = /^[a-z0-9-]{1,40}$/

/** Where files are kept when nothing else is said. */
export function inDirectory(dataDirectory: string): BlobPlace {
  return { kind: 'disk', directory: join(dataDirectory, 'blobs') }
}

/**
 * The place that a `STORAGE_URL` names, with credentials of its own or else `beside` it. Throws what is
 * wrong, in a sentence that shows nothing of the URL: it may hold a secret.
 */
export function parseStorageUrl(text: string, beside?: S3Credentials): BlobPlace {
  if (text.startsWith('file:')) return parseDirectory(text.slice('file:'.length))
  if (!/^s3:\/\//.test(text)) throw new Error(FORM)
  if (!URL.canParse(text)) throw new Error(`${FORM} ${ENCODE}`)
  const url = new URL(text)
  if (!BUCKET.test(url.hostname) || url.port !== '') {
    throw new Error(`The name of the bucket, behind s3:// and a key, cannot be one. ${FORM}`)
  }
  const prefix = url.pathname.replace(/^\/+|\/+$/g, '')
  if (!PREFIX.test(prefix && `${prefix}/`) || url.hash !== '') {
    throw new Error('A prefix may have letters, digits, ".", "_" and "-", and "/" between them.')
  }
  return {
    kind: 's3',
    bucket: url.hostname,
    prefix: prefix && `${prefix}/`,
    ...whereOf(url.searchParams),
    credentials: credentialsOf(url) ?? beside ?? missingCredentials(),
  }
}

/** The place for people, without secrets. */
export function describePlace(place: BlobPlace): string {
  if (place.kind === 'disk') return place.directory
  return `s3://${place.bucket}/${place.prefix} at ${place.endpoint ?? `Amazon S3 in ${place.region}`}`
}

function parseDirectory(path: string): BlobPlace {
  const directory = path.replace(/^\/\/(?=\/)/, '')
  if (directory === '' || directory.startsWith('//')) throw new Error(FORM)
  return { kind: 'disk', directory: resolve(directory) }
}

function whereOf(search: URLSearchParams): Pick<S3Place, 'endpoint' | 'region'> {
  if ([...search.keys()].some((name) => !['endpoint', 'region'].includes(name))) {
    throw new Error('Behind "?" there may be endpoint= and region=, and nothing else.')
  }
  const endpoint = search.get('endpoint') ?? undefined
  if (endpoint !== undefined && !isOrigin(endpoint)) {
    throw new Error('The endpoint must be like https://s3.example.org:9000, without a path.')
  }
  // Stores that are not Amazon's mostly have one region, which is called this.
  const region = search.get('region') ?? (endpoint && 'us-east-1')
  if (region === undefined || !REGION.test(region)) {
    throw new Error('Say which region the bucket is in: ?region=eu-west-1.')
  }
  return { endpoint: endpoint && new URL(endpoint).origin, region }
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, origin, href } = new URL(text)
  return /^https?:$/.test(protocol) && href === `${origin}/`
}

function credentialsOf({ username, password }: URL): S3Credentials | undefined {
  if (username === '' && password === '') return undefined
  if (username === '' || password === '') {
    throw new Error(`It has an access key or a secret, but not both. ${ENCODE}`)
  }
  try {
    return {
      accessKeyId: decodeURIComponent(username),
      secretAccessKey: decodeURIComponent(password),
    }
  } catch {
    throw new Error('Its key or secret is not encoded well. Write % itself as %25.')
  }
}

function missingCredentials(): never {
  throw new Error(
    'It has no access key and secret. Put them before the bucket, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  )
}
