import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { expect, inject, test } from 'vitest'
import { findExecutable } from '../find-executable.ts'
import { openBucket } from './bucket.ts'
import { programs } from './cluster.ts'
import { descendants } from './descendants.ts'

// Once, where there is use for it.
const canRun =
  inject('s3Url') !== undefined && programs.every((name) => findExecutable(name) !== undefined)

test.runIf(canRun)(
  'Given tests that keep files in a throwaway server, when they are killed, then it goes with them',
  async () => {
    const program = `
      const { provideS3 } = await import('${import.meta.dirname}/provide-s3.ts')
      console.log((await provideS3()).url)
      setInterval(() => {}, 1000)`
    const tests = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, TEST_S3_URL: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(tests.stdout, 'data')
    const { client, place } = openBucket(String(line).trim())
    const list = () => client.send(new ListObjectsV2Command({ Bucket: place.bucket }))
    expect((await list()).KeyCount).toBe(0)
    // The keeper, a monitor, a store and a gateway.
    const processes = descendants(tests.pid ?? 0)
    expect(processes).toHaveLength(4)

    tests.kill('SIGKILL')

    const left = () => processes.filter((id) => existsSync(`/proc/${id}`))
    await expect.poll(left, { timeout: 10_000 }).toEqual([])
    await expect(list()).rejects.toThrow('ECONNREFUSED')
  },
)
