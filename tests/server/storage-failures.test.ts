import { describe, expect, inject, test } from 'vitest'
import { freshDatabase, freshStorage, startLarder } from '#harness'
import { runServerProgram } from './run-to-end.ts'

describe.runIf(inject('s3Url'))('Given an S3-compatible store', () => {
  const right = new URL(freshStorage() ?? 's3://x')
  const secret = decodeURIComponent(right.password)

  test.each<[string, (url: URL) => void, string]>([
    [
      'a wrong secret',
      (url) => (url.password = 'olives'),
      'refuses the access key and its secret.',
    ],
    ['a wrong key', (url) => (url.username = 'capers'), 'refuses the access key and its secret.'],
    ['no such bucket', (url) => (url.hostname = 'no-such-bucket'), 'has no such bucket. Create it'],
  ])(
    'with %s, when the server starts, then it says so in a sentence',
    async (_, change, sentence) => {
      const url = new URL(right)
      change(url)
      const { code, stdout, stderr } = await start(url)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr.trim().split('\n')).toHaveLength(1)
      expect(stderr).toContain(
        `The store of files s3://${url.hostname}${url.pathname}/ at ${url.searchParams.get('endpoint')} ${sentence}`,
      )
      for (const hidden of [secret, url.password, url.username])
        expect(stderr).not.toContain(hidden)
    },
  )

  test('that is no such store, when the server starts, then it says so', async () => {
    const other = await startLarder({ on: { ...(await freshDatabase()), storageUrl: undefined } })
    const url = new URL(right)
    url.searchParams.set('endpoint', other.url)
    const { code, stderr } = await start(url)
    expect(code).toBe(1)
    expect(stderr).toContain('does not answer as an S3-compatible store does')
  })

  test('that is away, when the server starts, then it warns and does everything else', async () => {
    const url = new URL(right)
    url.searchParams.set('endpoint', 'http://127.0.0.1:9')
    const larder = await startLarder({ on: { ...(await freshDatabase()), storageUrl: url.href } })
    expect(larder.logs()).toMatch(/cannot be reached \(ECONNREFUSED\)\. Check that it runs/)
    const ada = await larder.person('ada')
    await ada.freezer()
    expect(larder.logs()).not.toContain(secret)
  })

  async function start(url: URL) {
    const { databaseUrl, directory } = await freshDatabase()
    const settings = { DATABASE_URL: databaseUrl, LARDER_DATA: directory, STORAGE_URL: url.href }
    return runServerProgram('bin/larder-server.mjs', [], { settings })
  }
})

describe('Given a directory for files', () => {
  test('that cannot be made, when the server starts, then it says so', async () => {
    const { databaseUrl, directory } = await freshDatabase()
    const settings = {
      DATABASE_URL: databaseUrl,
      LARDER_DATA: directory,
      STORAGE_URL: 'file:/dev/null/files',
    }
    const { code, stderr } = await runServerProgram('bin/larder-server.mjs', [], { settings })
    expect(code).toBe(1)
    expect(stderr).toContain('The directory of files /dev/null/files cannot be written')
    expect(stderr).toContain('set STORAGE_URL to another directory')
  })
})
