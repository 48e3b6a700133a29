import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { TestProjectInlineConfiguration } from 'vitest/config'
import { configDefaults, defineConfig } from 'vitest/config'
import { provideFfmpeg } from './harness/ffmpeg.ts'
import { FiguresReport } from './harness/figures-report.ts'
import { FlakyReport } from './harness/flaky-report.ts'
import { LeftOutReport } from './harness/left-out-report.ts'
import { provideMysql } from './harness/mysql/provide-mysql.ts'
import { provideS3 } from './harness/s3/provide-s3.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where databases are made; undefined: they are SQLite files. */
    mysqlUrl: string | undefined
    /** The bucket in which files are kept; undefined: they lie on the disk. */
    s3Url: string | undefined
    /** The path of ffmpeg; undefined: there is none. */
    ffmpeg: string | undefined
  }
}

const [mysql, s3] = await Promise.all([provideMysql(), provideS3()])
const ffmpeg = provideFfmpeg()
const leftOut = [
  ...('missing' in mysql ? [`The MySQL half was SKIPPED: ${mysql.missing}.`] : []),
  ...('missing' in s3 ? [`Files in an S3-compatible store were SKIPPED: ${s3.missing}.`] : []),
  ...('missing' in ffmpeg ? [`Videos with ffmpeg were SKIPPED: ${ffmpeg.missing}.`] : []),
]
const mysqlUrl = 'url' in mysql ? mysql.url : undefined
const s3Url = 'url' in s3 ? s3.url : undefined

/** Stores know no database: what is about them alone runs with one of both. */
const aboutStores = 'files/store/{every-store,away,memory,unfinished}.test.ts'

/** What only a bucket has. */
const aboutBuckets = 'files/store/unfinished.test.ts'

/** What measures the export of a long log, and no files. */
const aboutTheLog = 'leaving/export/large.test.ts'

/** What keeps bytes, or reads them. */
const aboutFiles = [
  'files/**/*.test.ts',
  'leaving/**/*.test.ts',
  'videos/watching/{bytes,ranges}.test.ts',
]

const builtSdk = join(import.meta.dirname, '../packages/sdk/dist')

export default defineConfig({
  // The types come from the sources, what runs is what is published.
  resolve: {
    alias: [
      { find: /^@larder\/sdk$/, replacement: join(builtSdk, 'index.js') },
      { find: '@larder/sdk/node', replacement: join(builtSdk, 'node.js') },
    ],
  },
  test: {
    globalSetup: ['./harness/build-what-is-stale.ts', './harness/temporary-directory.ts'],
    reporters: [new FiguresReport(), 'default', new FlakyReport(), new LeftOutReport(leftOut)],
    // A file mostly waits for the server process beside it.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // On a busy machine a second is not long.
    expect: { poll: { timeout: 5_000 } },
    slowTestThreshold: 5_000,
    // Two engines and two stores of files. Everything runs twice: on what needs nothing installed, and on
    // what large servers have. What touches files runs on SQLite and S3 as well, so that what fails
    // there tells which of both it is; MySQL beside files on the disk would say nothing new.
    projects: [
      project('sqlite', { exclude: [aboutBuckets] }),
      ...(mysqlUrl ? [project('mysql', { mysqlUrl, s3Url, exclude: [aboutStores] })] : []),
      ...(s3Url ? [project('s3', { s3Url, include: aboutFiles, exclude: [aboutTheLog] })] : []),
    ],
  },
})

interface Parts {
  mysqlUrl?: string | undefined
  s3Url?: string | undefined
  include?: string[]
  exclude?: string[]
}

function project(
  name: string,
  { mysqlUrl, s3Url, include = ['**/*.test.ts'], exclude = [] }: Parts,
): TestProjectInlineConfiguration {
  const provide = { mysqlUrl, s3Url, ffmpeg: 'path' in ffmpeg ? ffmpeg.path : undefined }
  return {
    extends: true,
    test: { name, provide, include, exclude: [...configDefaults.exclude, ...exclude] },
  }
}
