import { configFrom } from '@larder/server/src/config.ts'
import { describe, expect, test } from 'vitest'

const KEY = 'AKIACAPERS'
const SECRET = 'ol/ives+@%'
const login = `${KEY}:${encodeURIComponent(SECRET)}`
const environment = { AWS_ACCESS_KEY_ID: KEY, AWS_SECRET_ACCESS_KEY: SECRET }

describe('Given a place for files', () => {
  test('when nothing is said, then it is in the data directory', () => {
    expect(configFrom({ LARDER_DATA: '/srv/larder' }).storage).toEqual({
      kind: 'disk',
      directory: '/srv/larder/blobs',
    })
  })

  test.each(['file:/srv/files', 'file:///srv/files'])('when it is %s, then it is there', (url) => {
    expect(place(url)).toEqual({ kind: 'disk', directory: '/srv/files' })
  })

  test('when it is a bucket with everything, then all of that is used', () => {
    const url = `s3://${login}@pantry/a/b/?endpoint=https://s3.example.org:9000&region=eu-west-1`
    expect(place(url)).toEqual({
      kind: 's3',
      bucket: 'pantry',
      prefix: 'a/b/',
      endpoint: 'https://s3.example.org:9000',
      region: 'eu-west-1',
      credentials: { accessKeyId: KEY, secretAccessKey: SECRET },
    })
  })

  test('when it is a bucket with little, then the rest is as usual', () => {
    expect(place('s3://pantry?endpoint=http://127.0.0.1:9000', environment)).toEqual({
      kind: 's3',
      bucket: 'pantry',
      prefix: '',
      endpoint: 'http://127.0.0.1:9000',
      region: 'us-east-1',
      credentials: { accessKeyId: KEY, secretAccessKey: SECRET },
    })
  })

  test('when credentials are in both places, then those of the URL are used', () => {
    const other = { AWS_ACCESS_KEY_ID: 'other', AWS_SECRET_ACCESS_KEY: 'other' }
    expect(place(`s3://${login}@pantry?region=eu-west-1`, other)).toMatchObject({
      credentials: { accessKeyId: KEY, secretAccessKey: SECRET },
      endpoint: undefined,
    })
  })
})

describe('Given a place for files that cannot be one', () => {
  test.each([
    ['file:', 'Write it like file:/srv/larder/files, or like s3://'],
    ['file://host/path', 'Write it like'],
    ['/srv/files', 'Write it like'],
    [`https://${login}@pantry`, 'Write it like'],
    [`s3://${login}@`, 'Write it like'],
    [`s3://${login}@Pantry?region=a`, 'The name of the bucket'],
    [`s3://${login}@pa_ntry?region=a`, 'The name of the bucket'],
    [`s3://${login}@pantry:9000?region=a`, 'The name of the bucket'],
    [`s3://${login}@pantry/a b?region=a`, 'A prefix may have'],
    [`s3://${login}@pantry/a//b?region=a`, 'A prefix may have'],
    [`s3://${login}@pantry?region=a#olives`, 'A prefix may have'],
    [`s3://${login}@pantry`, 'Say which region'],
    [`s3://${login}@pantry?region=the+cellar`, 'Say which region'],
    [`s3://${login}@pantry?region=a&secret=olives`, 'there may be endpoint= and region='],
    [`s3://${login}@pantry?endpoint=s3.example.org`, 'The endpoint must be like'],
    [`s3://${login}@pantry?endpoint=https://s3.example.org/a`, 'The endpoint must be like'],
    [`s3://${login}@pantry?endpoint=https://ada:olives@a.example`, 'The endpoint must be like'],
    ['s3://pantry?region=a', 'Put them before the bucket, or set AWS_ACCESS_KEY_ID'],
    [`s3://${KEY}@pantry?region=a`, 'but not both'],
    ['s3://AKIACAPERS:ol/ives@pantry?region=a', 'Encode "/"'],
    ['s3://AKIACAPERS:ol%ives@pantry?region=a', 'Write % itself as %25'],
  ])('when it is %s, then it is refused without showing it', (url, sentence) => {
    let message = ''
    try {
      place(url)
    } catch (error) {
      message = (error as Error).message
    }
    expect(message).toMatch(/^STORAGE_URL cannot be used\. /)
    expect(message).toContain(sentence)
    expect(message).not.toMatch(/olives|ol\/ives|ol%|AKIACAPERS/)
  })
})

function place(url: string, beside: Record<string, string> = {}) {
  return configFrom({ STORAGE_URL: url, ...beside }).storage
}
